package import Ledger

/// What a mechanism brings to the store: its tables, its kinds of entry and what follows from each.
package struct Module: Sendable {
    package let migrations: [Migration]
    package let kinds: [KindHandler]
    /// The tables that its appliers write, each before those that refer to it.
    package let projections: [String]

    package init(migrations: [Migration], kinds: [KindHandler], projections: [String]) {
        self.migrations = migrations
        self.kinds = kinds
        self.projections = projections
    }
}

/// How entries of one kind become rows.
package struct KindHandler: Sendable {
    package let kind: Entry.Kind
    /// Whether the whole entry is shown in a public export.
    package let isPublic: Bool
    let apply: @Sendable (Entry, Transaction) throws -> Void

    /// - Parameter apply: Reads the event, its entry and projections, and nothing else: no catalog, no clock, no
    ///   chance. It must give the same rows whenever the ledger is replayed.
    package init<E: Event>(
        _ type: E.Type,
        isPublic: Bool = false,
        apply: @escaping @Sendable (E, Entry, Transaction) throws -> Void
    ) {
        kind = E.kind
        self.isPublic = isPublic
        self.apply = { entry, transaction in
            let event: E
            do { event = try E(entry) } catch {
                throw StorageError.damaged("entry \(entry.id) (\(entry.kind)) cannot be read: \(error)")
            }
            try apply(event, entry, transaction)
        }
    }
}

/// All modules of the program together.
package struct Schema: Sendable {
    package let migrator: Migrator
    /// In an order in which rows can be inserted; to empty the tables, go backwards.
    package let projections: [String]
    private let handlers: [Entry.Kind: KindHandler]

    package init(_ modules: [Module]) {
        let modules = [LedgerModule.module] + modules
        migrator = Migrator(modules.flatMap(\.migrations))
        projections = modules.flatMap(\.projections)
        handlers = Dictionary(uniqueKeysWithValues: modules.flatMap(\.kinds).map { ($0.kind, $0) })
    }

    package func isPublic(_ kind: Entry.Kind) -> Bool { handlers[kind]?.isPublic ?? false }

    func apply(_ entry: Entry, _ transaction: Transaction) throws {
        guard let handler = handlers[entry.kind] else {
            throw StorageError.damaged(
                "entry \(entry.id) is a \(entry.kind), which this program does not know"
            )
        }
        try handler.apply(entry, transaction)
    }
}
