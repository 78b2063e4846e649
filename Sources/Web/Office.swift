import Casework
package import Catalog
package import Foundation
package import Identity
package import Ledger
package import Papers
package import Storage

/// One subdistrict as its pages show it: the store, the catalog in force, the secrets that this process has.
package struct Office: Sendable {
    package let store: Store
    private let inForce: CatalogInForce
    /// Nil where this process may not sign; then it serves the checkpoints that others have signed.
    package let key: SigningKey?
    /// Nil where programs may not write through this process.
    package let token: OperatorToken?
    /// Nil where this process has no vault; then nobody can log in through it.
    package let access: Access?
    /// Nil where this process keeps no files.
    package let files: OfficeFiles?
    /// Nil where this machine lacks the program; then papers are pages only.
    package let printer: PDFPrinter?
    /// A catalog that an administrator may look at and adopt; nil where the server was given none.
    package let catalogFolder: URL?
    private let reads = Places(512, "reads are waiting")

    package init(
        store: Store,
        catalog: Catalog,
        key: SigningKey?,
        token: OperatorToken?,
        access: Access? = nil,
        files: OfficeFiles? = nil,
        printer: PDFPrinter? = nil,
        catalogFolder: URL? = nil
    ) {
        self.store = store
        inForce = CatalogInForce(catalog)
        self.key = key
        self.token = token
        self.access = access
        self.files = files
        self.printer = printer
        self.catalogFolder = catalogFolder
    }

    /// The catalog in force, as the last read has found it.
    package var catalog: Catalog { inForce.catalog }

    /// What commands about matters need of the catalog in force.
    var matterRules: MatterRules { get throws { try inForce.rules(in: zone) } }

    /// - Throws: `Fault.noAccess`.
    func requireAccess() throws(Fault) -> Access {
        guard let access else { throw .noAccess }
        return access
    }

    /// - Throws: `Fault.noFiles`.
    func requireFiles() throws(Fault) -> OfficeFiles {
        guard let files else { throw .noFiles }
        return files
    }

    package var isDemo: Bool { store.genesis.demoClockOffset != nil }

    var zone: Zone { store.genesis.zone }

    /// The zone's time as people call it.
    func zoneName(_ language: Language) -> String {
        zone.name == "Asia/Shanghai" ? Word.beijingTime[language] : zone.name
    }

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
        let (store, reads, inForce) = (store, reads, inForce)
        return try await TimeLimit.run(limit) {
            try await reads.pass {
                try await store.read { reader in
                    try inForce.follow(reader)
                    return try body(reader)
                }
            }
        }
    }
}
