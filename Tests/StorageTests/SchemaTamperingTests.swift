import Ledger
import Storage
import TestSupport
import Testing

@Suite("A change of the tables themselves", .serialized)
struct SchemaTamperingTests {
    @Test("is named by the audit", arguments: TestEngine.available)
    func changes(engine: TestEngine) async throws {
        var changes: [(SQL, String)] = [
            (
                "DROP INDEX fact_reversed",
                "schema: the unique index of fact (reverses_entry, reverses_ordinal, of some rows) is missing or altered"
            ),
            (
                "DROP INDEX fact_by_measure",
                "schema: the index of fact (measure, day) is missing or altered"
            ),
            (
                "ALTER TABLE noted RENAME COLUMN amount TO number",
                "schema: the column noted.amount (INT64 NOT NULL) is missing or altered"
            ),
            (
                "ALTER TABLE ledger_entry RENAME COLUMN salt TO pepper",
                "schema: the column ledger_entry.salt (BYTES) is missing or altered"
            ),
            ("DROP TABLE fact_tag", "schema: the table fact_tag is missing"),
            ("DROP TABLE ledger_checkpoint", "schema: the table ledger_checkpoint is missing"),
        ]
        switch engine {
        case .sqlite: break
        case .postgresql:
            changes += [
                (
                    "ALTER TABLE noted DROP CONSTRAINT noted_name_key",
                    "schema: the unique index of noted (name) is missing or altered"
                ),
                (
                    "ALTER TABLE fact_tag DROP CONSTRAINT fact_tag_pkey",
                    "schema: the primary key of fact_tag (entry, ordinal, tag) is missing or altered"
                ),
                (
                    "ALTER TABLE noted ALTER COLUMN name DROP NOT NULL",
                    "schema: the column noted.name (TEXT NOT NULL) is missing or altered"
                ),
                (
                    "ALTER TABLE noted ALTER COLUMN amount TYPE INTEGER",
                    "schema: the column noted.amount (INT64 NOT NULL) is missing or altered"
                ),
            ]
        }
        for (change, expected) in changes {
            try await withStore(on: engine) { test in
                try await test.perform(Note("a"))
                try await test.store.database.write { try $0.execute(change) }
                let problems = try await audit(test)
                #expect(problems == [expected], "\(change.text)")
            }
        }
    }

    @Test("as a table made again without its rules is named", arguments: TestEngine.available)
    func madeAgain(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            try await test.store.database.write {
                try $0.execute("CREATE TABLE copy AS SELECT id, name, amount FROM noted")
                try $0.execute("DROP TABLE noted")
                try $0.execute("ALTER TABLE copy RENAME TO noted")
            }
            let problems = try await audit(test)
            #expect(problems.contains("schema: the unique index of noted (name) is missing or altered"))
            #expect(problems.contains("schema: the primary key of noted (id) is missing or altered"))
        }
    }

    @Test("is none where the migrations alone made them", arguments: TestEngine.available)
    func whole(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            let problems = try await audit(test)
            #expect(problems == [])
        }
    }

    private func audit(_ test: TestStore) async throws -> [String] {
        try await StoreAudit.run(test.store.database, schema: test.schema).problems.map(\.description)
    }
}
