package import Ledger

/// The kinds of entry with which a ledger begins and goes on.
enum LedgerModule {
    /// - Parameter wipe: Wipes what was sealed under a key from the tables of all modules.
    static func module(wipe: @escaping @Sendable (Subject, Transaction) throws -> Void) -> Module {
        Module(
            migrations: [LedgerSchema.migration],
            kinds: [
                KindHandler(GenesisEvent.self, isPublic: true) { try begin($0.genesis, $1, $2) },
                KindHandler(RestoredEvent.self, isPublic: true) { try begin($0.genesis, $1, $2) },
                KindHandler(RedactedEvent.self, isPublic: true) { (_, _, _: Transaction) in },
                KindHandler(SubjectErased.self) { event, _, transaction in
                    for key in event.keys { try wipe(key, transaction) }
                },
            ],
            projections: LedgerSchema.projections
        )
    }

    private static func begin(_ genesis: Genesis, _ entry: Entry, _ transaction: Transaction) throws {
        try transaction.execute(
            "INSERT INTO ledger_origin (entry, origin) VALUES (\(entry.id), \(genesis.origin))"
        )
    }
}

/// The first entry.
struct GenesisEvent: Event {
    static let kind = Genesis.kind
    static let version = Genesis.version
    let genesis: Genesis

    init(_ genesis: Genesis) { self.genesis = genesis }
    init(body: JSON.Object) throws(JSONShapeError) { genesis = try Genesis(body) }
    var body: JSON.Object { genesis.body }
}

/// The entry with which a restored ledger goes on under a new origin.
struct RestoredEvent: Event {
    static let kind = Genesis.restoredKind
    static let version = Genesis.version
    let genesis: Genesis

    init(_ genesis: Genesis) { self.genesis = genesis }
    init(body: JSON.Object) throws(JSONShapeError) { genesis = try Genesis(body) }
    var body: JSON.Object { genesis.body }
}

/// An earlier entry's bytes were deleted; nothing follows from it but that verification accepts the gap.
package struct RedactedEvent: Event {
    package static let kind = Redaction.kind
    package static let version = 1
    package let body: JSON.Object

    /// - Parameter agreed: The second person, beside the entry's actor.
    package init(_ target: Entry.ID, reason: String, agreed: Actor) {
        body = [
            "agreed": .string(agreed.rawValue), "entry": .integer(target.rawValue), "reason": .string(reason),
        ]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        _ = try body.integer("entry")
        self.body = body
    }
}

/// Begins a ledger, or goes on with a restored one.
struct BeginLedger: Command {
    static let name = "begin-ledger"
    let genesis: Genesis
    /// The first catalog; a restored ledger goes on under the one that it had.
    var catalog: Hash?

    var request: JSON.Object { genesis.body }

    func record(in recorder: Recorder) throws {
        let subject = Subject("ledger", recorder.next)
        if let catalog { try recorder.adopt(catalog) }
        if genesis.previous == nil {
            guard recorder.next.rawValue == 0 else {
                throw StorageError.notAStore("The store has a ledger already.")
            }
            try recorder.record(GenesisEvent(genesis), about: subject)
        } else {
            try recorder.record(RestoredEvent(genesis), about: subject)
        }
    }
}

/// Readable references are numbers of a series (环-2018), taken while the ledger's head is held, so without gaps.
package enum ReferenceCounter {
    package static func next(in series: String, _ reader: Reader) throws -> Int64 {
        let last = try reader.first("SELECT last FROM reference_counter WHERE series = \(series)") {
            try $0.integer(0, in: 1...Limit.integer)
        }
        guard let last else { return 1 }
        guard (1..<Limit.integer).contains(last) else {
            throw StorageError.damaged("the last number of the series \(series) is \(last)")
        }
        return last + 1
    }

    /// To be called by the applier of the entry that holds the number.
    package static func take(_ number: Int64, in series: String, _ transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO reference_counter (series, last) VALUES (\(series), \(number))
            ON CONFLICT (series) DO UPDATE SET last = excluded.last
            """
        )
    }
}
