import Foundation
import Ledger
import Storage
import TestSupport
import Testing

@Suite("An erased text", .serialized)
struct SearchErasureTests {
    @Test("is found no more, and the other texts of its record are", arguments: TestEngine.available)
    func found(engine: TestEngine) async throws {
        let keys = LetterKeys()
        try await withStore(on: engine, schema: Letters.schema(keys)) { test in
            let id = try await write(test)
            try await erase(id, keys, test)
            let hits = try await Letters.find("quetzal", in: test.store.database).hits
            let others = try await Letters.find("标题", in: test.store.database).hits
            #expect(hits == [] && others.contains(id))
            try await test.expectWhole()
        }
    }

    @Test("leaves no term on the disk")
    func onTheDisk() async throws {
        let keys = LetterKeys()
        try await withStore(on: .sqlite, schema: Letters.schema(keys)) { test in
            let id = try await write(test)
            // More of the index is written behind it, so that the terms lie deep.
            for number in 0..<60 {
                try await test.perform(WriteLetters("路面积水 \(number) qualm", title: "标题"))
            }
            let before = try files(test, holding: "quetzal")
            #expect(before.contains("store.sqlite"))
            try await erase(id, keys, test)
            for secret in ["quetzal", "quetza", "饕餮"] {
                let found = try files(test, holding: secret)
                #expect(found == [], "\(secret)")
            }
            // Its neighbours among the terms are still there.
            let hits = try await Letters.find("qualm", in: test.store.database).hits
            #expect(hits.count == 60)
            try await test.expectWhole()
        }
    }

    @Test(
        "leaves no term in the files of its tables",
        .enabled(if: TestEngine.address != nil, "JIEDAO_TEST_POSTGRESQL names no server")
    )
    func onPostgreSQL() async throws {
        let keys = LetterKeys()
        try await withStore(on: .postgresql, schema: Letters.schema(keys)) { test in
            let id = try await write(test)
            let before = try await filesOfTables(test, holding: "quetzal")
            #expect(before > 0)
            try await test.store.database.write { try $0.execute("ANALYZE letter_search") }
            let statistics = try await test.store.read { reader in
                try reader.all(
                    """
                    SELECT attname FROM pg_stats
                    WHERE schemaname = current_schema() AND tablename LIKE 'letter_search%'
                    """
                ) { try $0.text(0) }
            }
            #expect(statistics == ["id"])
            try await erase(id, keys, test)
            for secret in ["quetzal", "quetza", "饕餮"] {
                let found = try await filesOfTables(test, holding: secret)
                #expect(found == 0, "\(secret)")
            }
        }
    }

    private func write(_ test: TestStore) async throws -> Letters.ID {
        try await test.perform(WriteLetters("路灯", title: "标题"))
        let id = Letters.ID(
            rawValue: try await test.perform(WriteLetters("quetzal饕餮 quetzalcoatl", title: "标题")).first
                .rawValue
        )
        let hits = try await Letters.find("quetzal饕餮", in: test.store.database).hits
        #expect(hits == [id])
        try await test.store.database.wipeRemains()
        return id
    }

    private func erase(_ id: Letters.ID, _ keys: LetterKeys, _ test: TestStore) async throws {
        try await test.perform(EraseLetter(id: id))
        keys.destroy(Subject("letter", id))
        try await test.store.database.wipeRemains()
    }

    private func files(_ test: TestStore, holding text: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: test.place.folder.path).filter { name in
            try Data(contentsOf: test.place.folder.appending(path: name)).range(of: Data(text.utf8)) != nil
        }
        .sorted()
    }

    /// How many tables and indexes of the schema hold the text in their files, as the server reads them.
    private func filesOfTables(_ test: TestStore, holding text: String) async throws -> Int64 {
        let bytes = Array(text.utf8)
        try await test.store.database.write { try $0.execute("CHECKPOINT") }
        return try await test.store.read { reader in
            try reader.first(
                """
                SELECT COUNT(*) FROM pg_class AS c
                WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
                    AND c.relkind IN ('r', 'i')
                    AND position(CAST(\(bytes) AS BYTEA) IN pg_read_binary_file(pg_relation_filepath(c.oid))) > 0
                """
            ) { try $0.integer(0) } ?? -1
        }
    }
}
