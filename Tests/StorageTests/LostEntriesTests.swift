import Ledger
import Storage
import TestSupport
import Testing

@Suite("Entries that are missing from the log", .serialized)
struct LostEntriesTests {
    /// What is done to the log, and what the refusal names.
    struct Loss: Sendable, CustomStringConvertible {
        let description: String
        let statements: [SQL]
        let named: String

        init(_ description: String, _ statements: SQL..., named: String) {
            self.description = description
            self.statements = statements
            self.named = named
        }

        static let all = [
            Loss("the last", "DELETE FROM ledger_entry WHERE sequence > 38", named: "entry 39 is missing"),
            Loss("one amidst", "DELETE FROM ledger_entry WHERE sequence = 7", named: "entry 7 is missing"),
            Loss("the first", "DELETE FROM ledger_entry WHERE sequence = 0", named: "entry 0 is missing"),
            Loss("all", "DELETE FROM ledger_entry", named: "entry 0 is missing"),
            Loss(
                "one amidst, and the others moved up",
                "DELETE FROM ledger_entry WHERE sequence = 7",
                "UPDATE ledger_entry SET sequence = 7 WHERE sequence = 40",
                "UPDATE ledger_head SET size = 40, peaks = \([UInt8](repeating: 1, count: 64))",
                named: "entry 7: it says it is number 40"
            ),
            Loss(
                "one's bytes",
                "UPDATE ledger_entry SET salt = NULL, bytes = NULL WHERE sequence = 9",
                named: "entry 9: its bytes are missing"
            ),
            Loss(
                "none, but one was altered",
                "UPDATE ledger_entry SET salt = leaf WHERE sequence = 9",
                named: "entry 9: its bytes or salt do not give its leaf"
            ),
        ]
    }

    @Test(
        "stop a rebuild, its check and a backup, which name them and change nothing",
        arguments: TestEngine.available,
        Loss.all
    )
    func areNamed(engine: TestEngine, loss: Loss) async throws {
        try await withStore(on: engine, schema: Tally.schema) { test in
            try await fill(test)
            let database = test.store.database
            try await database.write { for statement in loss.statements { try $0.execute(statement) } }
            let before = try await rows(database)
            let rebuilding = await refusal { _ = try await Replay.rebuild(database, schema: Tally.schema) }
            #expect(rebuilding?.contains(loss.named) == true, "\(rebuilding ?? "rebuilt")")
            let after = try await rows(database)
            #expect(before == after)
            let checking = await refusal { _ = try await Replay.check(database, schema: Tally.schema) }
            #expect(checking?.contains(loss.named) == true, "\(checking ?? "checked")")
            let problems = try await StoreAudit.run(database).problems
            #expect(!problems.isEmpty)
            if loss.named.hasSuffix("is missing") {
                let writing = await refusal { _ = try await Export.run(test.store, scope: .full) { _ in } }
                #expect(writing?.contains(loss.named) == true, "\(writing ?? "written")")
            }
        }
    }

    @Test(
        "are known from a checkpoint, where the head was put back with them",
        arguments: TestEngine.available
    )
    func areKnownFromACheckpoint(engine: TestEngine) async throws {
        try await withStore(on: engine, schema: Tally.schema) { test in
            let old = try await test.store.read { try Head($0) }
            try await fill(test)
            let database = test.store.database
            try await database.write {
                try $0.execute("DELETE FROM ledger_entry WHERE sequence > 0")
                try $0.execute(
                    "UPDATE ledger_head SET size = 1, time = \(old.time), peaks = \(old.frontier.peakBytes)"
                )
            }
            let before = try await rows(database)
            let rebuilding = await refusal { _ = try await Replay.rebuild(database, schema: Tally.schema) }
            #expect(rebuilding?.contains("a checkpoint of 41 entries was signed") == true)
            let after = try await rows(database)
            #expect(before == after)
        }
    }

    @Test(
        "are named at once, however many the head claims",
        .timeLimit(.minutes(1)),
        arguments: TestEngine.available,
        [1 << 50, 1 << 52]
    )
    func hugeHead(engine: TestEngine, size: Int64) async throws {
        try await withStore(on: engine, schema: Tally.schema) { test in
            try await fill(test)
            let database = test.store.database
            let peak = [UInt8](repeating: 0, count: 32)
            try await database.write {
                try $0.execute("UPDATE ledger_head SET size = \(size), peaks = \(peak)")
                // A row at the far end, so that the gap lies amidst.
                try $0.execute("UPDATE ledger_entry SET sequence = \(size - 1) WHERE sequence = 40")
            }
            let expected =
                "the head says \(size) entries, but the log holds 41, numbered 0 to \(size - 1); entry 40 is missing"
            let problems = try await StoreAudit.run(database).problems.map(\.description)
            #expect(problems.contains("head: \(expected)"))
            #expect(problems.contains("entries 40 to \(size - 2): their rows are missing"))
            await #expect(throws: StorageError.damaged(expected)) {
                _ = try await Replay.check(database, schema: Tally.schema)
            }
            await #expect(throws: StorageError.damaged(expected)) {
                _ = try await Replay.rebuild(database, schema: Tally.schema)
            }
            await #expect(throws: StorageError.damaged(expected)) {
                _ = try await Export.run(test.store, scope: .full) { _ in }
            }
        }
    }

    @Test(
        "are not counted beyond what a ledger can number",
        arguments: TestEngine.available,
        [("size", 1 << 53), ("size", 1 << 60), ("time", 1 << 53), ("time", Int64.max), ("time", -1)]
    )
    func impossibleHead(engine: TestEngine, column: (name: String, value: Int64)) async throws {
        try await withStore(on: engine) { test in
            let database = test.store.database
            try await database.write {
                try $0.execute("UPDATE ledger_head SET \(SQL.identifier(column.name)) = \(column.value)")
            }
            let expected = StorageError.damaged(
                "the head's \(column.name) is \(column.value), which no ledger reaches"
            )
            await #expect(throws: expected) { _ = try await StoreAudit.run(database) }
            await #expect(throws: expected) {
                _ = try await Replay.check(database, schema: TestModule.schema)
            }
            await #expect(throws: expected) { try await test.perform(Note("a")) }
        }
    }

    /// 41 entries, all under a checkpoint.
    private func fill(_ test: TestStore) async throws {
        var chance = Chance(state: 41)
        for number in 0..<20 { try await test.perform(Tally("t\(number)", [chance.fact()])) }
        _ = try await test.store.checkpoint(signing: test.key)
    }

    /// Every row that follows from entries.
    private func rows(_ database: Database) async throws -> [[[SQLValue]]] {
        var rows: [[[SQLValue]]] = []
        for table in TamperedTable.replayed { rows.append(try await table.rows(database)) }
        return rows
    }

    private func refusal(_ body: () async throws -> Void) async -> String? {
        do { try await body() } catch { return "\(error)" }
        return nil
    }
}
