import Foundation
import Ledger
import Storage
import TestSupport
import Testing

@Suite("A backup")
struct RestoreTests {
    @Test(
        "of the same commands is the same on both engines",
        .enabled(if: TestEngine.address != nil, "JIEDAO_TEST_POSTGRESQL names no server")
    )
    func sameBytes() async throws {
        try await withStore(on: .sqlite) { test in
            try await withPlace(on: .postgresql) { place in
                let database = try await place.database()
                try await database.migrate(Tally.schema.migrator)
                try await Self.copyLedger(from: test.store.database, to: database)
                var exports: [[UInt8]] = []
                for database in [try await test.place.database(), database] {
                    let (salts, clock) = (CountedSalts(), TestClock(1_530_000_000_000))
                    let store = try await Store.open(
                        database,
                        schema: Tally.schema,
                        clock: clock.wall,
                        salt: { _ in salts.salt() }
                    )
                    var chance = Chance(state: 9)
                    for number in 0..<140 {
                        let tally = Tally("名 \(number)", (0..<chance.below(4)).map { _ in chance.fact() })
                        let id = CommandID(bytes: (0..<16).map { _ in UInt8(chance.below(256)) })!
                        _ = try await store.perform(Order(id: id, actor: .program, command: tally))
                        if number % 50 == 9 { _ = try await store.checkpoint(signing: test.key) }
                    }
                    exports.append(try await Self.export(store))
                    try await store.close()
                }
                #expect(exports[0] == exports[1])
                #expect(exports[0].count > 50_000)
                let audit = try Self.audit(exports[0])
                #expect(audit.problems == [])
                #expect(audit.covered == 221)
            }
        }
    }

    @Test("comes back on the other engine with all that follows from it", arguments: TestEngine.available)
    func comesBack(engine: TestEngine) async throws {
        try await withBackup(on: engine) { test, bytes, file in
            // What was lost: made after the backup, and known to whoever holds this checkpoint.
            try await test.perform(Note("lost"))
            let last = try await test.store.checkpoint(signing: test.key)
            let backup = try Restore.verify(file.path, lastCheckpoint: last)
            let other = engine == .sqlite ? TestEngine.available.last! : .sqlite
            try await withPlace(on: other) { place in
                let key = try #require(SigningKey(newNamed: "test.example/2"))
                let restored = try await Self.restore(backup, place, key)
                #expect(restored.genesis.previous == last)
                #expect(restored.genesis.origin == key.name)
                let tables = ["noted", "fact", "fact_tag", "fact_total"]
                for table in tables {
                    let before = try await Self.rows(of: table, before: 61, test.store.database)
                    let after = try await Self.rows(of: table, before: 61, restored.database)
                    #expect(table == "fact_total" || before == after, "\(table)")
                }
                let differences = try await Replay.check(restored.database, schema: Tally.schema).differences
                #expect(differences == [])
                let inside = try #require(Self.checkpoints(bytes).last)
                let audit = try await StoreAudit.run(
                    restored.database,
                    against: (inside, test.key.verifier),
                    trusting: key.verifier
                )
                #expect(audit.problems == [])
                // The old ledger went on as another history than the restored one.
                let rewritten = try await StoreAudit.run(
                    restored.database,
                    against: (last, test.key.verifier)
                )
                #expect(rewritten.problems == [.otherHistory(last.size)])
                let again = try await Self.export(restored)
                #expect(Self.entries(again).prefix(61) == Self.entries(bytes)[...])
                try await restored.close()
            }
        }
    }

    @Test func thatWasAlteredIsRefused() async throws {
        try await withBackup(on: .sqlite) { test, bytes, file in
            var chance = Chance(state: 5)
            let lines = bytes.split(separator: 0x0A)
            for _ in 0..<300 {
                let line = chance.element(of: lines)
                // Of a command's line the digest proves itself only to whoever sends the command again.
                let length = line.starts(with: Array("command".utf8)) ? 44 : line.count
                var altered = bytes
                let place = line.startIndex + chance.below(length)
                altered[place] ^= 1
                try Data(altered).write(to: file)
                #expect(throws: (any Error).self, "byte \(place) of \(String(decoding: line, as: UTF8.self))")
                {
                    try Restore.verify(file.path, lastCheckpoint: nil)
                }
            }
            for line in lines {
                try Data(bytes[..<line.startIndex]).write(to: file)
                #expect(throws: (any Error).self, "cut before \(String(decoding: line, as: UTF8.self))") {
                    try Restore.verify(file.path, lastCheckpoint: nil)
                }
            }
            try Data(try await Self.export(test.store, .public)).write(to: file)
            #expect(throws: Restore.Failure.publicExport) {
                try Restore.verify(file.path, lastCheckpoint: nil)
            }
        }
    }

    @Test func ofAnotherHistoryThanTheLastCheckpointIsRefused() async throws {
        try await withBackup(on: .sqlite) { _, _, file in
            try await withStore(on: .sqlite) { other in
                let stranger = try await other.store.checkpoint(signing: other.key)
                #expect(throws: Restore.Failure.otherHistory(1)) {
                    try Restore.verify(file.path, lastCheckpoint: stranger)
                }
            }
        }
    }

    @Test(
        "that cannot be brought back whole leaves the place empty",
        arguments: TestEngine.available,
        Spoiling.allCases
    )
    func leavesNothing(engine: TestEngine, spoiling: Spoiling) async throws {
        try await withBackup(on: .sqlite) { test, bytes, file in
            let backup = try Restore.verify(file.path, lastCheckpoint: nil)
            try await withPlace(on: engine) { place in
                let name = spoiling == .usedOrigin ? test.key.name : "test.example/2"
                let key = try #require(SigningKey(newNamed: name))
                try Data(spoiling.spoilt(bytes)).write(to: file)
                await #expect(throws: (any Error).self) { _ = try await Self.restore(backup, place, key) }
                let database = try await place.database()
                await #expect(throws: StorageError.self) {
                    _ = try await Store.open(database, schema: Tally.schema, clock: TestClock().wall)
                }
                if spoiling != .usedOrigin {
                    let size = try await database.read { try Head($0).size }
                    #expect(size == 0)
                }
                try await database.close()
                // And it can still take the whole one.
                try Data(bytes).write(to: file)
                let fresh = try #require(SigningKey(newNamed: "test.example/3"))
                let restored = try await Self.restore(backup, place, fresh)
                let size = try await restored.read { try Head($0).size }
                #expect(size == 62)
                // A ledger stands there now; nothing may be put upon it.
                let more = try #require(SigningKey(newNamed: "test.example/4"))
                await #expect(throws: StorageError.self) { _ = try await Self.restore(backup, place, more) }
                try await restored.close()
            }
        }
    }

    /// What happens to the file after it was verified.
    enum Spoiling: CaseIterable {
        case cutOff, altered, usedOrigin

        func spoilt(_ bytes: [UInt8]) -> [UInt8] {
            switch self {
            case .cutOff: return Array(bytes.prefix(bytes.count * 2 / 3))
            case .altered:
                var lines = bytes.split(separator: 0x0A).map { Array($0) }
                let place = lines.firstIndex { $0.starts(with: Array("entry ".utf8)) }! + 30
                // A digit of the salt, which stays one.
                lines[place][20] =
                    lines[place][20] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
                return Array(lines.joined(separator: [0x0A])) + [0x0A]
            case .usedOrigin: return bytes
            }
        }
    }
}

