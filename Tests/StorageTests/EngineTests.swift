import Foundation
import Ledger
import Storage
import TestSupport
import Testing

@Suite("Both engines")
struct EngineTests {
    private static let table = Migration(
        "0001 values",
        """
        CREATE TABLE sample (
            id     $INT64 NOT NULL PRIMARY KEY,
            number $INT64,
            words  $TEXT,
            bytes  $BYTES
        ) $STRICT
        """
    )

    @Test func writesToTheDiskBeforeACommitReturns() async throws {
        let place = try await TestPlace(.sqlite)
        let database = try await place.database()
        // 2 is FULL. With less, a power cut may take back what was acknowledged.
        for database in [database, try await Database(place.location)] {
            let level = try await database.write {
                try $0.reader.first("PRAGMA synchronous") { try $0.integer(0) }
            }
            #expect(level == 2)
            try await database.close()
        }
        try await place.remove()
    }

    @Test("keep values as they are, whatever they look like", arguments: TestEngine.available)
    func values(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try await place.database()
        try await database.migrate(Migrator([Self.table]))
        let texts = [
            "", "plain", "'; DROP TABLE sample; --", "a\"b\\c$1 $2", "坪山街道 🏮 𠮷", "e\u{301} é",
            "line\nline\r\n\t",
        ]
        let numbers: [Int64?] = [0, -1, .max, .min, nil]
        let bytes: [[UInt8]?] = [[], [0], Array(0...255), nil]
        for (id, text) in texts.enumerated() {
            let (number, blob) = (numbers[id % numbers.count], bytes[id % bytes.count])
            try await database.write {
                try $0.execute(
                    "INSERT INTO sample (id, number, words, bytes) VALUES (\(id), \(number), \(text), \(blob))"
                )
            }
            let row = try await database.read {
                try $0.first("SELECT number, words, bytes FROM sample WHERE words = \(text)") { $0.values }
            }
            #expect(
                row == [number.map { .integer($0) } ?? .null, .text(text), blob.map { .bytes($0) } ?? .null]
            )
        }
        let order = try await database.read {
            try $0.all("SELECT words FROM sample ORDER BY words") { try $0.text(0) }
        }
        #expect(order == texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        try await database.close()
        try await place.remove()
    }

    @Test("refuse a text with a zero in it, rather than cut it there", arguments: TestEngine.available)
    func zeros(engine: TestEngine) async throws {
        try await withPlace(on: engine) { place in
            let database = try await place.database()
            try await database.migrate(Migrator([Self.table]))
            for text in ["\0", "cut\0here", "end\0"] {
                await #expect(throws: StorageError.constraint("a text holds the character U+0000")) {
                    try await database.write {
                        try $0.execute("INSERT INTO sample (id, words) VALUES (1, \(text))")
                    }
                }
            }
            let rows = try await database.read { try $0.all("SELECT id FROM sample") { $0.values } }
            #expect(rows == [])
            try await database.close()
        }
        try await withStore(on: engine) { test in
            let outcomes = await together(20) { number in
                try await test.perform(Note(number == 7 ? "zero\0" : "n\(number)"))
            }
            #expect(outcomes.map(isDone) == (0..<20).map { $0 != 7 })
            try await test.expectWhole(size: 20)
        }
    }

    @Test func numberTheValuesOfNestedStatements() {
        let inner: SQL = "b = \(2) AND c = \("x")"
        let sql: SQL = "SELECT a WHERE a = \(1) AND (\(inner)) AND d IN (\(SQL.list([3, 4])))"
        #expect(sql.text == "SELECT a WHERE a = $1 AND (b = $2 AND c = $3) AND d IN ($4, $5)")
        #expect(sql.values == [.integer(1), .integer(2), .text("x"), .integer(3), .integer(4)])
    }

    @Test(
        "let readers see one moment, and never make them wait for a writer",
        arguments: TestEngine.available
    )
    func readers(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            let (started, start) = AsyncStream.makeStream(of: Void.self)
            let release = DispatchSemaphore(value: 0)
            let database = test.store.database
            async let writing: Void = database.write { transaction in
                try transaction.execute("UPDATE ledger_head SET time = time + 1000")
                // On PostgreSQL statements are sent with the next question.
                _ = try transaction.reader.first("SELECT time FROM ledger_head") { try $0.integer(0) }
                start.finish()
                release.wait()
            }
            for await _ in started {}
            let begun = ContinuousClock.now
            let time = try await test.store.read { try Head($0).time }
            #expect(begun.duration(to: .now) < .seconds(20))
            release.signal()
            try await writing
            let later = try await test.store.read { try Head($0).time }
            #expect(later.rawValue == time.rawValue + 1000)
            try await database.write { try $0.execute("UPDATE ledger_head SET time = time - 1000") }
        }
    }

    @Test("refuse a store that a newer program wrote", arguments: TestEngine.available)
    func newer(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            try await test.store.database.write {
                try $0.execute("INSERT INTO schema_migration (number, name) VALUES (3, '0003 later')")
            }
            await #expect(throws: StorageError.newerStore(found: 3, known: 2)) {
                _ = try await test.reopened()
            }
        }
    }

    @Test(
        "bring an older store up to date once, though two programs open it at once",
        arguments: TestEngine.available
    )
    func migrations(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let (one, other) = (try await place.database(), try await place.database())
        try await one.migrate(Migrator([Self.table]))
        let second = Migration("0002 more", "CREATE TABLE more (id $INT64 NOT NULL PRIMARY KEY) $STRICT")
        let migrator = Migrator([Self.table, second])
        async let first: Void = one.migrate(migrator)
        async let again: Void = other.migrate(migrator)
        _ = try await (first, again)
        let version = try await one.read { try migrator.version($0) }
        #expect(version == 2)
        try await one.close()
        try await other.close()
        try await place.remove()
    }

    @Test func whatIsNoStoreIsSaidToBeNone() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "jiedao-none-\(UUID().uuidString)"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (missing, text) = (folder.appending(path: "none").path, folder.appending(path: "text").path)
        try Data(String(repeating: "no database, ", count: 400).utf8).write(to: URL(filePath: text))
        for path in [missing, text] {
            await #expect(throws: StorageError.self) {
                let database = try await Database(.file(path))
                _ = try await database.read { try Head($0) }
            }
        }
        #expect(!FileManager.default.fileExists(atPath: missing))
    }

    @Test(
        "resolve a lost connection by the commands' ids",
        .enabled(if: TestEngine.address != nil, "JIEDAO_TEST_POSTGRESQL names no server")
    )
    func lostConnections() async throws {
        try await withStore(on: .postgresql) { test in
            let killer = try await test.place.database()
            let name = test.place.name
            let killing = Task {
                for _ in 0..<12 {
                    try await Task.sleep(for: .milliseconds(60))
                    try await killer.write { transaction in
                        _ = try transaction.reader.all(
                            """
                            SELECT CAST(pg_terminate_backend(pid) AS TEXT) FROM pg_stat_activity
                            WHERE application_name = \(name) AND pid <> pg_backend_pid()
                                AND query LIKE '%ledger_%'
                            """
                        ) { $0.values }
                    }
                }
            }
            let outcomes = await together(24) { writer in
                var last: Outcome?
                for number in 0..<30 { last = try await test.perform(Note("w\(writer)/\(number)")) }
                return try #require(last)
            }
            try await killing.value
            #expect(outcomes.allSatisfy(isDone))
            try await killer.close()
            try await test.expectWhole(size: 24 * 30 + 1)
        }
    }
}
