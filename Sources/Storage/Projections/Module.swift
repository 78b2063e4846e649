package import Ledger

/// What a mechanism brings to the store: its tables, its kinds of entry and what follows from each.
package struct Module: Sendable {
    package let migrations: [Migration]
    package let kinds: [KindHandler]
    /// The tables that its appliers write, each before those that refer to it.
    package let projections: [String]
    /// Further projections, by which its records are searched.
    package let searches: [SearchTable]
    /// Wipes what was sealed under a key from its tables, so that they are as if the key had never been there.
    package let wipe: @Sendable (_ key: Subject, Transaction) throws -> Void

    package init(
        migrations: [Migration],
        kinds: [KindHandler],
        projections: [String],
        searches: [SearchTable] = [],
        wipe: @escaping @Sendable (Subject, Transaction) throws -> Void = { _, _ in }
    ) {
        self.migrations = migrations
        self.kinds = kinds
        self.projections = projections
        self.searches = searches
        self.wipe = wipe
    }
}

/// How entries of one kind become rows.
package struct KindHandler: Sendable {
    package let kind: Entry.Kind
    /// Whether the whole entry is shown in a public export.
    package let isPublic: Bool
    let apply: @Sendable (Entry, Opened, Transaction) throws -> Void

    /// - Parameter apply: Reads the event, its entry and projections, and nothing else: no catalog, no clock, no
    ///   chance. It must give the same rows whenever the ledger is replayed.
    package init<E: Event>(
        _ type: E.Type,
        isPublic: Bool = false,
        apply: @escaping @Sendable (E, Entry, Transaction) throws -> Void
    ) {
        self.init(type, isPublic: isPublic) { event, entry, _, transaction in
            try apply(event, entry, transaction)
        }
    }

    /// - Parameter apply: Is given the texts of the sealed fields too. Where one is missing it writes what remains
    ///   after its key was destroyed.
    package init<E: Event>(
        _ type: E.Type,
        isPublic: Bool = false,
        apply: @escaping @Sendable (E, Entry, Opened, Transaction) throws -> Void
    ) {
        kind = E.kind
        self.isPublic = isPublic
        self.apply = { entry, opened, transaction in
            let event: E
            do { event = try E(entry) } catch {
                throw StorageError.damaged("entry \(entry.id) (\(entry.kind)) cannot be read: \(error)")
            }
            try apply(event, entry, opened, transaction)
        }
    }
}

/// All modules of the program together.
package struct Schema: Sendable {
    package let migrator: Migrator
    /// In an order in which rows can be inserted; to empty the tables, go backwards.
    package let projections: [String]
    let searches: [SearchTable]
    /// With the keys of this process.
    package let opener: any Opener
    private let handlers: [Entry.Kind: KindHandler]

    package init(_ modules: [Module], opener: any Opener = NoKeys()) {
        let wipes = modules.map(\.wipe)
        let ledger = LedgerModule.module { key, transaction in
            for wipe in wipes { try wipe(key, transaction) }
        }
        let modules = [ledger] + modules
        self.opener = opener
        migrator = Migrator(modules.flatMap(\.migrations))
        searches = modules.flatMap(\.searches)
        projections = modules.flatMap { $0.projections + $0.searches.map(\.name) }
        handlers = Dictionary(uniqueKeysWithValues: modules.flatMap(\.kinds).map { ($0.kind, $0) })
    }

    package func isPublic(_ kind: Entry.Kind) -> Bool { handlers[kind]?.isPublic ?? false }

    /// Replays an entry; what is sealed in it is opened with the keys at hand.
    func apply(_ entry: Entry, _ transaction: Transaction) throws {
        try apply(entry, Opened(entry, by: opener), transaction)
    }

    /// - Parameter opened: The texts of the entry's sealed fields.
    func apply(_ entry: Entry, _ opened: Opened, _ transaction: Transaction) throws {
        guard let handler = handlers[entry.kind] else {
            throw StorageError.damaged(
                "entry \(entry.id) is a \(entry.kind), which this program does not know"
            )
        }
        try handler.apply(entry, opened, transaction)
    }
}
