import Foundation
import Ledger
import Storage
import TestSupport
import Testing

@Suite("The ledger of a store")
struct StoreLedgerTests {
    @Test("verifies at the edges of its tiles", arguments: TestEngine.available, [254, 255, 256, 512])
    func edges(engine: TestEngine, count: Int) async throws { try await tiles(engine, count) }

    @Test func verifiesWithTilesOfTheSecondLevel() async throws { try await tiles(.sqlite, 65_800) }

    private func tiles(_ engine: TestEngine, _ count: Int) async throws {
        try await withStore(on: engine) { test in
            for start in stride(from: 0, to: count, by: 3000) {
                try await test.perform(Note(names: (start..<min(start + 3000, count)).map { "n\($0)" }))
            }
            let checkpoint = try await test.store.checkpoint(signing: test.key)
            #expect(checkpoint.size == Int64(count) + 1)
            for entry in [0, 1, 127, 255, count / 2, count] {
                let receipt = try #require(
                    try await test.store.receipt(Entry.ID(rawValue: Int64(min(entry, count))))
                )
                _ = try receipt.verify(trusting: test.key.verifier)
            }
            let problems = try await StoreAudit.run(test.store.database).problems.map(\.description)
            #expect(problems == [])
        }
    }

    @Test("gives every entry a receipt, and proves that it only grew", arguments: TestEngine.available)
    func proofs(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            try await test.perform(Note(names: (0..<99).map { "a\($0)" }))
            let first = try await test.store.checkpoint(signing: test.key)
            let again = try await test.store.checkpoint(signing: test.key)
            #expect(first == again)
            try await test.perform(Note(names: (0..<200).map { "b\($0)" }))
            let none = try await test.store.receipt(Entry.ID(rawValue: 250))
            #expect(none == nil, "no checkpoint covers it yet")
            let second = try await test.store.checkpoint(signing: test.key)
            for sequence in 0..<300 {
                let receipt = try #require(try await test.store.receipt(Entry.ID(rawValue: Int64(sequence))))
                _ = try receipt.verify(trusting: test.key.verifier)
            }
            let proof = try await test.store.read { reader in
                var tree = TileStore.tree(size: second.size, head: try Head(reader), reader)
                return try ConsistencyProof(first: first.size, second: second.size, from: &tree)
            }
            try proof.verify(oldRoot: first.root, newRoot: second.root)
        }
    }

    @Test("is not signed when it was put back, nor with another key", arguments: TestEngine.available)
    func signing(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            let stranger = try #require(SigningKey(newNamed: "test.example"))
            await #expect(throws: StorageError.self) {
                _ = try await test.store.checkpoint(signing: stranger)
            }
            let empty = try await test.store.read { try Head($0).frontier }
            try await test.perform(Note("a"))
            _ = try await test.store.checkpoint(signing: test.key)
            try await test.store.database.write {
                try $0.execute("UPDATE ledger_head SET size = \(empty.size), peaks = \(empty.peakBytes)")
            }
            await #expect(throws: StorageError.self) {
                _ = try await test.store.checkpoint(signing: test.key)
            }
        }
    }

    @Test("takes a fact back once, whole, and keeps its roll-ups", arguments: TestEngine.available)
    func facts(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            let id = Fact.ID(entry: try await test.perform(Note("a", amount: 5)).first, ordinal: 0)
            var back = Note("b", amount: -5)
            back.reverses = id
            back.tags = [.corrected]
            var partly = Note("c", amount: -4)
            partly.reverses = id
            await #expect(throws: CommandError.reversalDiffers(id)) { try await test.perform(partly) }
            var unknown = Note("d", amount: -5)
            unknown.reverses = Fact.ID(entry: Entry.ID(rawValue: 0), ordinal: 0)
            await #expect(throws: CommandError.unknownReversal(unknown.reverses!)) {
                try await test.perform(unknown)
            }
            try await test.perform(back)
            var twice = Note("e", amount: -5)
            twice.reverses = id
            await #expect(throws: CommandError.reversedBefore(id)) { try await test.perform(twice) }
            try await test.perform(Note("f", "g", amount: 2))
            let days = TestStore.day...TestStore.day
            let (now, counted, earlier, tagged) = try await test.store.read { reader in
                let selection = FactSelection([Measure("test.noted")])
                let (all, first) = (
                    FactQuery(selection, on: days, before: 99), FactQuery(selection, on: days, before: 2)
                )
                return (
                    try FactTotal.sums(of: selection, on: days, reader)!.map { [$0.quantity, $0.facts] },
                    try all.sums(reader).map { [$0.quantity, $0.facts] },
                    try first.sums(reader).map { [$0.quantity, $0.facts] },
                    try all.trace.facts(limit: 9, reader).map(\.fact.tags)
                )
            }
            #expect(now == [[4, 4]])
            #expect(counted == now)
            #expect(earlier == [[5, 1]])
            #expect(tagged == [[], [.corrected], [], []])
            try await test.expectWhole(size: 5)
        }
    }

    @Test("is the same export on both engines, and comes back on the other", arguments: TestEngine.available)
    func exports(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            try await test.perform(Note(names: (0..<300).map { "n\($0)" }))
            _ = try await test.store.checkpoint(signing: test.key)
            let file = FileManager.default.temporaryDirectory.appending(
                path: "jiedao-\(UUID().uuidString).export"
            )
            defer { try? FileManager.default.removeItem(at: file) }
            var bytes: [UInt8] = []
            let summary = try await Export.run(test.store, scope: .full) {
                bytes.append(contentsOf: $0.bytes)
            }
            #expect([summary.entries, summary.covered] == [301, 301])
            try Data(bytes).write(to: file)
            let other = engine == .sqlite ? TestEngine.available.last! : .sqlite
            let place = try await TestPlace(other)
            let key = try #require(SigningKey(newNamed: "test.example/2"))
            let backup = try Restore.verify(file.path, lastCheckpoint: nil)
            let restored = try await Restore.run(
                backup,
                into: try await place.database(),
                schema: TestModule.schema,
                clock: test.clock.wall,
                goingOnAs: TestStore.genesis(key, previous: backup.last),
                signing: key
            )
            let problems = try await StoreAudit.run(restored.database).problems.map(\.description)
            let differences = try await Replay.check(restored.database, schema: TestModule.schema).differences
            #expect(problems == [])
            #expect(differences == [])
            var again: [UInt8] = []
            _ = try await Export.run(restored, scope: .full) { again.append(contentsOf: $0.bytes) }
            let entries = bytes.split(separator: 0x0A).filter { $0.starts(with: Array("entry ".utf8)) }
            #expect(
                again.split(separator: 0x0A).filter { $0.starts(with: Array("entry ".utf8)) }.prefix(301)
                    == entries[...]
            )
            #expect(restored.genesis.previous == backup.last)
            try await restored.close()
            try await place.remove()
        }
    }
}
