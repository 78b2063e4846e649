import Casework
import Catalog
import Demo
import Foundation
import Identity
import Ledger
import Registers
import Reporting
import Storage
import TestSupport
import Testing
import Vault

/// A demo store of its own.
struct Simulation: Sendable {
    let store: Store
    let catalog: Catalog
    let demo: DemoYear
    private let clock: DemoYear.Clock
    private let vault: Vault

    /// - Parameter share: As few as show each thing once, unless a test is about a whole year.
    static func run<Value>(
        on engine: TestEngine = .sqlite,
        year: Int = 2018,
        seed: UInt64 = 2018,
        share: Int = 1,
        _ body: (Simulation) async throws -> Value
    ) async throws -> Value {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        let catalog = try Catalog(try CatalogContent(folder: root.appending(path: "Catalog/pingshan")))
        let demo = DemoYear(year: year, zone: catalog.subdistrict.zone, seed: seed, share: share)
        let log = try #require(DemoLog(of: demo, catalog: catalog))
        let (place, vaultPlace) = (try await TestPlace(engine), try await TestPlace(.sqlite))
        let clock = DemoYear.Clock(demo.start)
        let database = try await place.database()
        try await log.begin(in: database, schema: Schema(modules))
        let store = try await log.open(database, schema: Schema(modules), clock: clock)
        let vault = try await Vault.open(
            vaultPlace.location,
            ring: KeyRing(current: MasterKey(random: .system))
        )
        let value = try await body(
            Simulation(store: store, catalog: catalog, demo: demo, clock: clock, vault: vault)
        )
        try await vault.close()
        try await store.close()
        try await vaultPlace.remove()
        try await place.remove()
        return value
    }

    private static let modules = CaseworkModules.all + [ReportingModule.module]

    /// Carries out the year and gives what the ledger holds.
    @discardableResult
    func simulate() async throws -> [Entry] {
        _ = try await demo.run(on: store, catalog: catalog, vault: vault, clock: clock)
        return try await entries()
    }

    var root: Hash {
        get async throws { try await store.read { try Head($0).frontier.root } }
    }

    /// With the keys of this run, so that what is sealed can be replayed.
    var schema: Schema {
        get async throws { Schema(Self.modules, opener: try await vault.opener()) }
    }

    /// Carries out the year until the disk takes no more entries than so many.
    func simulate(cutOffAfter steps: Int64) async throws {
        try await store.database.write { transaction in
            // A trigger takes no bound values.
            let condition = SQL(stringLiteral: "NEW.sequence > \(steps)")
            try transaction.execute(
                """
                CREATE TRIGGER cut_off BEFORE INSERT ON ledger_entry WHEN \(condition)
                BEGIN SELECT RAISE(ABORT, 'cut off'); END
                """
            )
        }
        await #expect(throws: StorageError.constraint("cut off")) { try await simulate() }
        try await store.database.write { try $0.execute("DROP TRIGGER cut_off") }
    }

    /// Every entry behind the genesis.
    func entries() async throws -> [Entry] {
        try await store.read { reader in
            try EntryStore.records(1..<(try Head(reader).size), reader).map { _, record in
                try Entry(bytes: try #require(record.content).bytes)
            }
        }
    }

    /// Every matter as it stands.
    func states() async throws -> [Matter] {
        try await store.read { reader in
            let ids = try reader.all("SELECT id FROM matter ORDER BY id") {
                try $0.identifier(0) as Matter.ID
            }
            return try ids.compactMap { try Matters.state($0, reader) }
        }
    }
}
