import Ledger
import Storage
import TestSupport
import Testing

@Suite("Tiles in a store")
struct TileStoreTests {
    @Test(
        "give every proof of every size, however the leaves came",
        arguments: zip(TestEngine.available, [66_100, 1100])
    )
    func proofs(engine: TestEngine, count: Int) async throws {
        let place = try await TestPlace(engine)
        let database = try await place.database()
        try await database.migrate(TestModule.schema.migrator)
        let roots = try await grow(database, to: count)
        var chance = Chance(state: 256)
        let edges = [1, 2, 255, 256, 257, 511, 512, 513, 1024, 65_535, 65_536, 65_537, 65_792, 66_048]
            .filter { $0 < count }
        let sizes = edges + (0..<20).map { _ in 1 + chance.below(count) } + [count]
        for size in sizes {
            let leaves = [0, size - 1, size / 2, chance.below(size)] + edges.filter { $0 < size }
            let smaller = [1, size, 1 + chance.below(size)] + edges.filter { $0 < size }
            try await database.read { reader in
                var tree = TileStore.tree(size: Int64(size), head: try Head(reader), reader)
                for leaf in leaves {
                    let proof = try InclusionProof(index: Int64(leaf), size: Int64(size), from: &tree)
                    try proof.verify(Self.leaf(leaf).hash, root: roots[size])
                    #expect(throws: ProofError.rootDiffers, "leaf \(leaf) of \(size)") {
                        try proof.verify(Self.leaf(leaf + 1).hash, root: roots[size])
                    }
                }
                for first in smaller {
                    let proof = try ConsistencyProof(
                        first: Int64(first),
                        second: Int64(size),
                        from: &tree
                    )
                    try proof.verify(oldRoot: roots[first], newRoot: roots[size])
                    #expect(throws: ProofError.self, "\(first) of \(size)") {
                        try proof.verify(oldRoot: roots[first - 1], newRoot: roots[size])
                    }
                }
            }
        }
        try await database.close()
        try await place.remove()
    }

    /// Appends leaves in portions of many lengths, and gives the root of each size.
    private func grow(_ database: Database, to count: Int) async throws -> [Hash] {
        var chance = Chance(state: 65_536)
        var frontier = Frontier.empty
        var roots = [frontier.root]
        while frontier.size < count {
            let start = Int(frontier.size)
            let longest = [1, 3, 255, 256, 257, 5000][chance.below(6)]
            let end = min(count, start + 1 + chance.below(longest))
            for number in start..<end {
                frontier.append(Self.leaf(number).hash)
                roots.append(frontier.root)
            }
            let portion = frontier
            try await database.write { transaction in
                for number in start..<end {
                    let leaf = Self.leaf(number).data
                    try transaction.execute(
                        "INSERT INTO ledger_entry (sequence, leaf) VALUES (\(number), \(leaf))"
                    )
                }
                let hashes = (start..<end).map { Self.leaf($0).hash }
                try TileStore.complete(from: Int64(start), leafHashes: hashes, transaction)
                try transaction.execute(
                    "UPDATE ledger_head SET size = \(portion.size), peaks = \(portion.peakBytes)"
                )
            }
        }
        return roots
    }

    private static func leaf(_ number: Int) -> Leaf { Leaf(data: Hash(of: Array("leaf \(number)".utf8))) }
}
