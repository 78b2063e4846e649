import Casework
import Catalog
import Demo
import Foundation
import Identity
import Ledger
import Registers
import Reporting
import Storage
import Testing
import Vault

@Suite("The demo year")
struct DemoYearTests {
    @Test func isTheSameTwice() async throws {
        let first = try await Simulation.run { try await $0.simulate() }
        let second = try await Simulation.run { try await $0.simulate() }
        #expect(first.count > 50)
        #expect(first == second)
        // Of version 8, as RFC 9562 marks what is made in a way of one's own.
        #expect(first.allSatisfy { $0.command.bytes[6] >> 4 == 8 && $0.command.bytes[8] >> 6 == 0b10 })
        let other = try await Simulation.run(year: 2019) { try await $0.simulate() }
        #expect(Set(first.map(\.command)).isDisjoint(with: other.map(\.command)))
    }

    @Test func givesTheFiguresOfItsReport() async throws {
        try await Simulation.run { simulation in
            let entries = try await simulation.simulate()
            let kinds = Dictionary(grouping: entries, by: \.kind.rawValue).mapValues(\.count)
            for (kind, count) in [
                "announcement.posted": 48, "announcement.corrected": 6, "announcement.withdrawn": 4,
                "matter.reported": 240,
            ] {
                #expect(kinds[kind] == count, "\(kind)")
            }
            // Of everything that the loop knows and the year shall show there is some.
            for kind in [
                "filed", "ended", "dispatched", "worked", "verified", "struck-off", "reopened", "asked",
                "decided", "urged", "step-taken", "clock-passed",
            ] {
                #expect(kinds["matter.\(kind)", default: 0] > 0, "\(kind)")
            }
            for (id, quantity) in [
                ("announcements-posted", 44), ("announcements-standing", 44), ("announcements-corrected", 6),
            ] {
                let catalog = simulation.catalog
                let figure = try await simulation.store.read {
                    try Figure.count(id, year: 2018, catalog: catalog, $0)
                }
                #expect(figure.quantity == Int64(quantity), "\(id)")
            }
            let (database, schema) = (simulation.store.database, try await simulation.schema)
            #expect(try await Replay.check(database, schema: schema).differences == [])
        }
    }

    @Test("goes on where it was cut off", arguments: [8, 400])
    func resumes(steps: Int64) async throws {
        let whole = try await Simulation.run { try await $0.simulate() }
        try await Simulation.run { simulation in
            try await simulation.simulate(cutOffAfter: steps)
            // A command is done whole or not at all: what was cut off has fewer entries than there was room for.
            let count = try await simulation.entries().count
            #expect(count <= Int(steps) && count + 8 > Int(steps))
            #expect(try await simulation.simulate() == whole)
            #expect(try await simulation.simulate() == whole)
        }
    }

    @Test func saysOfEveryTextThatItIsInvented() async throws {
        let entries = try await Simulation.run { simulation in
            let entries = try await simulation.simulate()
            let untold = try await simulation.store.read { reader in
                try entries.filter { $0.kind == MatterReported.kind }.filter { entry in
                    let words = try Matters.words(of: Matter.ID(rawValue: entry.id.rawValue), reader)
                    return words?.points.allSatisfy { $0.contains("演示数据，内容为虚构。") } != true
                }
            }
            #expect(untold.isEmpty)
            return entries
        }
        for entry in entries where entry.body["text"] != nil {
            let text = try entry.body.text("text")
            #expect(text.contains("演示公告，内容为虚构。"), "entry \(entry.id): \(text)")
        }
    }

    @Test func staysWithinItsYearAndItsTimesNeverGoBack() async throws {
        try await Simulation.run { simulation in
            let entries = try await simulation.simulate()
            let demo = simulation.demo
            #expect(entries.map(\.time) == entries.map(\.time).sorted())
            #expect(entries.allSatisfy { demo.start <= $0.time && $0.time <= demo.end })
            #expect(demo.zone.clock(of: demo.start) == "2018-01-01 08:00")
            #expect(demo.zone.clock(of: demo.end) == "2018-12-31 17:30")
        }
    }
}

/// A demo store in a temporary folder.
struct Simulation: Sendable {
    let store: Store
    let catalog: Catalog
    let demo: DemoYear
    private let clock: DemoYear.Clock
    private let vault: Vault

    private static let key = SigningKey(newNamed: "test.jiedao.example")!

    static func run<Value>(
        year: Int = 2018,
        _ body: (Simulation) async throws -> Value
    ) async throws -> Value {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let catalog = try Catalog(try CatalogContent(folder: root.appending(path: "Catalog/pingshan")))
        let folder = FileManager.default.temporaryDirectory.appending(path: "jiedao-demo-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let demo = DemoYear(year: year, zone: catalog.subdistrict.zone)
        let clock = DemoYear.Clock(demo.start)
        let store = try await Store.create(
            try await Database(.file(folder.appending(path: "store.sqlite").path), creating: true),
            schema: Schema(CaseworkModules.all + [ReportingModule.module]),
            genesis: Genesis(
                origin: key.name,
                subdistrict: catalog.subdistrict.code,
                zone: demo.zone,
                logKey: key.verifier,
                drawKey: key.verifier.publicKey,
                demoClockOffset: 0
            ),
            catalog: catalog.content.text,
            clock: WallClock { clock.now }
        )
        let vault = try await Vault.open(
            .file(folder.appending(path: "vault.sqlite").path),
            ring: KeyRing(current: MasterKey(random: .system))
        )
        let value = try await body(
            Simulation(store: store, catalog: catalog, demo: demo, clock: clock, vault: vault)
        )
        try await vault.close()
        try await store.close()
        return value
    }

    /// Carries out the year and gives what the ledger holds.
    @discardableResult
    func simulate() async throws -> [Entry] {
        _ = try await demo.run(on: store, catalog: catalog, vault: vault, clock: clock)
        return try await entries()
    }

    /// With the keys of this run, so that what is sealed can be replayed.
    var schema: Schema {
        get async throws {
            Schema(CaseworkModules.all + [ReportingModule.module], opener: try await vault.opener())
        }
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
}
