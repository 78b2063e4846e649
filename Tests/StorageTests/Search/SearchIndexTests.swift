import Foundation
import Ledger
import Storage
import TestSupport
import Testing

@Suite("The index of a search", .serialized)
struct SearchIndexTests {
    @Test("is of what the migrations make, and its loss is named", arguments: TestEngine.available)
    func schema(engine: TestEngine) async throws {
        try await withStore(on: engine, schema: Letters.schema()) { test in
            try await test.perform(WriteLetters("路面积水"))
            let whole = try await audit(test)
            #expect(whole == [])
            let drop: SQL =
                engine == .sqlite ? "DROP TABLE letter_search_index" : "DROP INDEX letter_search_index"
            try await test.store.database.write { try $0.execute(drop) }
            let problems = try await audit(test)
            #expect(problems == ["schema: the search index of letter_search is missing or altered"])
        }
    }

    @Test(
        "that disagrees with its table is named, also where the store is only read",
        arguments: [
            "INSERT INTO letter_search_index (rowid, terms) VALUES (77, '泵 站')",
            "INSERT INTO letter_search_index (letter_search_index, rowid, terms) VALUES ('delete', 2, '泵')",
            "INSERT INTO letter_search_index (letter_search_index) VALUES ('delete-all')",
            "UPDATE letter_search SET terms = '泵 站 泵站 灯' WHERE id = 2",
            "DELETE FROM letter_search WHERE id = 2", "UPDATE letter_search SET id = 9 WHERE id = 2",
            "UPDATE letter_search_index_data SET block = x'00' WHERE id > 10",
        ]
    )
    func disagrees(change: String) async throws {
        try await withStore(on: .sqlite, schema: Letters.schema()) { test in
            try await test.perform(WriteLetters("路面积水", "泵站"))
            let whole = try await audit(test)
            #expect(whole == [])
            try await test.store.database.write { try $0.execute(SQL(stringLiteral: change)) }
            var options = Database.Options()
            options.readOnly = true
            let database = try await Database(test.place.location, options: options)
            let problems = try await StoreAudit.run(database, schema: test.schema).problems.map(\.description)
            #expect(
                problems.count == 1 && problems[0].hasPrefix("file: the search index of letter_search: it")
            )
            try await database.close()
            _ = try await Replay.rebuild(test.store.database, schema: test.schema)
            let mended = try await audit(test)
            #expect(mended == [])
        }
    }

    @Test("and its rows are compared with the replay", arguments: TestEngine.available)
    func replay(engine: TestEngine) async throws {
        try await withStore(on: engine, schema: Letters.schema()) { test in
            try await test.perform(WriteLetters("路面积水", "泵站"))
            try await test.store.database.write {
                try $0.execute("UPDATE letter_search SET terms = '泵' WHERE id = 2")
            }
            let differences = try await Replay.check(test.store.database, schema: test.schema).differences
            #expect(differences.map(\.table) == ["letter_search"])
        }
    }

    @Test("comes back with a backup, on the other engine too", arguments: TestEngine.available)
    func restored(engine: TestEngine) async throws {
        try await withStore(on: engine, schema: Letters.schema()) { test in
            try await test.perform(WriteLetters(texts: (0..<600).map { "路面积水 \($0)" }))
            _ = try await test.store.checkpoint(signing: test.key)
            let file = test.place.folder.appending(path: "letters.backup")
            var bytes = Data()
            _ = try await Export.run(test.store, scope: .full) { bytes.append(contentsOf: $0.bytes) }
            try bytes.write(to: file)
            let backup = try Restore.verify(file.path, lastCheckpoint: nil)
            try Restore.rehearse(backup, schema: test.schema)
            let place = try await TestPlace(engine == .sqlite ? TestEngine.available.last! : .sqlite)
            let key = try #require(SigningKey(newNamed: "test.example/2"))
            let store = try await Restore.run(
                backup,
                into: try await place.database(),
                schema: test.schema,
                clock: test.clock.wall,
                goingOnAs: TestStore.genesis(key, previous: backup.last),
                signing: key
            )
            let count = try await Letters.count("积水", in: store.database)
            #expect(count == .exactly(600))
            let problems = try await StoreAudit.run(store.database, schema: test.schema).problems
            #expect(problems == [])
            try await store.close()
            try await place.remove()
        }
    }

    private func audit(_ test: TestStore) async throws -> [String] {
        try await StoreAudit.run(test.store.database, schema: test.schema).problems.map(\.description)
    }
}
