import Foundation
import Ledger
import Storage
import TestSupport
import Testing

@Suite("A change behind the ledger's back")
struct TamperingTests {
    /// What is changed: a column, how its rows are named in it, and in the audit's answer.
    private struct Target {
        let table: String
        let key: String
        let column: String
        let name: @Sendable (Int64) -> String

        static let all = [
            Target(table: "ledger_entry", key: "sequence", column: "bytes") { "entry \($0)" },
            Target(table: "ledger_entry", key: "sequence", column: "salt") { "entry \($0)" },
            Target(table: "ledger_entry", key: "sequence", column: "leaf") { "entry \($0)" },
            Target(table: "ledger_tile", key: "number", column: "hashes") { "tile 0/\($0)" },
            Target(table: "ledger_tile", key: "number", column: "root") { "tile 0/\($0)" },
            Target(table: "ledger_checkpoint", key: "size", column: "note") { "checkpoint \($0)" },
        ]

        init(table: String, key: String, column: String, name: @escaping @Sendable (Int64) -> String) {
            self.table = table
            self.key = key
            self.column = column
            self.name = name
        }
    }

    @Test(
        "of one bit or character is named, each of thousands of times",
        arguments: zip(TestEngine.available, [2000, 120])
    )
    func changes(engine: TestEngine, count: Int) async throws {
        try await withStore(on: engine) { test in
            try await fill(test)
            var chance = Chance(state: 2000)
            for number in 0..<count {
                let target = Target.all[number % Target.all.count]
                let (table, key) = (SQL.identifier(target.table), SQL.identifier(target.key))
                let column = SQL.identifier(target.column)
                let rows = try await test.store.read {
                    try $0.all("SELECT \(key) FROM \(table)") { try $0.integer(0) }
                }
                let row = rows[chance.below(rows.count)]
                let select: SQL = "SELECT \(column) FROM \(table) WHERE \(key) = \(row)"
                let before = try #require(try await test.store.read { try $0.first(select) { $0.values[0] } })
                let after = before.changed(&chance)
                try await test.set(table, column, key, row, to: after)
                let problems = try await StoreAudit.run(test.store.database).problems.map(\.description)
                let name = target.name(row)
                #expect(
                    problems.contains { $0.hasPrefix(name + ":") },
                    "\(target.table).\(target.column) of \(row): \(before) to \(after) gave \(problems)"
                )
                try await test.set(table, column, key, row, to: before)
            }
            try await test.expectWhole(size: 521)
        }
    }

    @Test("of a row that is taken away or put in is named", arguments: TestEngine.available)
    func rows(engine: TestEngine) async throws {
        let changes: [(SQL, String)] = [
            ("DELETE FROM ledger_entry WHERE sequence = 300", "entry 300: its row is missing"),
            ("UPDATE ledger_entry SET sequence = 9000 WHERE sequence = 520", "entry 520: its row is missing"),
            ("DELETE FROM ledger_tile WHERE number = 1", "tile 0/1: its row is missing"),
            ("UPDATE ledger_tile SET number = 7 WHERE number = 0", "tile 0/0: its row is missing"),
            (
                "UPDATE ledger_tile SET level = 3 WHERE number = 0",
                "tile 3/0: no full tile of this tree has that place"
            ),
            ("UPDATE ledger_checkpoint SET size = 77 WHERE size = 1", "checkpoint 77"),
            ("UPDATE ledger_head SET time = time + 1", "head: its time"),
            (
                "UPDATE ledger_entry SET bytes = NULL, salt = NULL WHERE sequence = 9",
                "entry 9: its bytes are missing"
            ),
            ("DELETE FROM catalog_version", "the catalog"),
        ]
        for (change, expected) in changes {
            try await withStore(on: engine) { test in
                try await fill(test)
                try await test.store.database.write { try $0.execute(change) }
                let problems = try await StoreAudit.run(test.store.database).problems.map(\.description)
                #expect(problems.contains { $0.contains(expected) }, "\(change.text) gave \(problems)")
            }
        }
    }

    @Test(
        "of what follows from entries is named by the replay, and mended by a rebuild",
        arguments: TestEngine.available
    )
    func projections(engine: TestEngine) async throws {
        let changes: [(SQL, String)] = [
            ("UPDATE noted SET amount = 7 WHERE id = 5", "noted 5: differs"),
            ("DELETE FROM noted WHERE id = 6", "noted 6: is missing"),
            ("INSERT INTO noted (id, name, amount) VALUES (9000, 'x', 1)", "noted 9000: comes from no entry"),
            ("UPDATE fact SET quantity = 9 WHERE entry = 5", "fact 5, 0: differs"),
            ("DELETE FROM fact WHERE entry = 6", "fact 6, 0: is missing"),
            (
                "INSERT INTO fact_tag (entry, ordinal, tag) VALUES (5, 0, 'x')",
                "fact_tag 5, 0, \"x\": comes from no entry"
            ),
            ("UPDATE fact_total SET quantity = 0", "fact_total"),
            ("DELETE FROM ledger_origin", "ledger_origin 0: is missing"),
            (
                "INSERT INTO reference_counter (series, last) VALUES ('x', 1)",
                "reference_counter \"x\": comes from no entry"
            ),
        ]
        try await withStore(on: engine) { test in
            try await fill(test)
            for (change, expected) in changes {
                try await test.store.database.write { try $0.execute(change) }
                let found = try await Replay.check(test.store.database, schema: TestModule.schema)
                let differences = found.differences.map(\.description)
                #expect(differences.contains { $0.hasPrefix(expected) }, "\(change.text) gave \(differences)")
                _ = try await Replay.rebuild(test.store.database, schema: TestModule.schema)
                try await test.expectWhole()
            }
            for change: SQL in [
                "DELETE FROM ledger_command WHERE first_entry = 1",
                "UPDATE ledger_command SET entry_count = entry_count + 1 WHERE first_entry = 0",
            ] {
                try await test.store.database.write { try $0.execute(change) }
                let found = try await Replay.check(test.store.database, schema: TestModule.schema)
                #expect(found.differences.contains { $0.table == "ledger_command" }, "\(change.text)")
            }
        }
    }

    /// 521 entries, so two full tiles, and two checkpoints.
    private func fill(_ test: TestStore) async throws {
        _ = try await test.store.checkpoint(signing: test.key)
        try await test.perform(Note(names: (0..<520).map { "名 \($0)" }))
        _ = try await test.store.checkpoint(signing: test.key)
    }
}

extension TestStore {
    fileprivate func set(
        _ table: SQL,
        _ column: SQL,
        _ key: SQL,
        _ row: Int64,
        to value: SQLValue
    ) async throws {
        try await store.database.write {
            try $0.execute("UPDATE \(table) SET \(column) = \(value) WHERE \(key) = \(row)")
        }
    }
}

extension SQLValue {
    /// One bit of the bytes, or one character of the text, otherwise.
    func changed(_ chance: inout Chance) -> SQLValue {
        switch self {
        case .bytes(var bytes):
            bytes[chance.below(bytes.count)] ^= 1 << UInt8(chance.below(8))
            return .bytes(bytes)
        case .text(let text):
            var scalars = Array(text.unicodeScalars)
            let place = chance.below(scalars.count)
            scalars[place] = scalars[place] == "Q" ? "R" : "Q"
            return .text(String(String.UnicodeScalarView(scalars)))
        case .integer(let number): return .integer(number + 1)
        case .null: return .integer(0)
        }
    }
}

/// The same numbers in every run.
struct Chance {
    private var generator: SeededGenerator

    init(state: UInt64) { generator = SeededGenerator(seed: state) }

    mutating func below(_ limit: Int) -> Int { Int(generator.next() % UInt64(limit)) }
}