extension RestoreTests {
    /// A store of 61 entries, one checkpoint over 41 of them and one over all.
    private func withBackup(
        on engine: TestEngine,
        _ body: (TestStore, [UInt8], URL) async throws -> Void
    ) async throws {
        try await withStore(on: engine, schema: Tally.schema) { test in
            var chance = Chance(state: 1)
            for number in 0..<20 {
                try await test.perform(Tally("t\(number)", [chance.fact(), chance.fact()]))
            }
            _ = try await test.store.checkpoint(signing: test.key)
            try await test.perform(Note(names: (0..<20).map { "n\($0)" }))
            _ = try await test.store.checkpoint(signing: test.key)
            let bytes = try await Self.export(test.store)
            let file = FileManager.default.temporaryDirectory.appending(
                path: "jiedao-\(UUID().uuidString).export"
            )
            defer { try? FileManager.default.removeItem(at: file) }
            try Data(bytes).write(to: file)
            try await body(test, bytes, file)
        }
    }

    private static func restore(
        _ backup: Restore.Verified,
        _ place: TestPlace,
        _ key: SigningKey
    ) async throws -> Store {
        try await Restore.run(
            backup,
            into: try await place.database(),
            schema: Tally.schema,
            clock: TestClock(1_540_000_000_000).wall,
            goingOnAs: TestStore.genesis(key, previous: backup.last),
            signing: key
        )
    }

    private static func export(_ store: Store, _ scope: ExportLine.Scope = .full) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        _ = try await Export.run(store, scope: scope) { bytes.append(contentsOf: $0.bytes) }
        return bytes
    }

    private static func audit(_ bytes: [UInt8]) throws -> LedgerAuditor {
        let file = FileManager.default.temporaryDirectory.appending(
            path: "jiedao-\(UUID().uuidString).export"
        )
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(bytes).write(to: file)
        return try ExportAudit.run(try FileHandle(forReadingFrom: file))
    }

    private static func entries(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        bytes.split(separator: 0x0A).filter { $0.starts(with: Array("entry ".utf8)) }
    }

    private static func checkpoints(_ bytes: [UInt8]) -> [Checkpoint] {
        bytes.split(separator: 0x0A).compactMap { line in
            if case .checkpoint(let checkpoint)? = ExportLine(Array(line)) { checkpoint } else { nil }
        }
    }

    /// The rows that come from entries before `size`, in the order of their keys.
    private static func rows(
        of table: String,
        before size: Int64,
        _ database: Database
    ) async throws -> [[SQLValue]] {
        let (columns, key) = TamperedTable.shape(of: table)
        let entry: SQL = table == "noted" ? "id" : table == "fact_total" ? "0" : "entry"
        let select: SQL =
            "SELECT \(columns) FROM \(SQL.identifier(table)) WHERE \(entry) < \(size) ORDER BY \(key)"
        return try await database.read { try $0.all(select) { $0.values } }
    }

    /// Copies a ledger that holds its genesis only, so that two stores begin with the same bytes.
    private static func copyLedger(from source: Database, to target: Database) async throws {
        for table in ["ledger_entry", "ledger_command", "ledger_origin", "catalog_version", "ledger_head"] {
            let (columns, _) = TamperedTable.shape(of: table)
            let name = SQL.identifier(table)
            let rows = try await source.read { try $0.all("SELECT \(columns) FROM \(name)") { $0.values } }
            try await target.write { transaction in
                try transaction.execute("DELETE FROM \(name)")
                for row in rows {
                    try transaction.execute("INSERT INTO \(name) (\(columns)) VALUES (\(SQL.list(row)))")
                }
            }
        }
    }
}
