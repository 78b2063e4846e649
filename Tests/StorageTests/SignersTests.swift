import Ledger
import Storage
import TestSupport
import Testing

@Suite("Checkpoints of several processes")
struct SignersTests {
    @Test("never go back, and each is the beginning of the next", arguments: TestEngine.available)
    func grow(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            let stores = [test.store, try await test.reopened(), try await test.reopened()]
            let signed = try await withThrowingTaskGroup(of: [Checkpoint].self) { group in
                for (writer, store) in stores.enumerated() {
                    group.addTask {
                        var signed: [Checkpoint] = []
                        for _ in 0..<25 { signed.append(try await store.checkpoint(signing: test.key)) }
                        return signed
                    }
                    group.addTask {
                        for number in 0..<40 {
                            try await test.perform(Note("w\(writer)/\(number)"), on: store)
                        }
                        return []
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            for own in signed { #expect(own.map(\.size) == own.map(\.size).sorted()) }
            let kept = try await test.store.read { try CheckpointStore.all(upTo: .max, $0) }
            for checkpoint in signed.joined() { #expect(kept.contains(checkpoint)) }
            #expect(kept.count == Set(signed.joined().map(\.size)).count)
            try await test.store.read { reader in
                for (first, second) in zip(kept, kept.dropFirst()) {
                    var tree = TileStore.tree(size: second.size, head: try Head(reader), reader)
                    let proof = try ConsistencyProof(first: first.size, second: second.size, from: &tree)
                    try proof.verify(oldRoot: first.root, newRoot: second.root)
                }
            }
            for store in stores.dropFirst() { try await store.close() }
            try await test.expectWhole(size: 121)
        }
    }
}
