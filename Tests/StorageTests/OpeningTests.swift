import Foundation
import Ledger
import Storage
import TestSupport
import Testing

@Suite("Opening a store")
struct OpeningTests {
    private static let table = Migration(
        "0001 sample",
        "CREATE TABLE sample (id $INT64 NOT NULL PRIMARY KEY) $STRICT"
    )

    @Test("makes its tables once and keeps what is in them", arguments: TestEngine.available)
    func again(engine: TestEngine) async throws {
        try await withPlace(on: engine) { place in
            let database = try await place.database()
            let migrator = Migrator([Self.table])
            try await database.migrate(migrator)
            try await database.write { try $0.execute("INSERT INTO sample (id) VALUES (7)") }
            try await database.migrate(migrator)
            let rows = try await database.read { try $0.all("SELECT id FROM sample") { try $0.integer(0) } }
            #expect(rows == [7])
            let names = try await database.read {
                try $0.all("SELECT name FROM schema_migration") { try $0.text(0) }
            }
            #expect(names == ["0001 sample"])
            try await database.close()
        }
    }

    @Test("makes an empty place ready though several programs begin at once", arguments: TestEngine.available)
    func together(engine: TestEngine) async throws {
        for _ in 0..<4 {
            try await withPlace(on: engine) { place in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<4 {
                        group.addTask {
                            let database = try await place.database()
                            try await database.migrate(TestModule.schema.migrator)
                            let version = try await database.read {
                                try TestModule.schema.migrator.version($0)
                            }
                            #expect(version == 2)
                            try await database.close()
                        }
                    }
                    try await group.waitForAll()
                }
            }
        }
    }

    @Test(
        "is refused where there are other people's tables, which stay as they are",
        arguments: TestEngine.available
    )
    func foreign(engine: TestEngine) async throws {
        try await withPlace(on: engine) { place in
            let database = try await place.database()
            try await database.write {
                try $0.execute("CREATE TABLE diary (id INTEGER NOT NULL PRIMARY KEY)")
                try $0.execute("INSERT INTO diary (id) VALUES (1)")
            }
            try await expectNoStore(database)
            let rows = try await database.read { try $0.all("SELECT id FROM diary") { try $0.integer(0) } }
            #expect(rows == [1])
            try await database.close()
        }
    }

    @Test("is refused where nothing is", arguments: TestEngine.available)
    func empty(engine: TestEngine) async throws {
        try await withPlace(on: engine) { place in
            let database = try await place.database()
            try await expectNoStore(database)
            // Tables alone are no ledger.
            try await database.migrate(TestModule.schema.migrator)
            try await expectNoStore(database)
            try await database.close()
        }
    }

    @Test("a second time is a ledger already, and is left alone", arguments: TestEngine.available)
    func twice(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            let database = try await test.place.database()
            await #expect {
                _ = try await Store.create(
                    database,
                    schema: TestModule.schema,
                    genesis: TestStore.genesis(test.key),
                    catalog: "{}",
                    clock: test.clock.wall
                )
            } throws: { error in
                guard case StorageError.notAStore = error else { return false }
                return true
            }
            try await database.close()
            try await test.expectWhole(size: 1)
        }
    }

    @Test(
        "does not wait for another store in the same database",
        .enabled(if: TestEngine.address != nil, "JIEDAO_TEST_POSTGRESQL names no server"),
        .timeLimit(.minutes(2))
    )
    func neighbours() async throws {
        try await withPlace(on: .postgresql) { place in
            try await withPlace(on: .postgresql) { other in
                let slow = try await place.database()
                try await other.database().close()
                let impatient = try await other.database(busySeconds: 1)
                let sleep = "CREATE TABLE slow AS SELECT CAST(pg_sleep(4) AS TEXT) AS slept"
                async let migrating: Void = slow.migrate(Migrator([Migration("0001 slow", sleep)]))
                while try await !isMigrating(slow) {}
                // It would be refused after a second if it had to wait.
                try await impatient.migrate(Migrator([Self.table]))
                try await migrating
                try await slow.close()
                try await impatient.close()
            }
        }
    }

    /// Whether somebody holds the lock of the schema that `database` looks at.
    private func isMigrating(_ database: Database) async throws -> Bool {
        let count = try await database.read { reader in
            try reader.first(
                """
                SELECT COUNT(*) FROM pg_locks AS l JOIN pg_namespace AS n ON n.oid = l.objid
                WHERE l.locktype = 'advisory' AND l.classid = 440310001 AND n.nspname = current_schema()
                """
            ) { try $0.integer(0) }
        }
        return count ?? 0 > 0
    }

    @Test("is refused where a migration before the last is not noted", arguments: TestEngine.available)
    func unnoted(engine: TestEngine) async throws {
        try await withPlace(on: engine) { place in
            let database = try await place.database()
            let migrator = TestModule.schema.migrator
            try await database.migrate(migrator)
            try await database.write { try $0.execute("DELETE FROM schema_migration WHERE number = 1") }
            let error = StorageError.damaged(
                "schema_migration has 1 rows and its last is number 2; each migration has one"
            )
            await #expect(throws: error) { try await database.migrate(migrator) }
            await #expect(throws: error) {
                _ = try await Store.open(database, schema: TestModule.schema, clock: TestClock().wall)
            }
            try await database.close()
        }
    }

    @Test func aGapInTheMigrationsIsOurOwnMistake() async {
        await #expect(processExitsWith: .failure) {
            _ = Migrator([Migration("0001 one", "SELECT 1"), Migration("0003 three", "SELECT 3")])
        }
    }

    private func expectNoStore(_ database: Database) async throws {
        await #expect {
            _ = try await Store.open(database, schema: TestModule.schema, clock: TestClock().wall)
        } throws: { error in
            guard case StorageError.notAStore = error else { return false }
            return true
        }
    }
}

/// Gives a test an empty place, and takes it away afterwards.
func withPlace(on engine: TestEngine, _ body: (TestPlace) async throws -> Void) async throws {
    let place = try await TestPlace(engine)
    do { try await body(place) } catch {
        try? await place.remove()
        throw error
    }
    try await place.remove()
}
