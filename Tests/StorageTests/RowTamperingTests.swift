import Ledger
import Storage
import TestSupport
import Testing

@Suite("A change of any column, or of a whole row")
struct RowTamperingTests {
    @Test(
        "of the ledger is found by its audit",
        arguments: TestEngine.available,
        TamperedTable.audited
    )
    func ledger(engine: TestEngine, table: TamperedTable) async throws {
        try await withStore(on: engine, schema: Tally.schema) { test in
            try await fill(test)
            let count = engine == .sqlite ? 60 : 16
            let found = try await tamper(table, test.store.database, count: count) { change in
                do {
                    let problems = try await StoreAudit.run(test.store.database).problems.map(\.description)
                    let names = [change.before, change.after].compactMap { $0 }.map { Self.name($0, table) }
                    return (
                        problems.contains { problem in names.contains { problem.contains($0) } }, problems
                    )
                } catch StorageError.damaged(let what) { return (true, [what]) }
            }
            #expect(found >= count / 2)
            try await test.expectWhole(size: 521)
        }
    }

    @Test(
        "of what follows from the entries is found by the replay",
        arguments: TestEngine.available,
        TamperedTable.replayed
    )
    func projections(engine: TestEngine, table: TamperedTable) async throws {
        try await withStore(on: engine, schema: Tally.schema) { test in
            try await fill(test)
            let count = engine == .sqlite ? 30 : 10
            let found = try await tamper(table, test.store.database, count: count) { change in
                let differences = try await Replay.check(test.store.database, schema: Tally.schema)
                    .differences
                let keys = [change.before, change.after].compactMap { $0 }.map { Self.key($0, table) }
                return (
                    differences.contains { $0.table == table.name && keys.contains($0.key) },
                    differences.map(\.description)
                )
            }
            #expect(found >= count / 2)
            // One change more stays, and a rebuild mends it.
            var chance = Chance(state: 77)
            if table.name != "ledger_command" {
                while true {
                    let rows = try await table.rows(test.store.database)
                    do {
                        try await table.change(of: rows, &chance).apply(test.store.database)
                        break
                    } catch StorageError.constraint { continue }
                }
                _ = try await Replay.rebuild(test.store.database, schema: Tally.schema)
            }
            try await test.expectWhole(size: 521)
        }
    }

    /// - Returns: How many changes the tables' own rules admitted.
    private func tamper(
        _ table: TamperedTable,
        _ database: Database,
        count: Int,
        isFound: (TamperedTable.Change) async throws -> (Bool, [String])
    ) async throws -> Int {
        var chance = Chance(state: 2018)
        let rows = try await table.rows(database)
        var admitted = 0
        for _ in 0..<count {
            let change = table.change(of: rows, &chance)
            do { try await change.apply(database) } catch StorageError.constraint { continue }
            admitted += 1
            let (found, named) = try await isFound(change)
            #expect(found, "\(change) gave \(named.prefix(5))")
            try await change.undo(database)
        }
        return admitted
    }

    /// How the audit names a row.
    private static func name(_ row: [SQLValue], _ table: TamperedTable) -> String {
        switch (table.name, row[0], row[1]) {
        case ("ledger_entry", .integer(let sequence), _): return "entry \(sequence):"
        case ("ledger_tile", .integer(let level), .integer(let number)): return "tile \(level)/\(number):"
        case ("ledger_checkpoint", .integer(let size), _): return "checkpoint \(size):"
        // Entries beyond the head, or missing before it, are what a wrong size looks like.
        case ("ledger_head", _, .integer(let size)): return size == 521 ? "head:" : "entry "
        case ("catalog_version", .bytes(let digest), _): return "catalog \(Hex.encode(digest.prefix(8)))"
        default: return "?"
        }
    }

    private static func key(_ row: [SQLValue], _ table: TamperedTable) -> String {
        if table.name == "ledger_command", case .bytes(let id) = row[0] {
            return CommandID(bytes: id)?.description ?? "?"
        }
        return row.prefix(table.key.count).map(\.description).joined(separator: ", ")
    }

    /// 521 entries, so two full tiles, and two checkpoints; facts with tags, facts taken back, and numbers.
    private func fill(_ test: TestStore) async throws {
        _ = try await test.store.checkpoint(signing: test.key)
        var chance = Chance(state: 4)
        for number in 0..<50 {
            let facts = [chance.fact(), chance.fact()]
            let entry = try await test.perform(Tally("t\(number)", facts)).first
            if number % 5 == 0 {
                let back = facts[1].reversed(Fact.ID(entry: entry, ordinal: 1), on: TestStore.day)
                try await test.perform(Tally("b\(number)", [back]))
            }
        }
        try await test.perform(Note(names: (0..<400).map { "名 \($0)" }))
        _ = try await test.store.checkpoint(signing: test.key)
    }
}
