import Dispatch
import Ledger
import Storage
import TestSupport
import Testing

@Suite("A transaction")
struct TransactionTests {
    @Test("that reads sees one moment, whatever is written meanwhile", arguments: TestEngine.available)
    func oneMoment(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            let (begun, begin) = AsyncStream.makeStream(of: Void.self)
            let written = DispatchSemaphore(value: 0)
            async let sizes = test.store.read { reader in
                let before = try Head(reader).size
                begin.finish()
                written.wait()
                let rows = try reader.first("SELECT COUNT(*) FROM ledger_entry") { try $0.integer(0) }
                return [before, try Head(reader).size, rows ?? -1]
            }
            for await _ in begun {}
            let writing: Result<Outcome, any Error>
            do { writing = .success(try await test.perform(Note("meanwhile", "and more"))) } catch {
                writing = .failure(error)
            }
            written.signal()
            let seen = try await sizes
            #expect(isDone(writing))
            #expect(seen == [1, 1, 1])
            let now = try await test.store.read { try Head($0).size }
            #expect(now == 3)
        }
    }

    @Test(
        "that writes leaves nothing where it throws, at whatever statement",
        arguments: TestEngine.available
    )
    func leavesNothing(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            try await test.perform(Note("kept"))
            for statement in 0..<4 {
                await #expect(throws: Refusal(name: "\(statement)")) {
                    try await test.store.database.write { transaction in
                        for number in 0..<statement {
                            try transaction.execute(
                                "INSERT INTO noted (id, name, amount) VALUES (\(100 + number), \("x\(number)"), 1)"
                            )
                        }
                        throw Refusal(name: "\(statement)")
                    }
                }
            }
            try await test.expectWhole(size: 2)
        }
    }

    @Test("of migrations is done whole or not at all", arguments: TestEngine.available)
    func migrations(engine: TestEngine) async throws {
        let place = try await TestPlace(engine)
        let database = try await place.database()
        let one = Migration("0001 one", "CREATE TABLE one (id $INT64 NOT NULL PRIMARY KEY) $STRICT")
        let two = Migration("0002 two", "CREATE TABLE two (id $INT64 NOT NULL PRIMARY KEY) $STRICT")
        let bad = Migration("0003 bad", "INSERT INTO one (id) VALUES (1); INSERT INTO one (id) VALUES (1)")
        try await database.migrate(Migrator([one]))
        let failing = Migrator([one, two, bad])
        await #expect {
            try await database.migrate(failing)
        } throws: { error in
            guard case StorageError.constraint = error else { return false }
            return true
        }
        let version = try await database.read { try failing.version($0) }
        #expect(version == 1)
        await #expect(throws: StorageError.self) {
            try await database.read { try $0.all("SELECT id FROM two") { $0.values } }
        }
        let rows = try await database.read { try $0.all("SELECT id FROM one") { $0.values } }
        #expect(rows == [])
        try await database.migrate(Migrator([one, two]))
        let later = try await database.read {
            try $0.all("SELECT number, name FROM schema_migration") { $0.values }
        }
        #expect(Set(later) == [[.integer(1), .text("0001 one")], [.integer(2), .text("0002 two")]])
        try await database.close()
        try await place.remove()
    }

    @Test("of a store opened for reading only writes nothing", arguments: TestEngine.available)
    func readOnly(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            try await test.perform(Note("a"))
            var options = Database.Options()
            options.readOnly = true
            let database = try await Database(test.place.location, options: options)
            let problems = try await StoreAudit.run(database).problems
            #expect(problems == [])
            let differences = try await Replay.check(database, schema: TestModule.schema).differences
            #expect(differences == [])
            await #expect {
                try await database.write { try $0.execute("DELETE FROM noted") }
            } throws: { error in
                guard case StorageError.readOnly = error else { return false }
                return true
            }
            try await database.close()
            try await test.expectWhole(size: 2)
        }
    }
}
