import Ledger
import Storage
import TestSupport
import Testing

@Suite("A number too large to reckon with", .serialized)
struct OutsizedNumberTests {
    @Test(
        "behind an origin is a part of its name",
        arguments: [
            ("ledger.example", "ledger.example/2"), ("ledger.example/2", "ledger.example/3"),
            ("ledger.example/9", "ledger.example/10"), ("a/b/7", "a/b/8"),
            ("ledger.example/9007199254740990", "ledger.example/9007199254740991"),
            ("ledger.example/9007199254740991", "ledger.example/9007199254740991/2"),
            ("ledger.example/9223372036854775807", "ledger.example/9223372036854775807/2"),
            ("ledger.example/99999999999999999999", "ledger.example/99999999999999999999/2"),
            ("ledger.example/-1", "ledger.example/-1/2"), ("ledger.example/+1", "ledger.example/+1/2"),
            ("ledger.example/0", "ledger.example/0/2"), ("ledger.example/007", "ledger.example/007/2"),
            ("ledger.example/", "ledger.example//2"), ("/7", "/7/2"),
        ]
    )
    func origins(origin: String, next: String) { #expect(Restore.origin(after: origin) == next) }

    @Test("in the row of a series is damage", arguments: TestEngine.available, [Limit.integer, .max])
    func series(engine: TestEngine, last: Int64) async throws {
        try await withStore(on: engine, schema: Tally.schema) { test in
            try await test.perform(Tally("a", []))
            try await test.store.database.write {
                try $0.execute("UPDATE reference_counter SET last = \(last)")
            }
            await #expect {
                try await test.perform(Tally("b", []))
            } throws: { ($0 as? StorageError)?.isDamage ?? false }
        }
    }

    @Test("in the row of a fact is damage", arguments: TestEngine.available, [Int64.min, .max, 1 << 53])
    func facts(engine: TestEngine, quantity: Int64) async throws {
        try await withStore(on: engine) { test in
            let id = Fact.ID(entry: try await test.perform(Note("a")).first, ordinal: 0)
            try await test.store.database.write {
                try $0.execute("UPDATE fact SET quantity = \(quantity)")
            }
            await #expect {
                _ = try await test.store.read { try FactStore.fact(id, $0)?.reversed(id, on: TestStore.day) }
            } throws: { ($0 as? StorageError)?.isDamage ?? false }
        }
    }

    @Test("names a tile that no tree has", arguments: [Int64.max, .min, -1, 3, 1 << 55])
    func tiles(number: Int64) async throws {
        try await withStore(on: .sqlite) { test in
            for level in [0, 1, 6, 7, 8, 63] {
                let tile = Tile(level: level, number: number)
                let hashes = try await test.store.read { try TileStore.hashes(tile, inTreeOf: 1, $0) }
                #expect(hashes == [])
            }
        }
    }

    @Test("of hashes that are not there is damage", arguments: TestEngine.available)
    func lostHashes(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            try await test.perform(Note(names: (0..<300).map { "n\($0)" }))
            try await test.store.database.write {
                try $0.execute("DELETE FROM ledger_entry WHERE sequence = 260")
            }
            await #expect(throws: StorageError.damaged("tile 0/1 has lost entries under it")) {
                _ = try await test.store.read {
                    try TileStore.hashes(Tile(level: 0, number: 1), inTreeOf: 301, $0)
                }
            }
        }
    }

    @Test(
        "in the row of a tile or checkpoint is named",
        arguments: TestEngine.available,
        [
            "UPDATE ledger_tile SET level = 9223372036854775807",
            "UPDATE ledger_tile SET number = 9223372036854775807",
            "UPDATE ledger_tile SET level = -9223372036854775807, number = -9223372036854775807",
            "UPDATE ledger_checkpoint SET size = 9223372036854775807",
            "UPDATE ledger_entry SET sequence = 9223372036854775807 WHERE sequence = 300",
            "UPDATE ledger_command SET entry_count = 9223372036854775807",
        ] as [SQL]
    )
    func rows(engine: TestEngine, change: SQL) async throws {
        try await withStore(on: engine) { test in
            try await test.perform(Note(names: (0..<300).map { "n\($0)" }))
            _ = try await test.store.checkpoint(signing: test.key)
            try await test.store.database.write { try $0.execute(change) }
            let problems = try await StoreAudit.run(test.store.database).problemCount
            var differences = 0
            do {
                differences =
                    try await Replay.check(test.store.database, schema: TestModule.schema).differences.count
            } catch StorageError.damaged { differences = 1 }
            #expect(problems + differences > 0)
        }
    }
}

extension StorageError {
    /// Whether a row was not what the program could have written.
    fileprivate var isDamage: Bool { if case .damaged = self { true } else { false } }
}
