package import Catalog
package import Identity
package import Ledger
package import Storage

/// One subdistrict as its pages show it: the store, the catalog in force, the secrets that this process has.
package struct Office: Sendable {
    package let store: Store
    package let catalog: Catalog
    /// Nil where this process may not sign; then it serves the checkpoints that others have signed.
    package let key: SigningKey?
    /// Nil where programs may not write through this process.
    package let token: OperatorToken?
    private let reads = ReadGate()

    package init(store: Store, catalog: Catalog, key: SigningKey?, token: OperatorToken?) {
        self.store = store
        self.catalog = catalog
        self.key = key
        self.token = token
    }

    package var isDemo: Bool { store.genesis.demoClockOffset != nil }

    var zone: Zone { store.genesis.zone }

    /// The day that the subdistrict's calendar shows now.
    var today: LocalDay { zone.day(of: store.clock.now) }

    /// The year in which the ledger began; the present one where its first entry was redacted.
    func firstYear(_ reader: Reader) throws -> Int {
        try EntryStore.entry(Entry.ID(rawValue: 0), reader).map { zone.day(of: $0.time).year } ?? today.year
    }
}

extension Office {
    /// Reads the store, but waits no longer than `limit`.
    ///
    /// - Throws: `StorageError.busy` where the answer takes longer or too many reads are waiting, or what `body`
    ///   threw.
    func read<Value: Sendable>(
        within limit: Duration = .seconds(15),
        _ body: @escaping @Sendable (Reader) throws -> Value
    ) async throws -> Value {
        let (store, reads) = (store, reads)
        return try await TimeLimit.run(limit) { try await reads.pass { try await store.read(body) } }
    }
}
