import Ledger
import Testing

@Suite("A tree read from tiles")
struct TiledTreeTests {
    @Test(
        "gives the proofs of the definition around the edges of tiles",
        arguments: [1, 2, 255, 256, 257, 511, 512, 513, 770, 65_535, 65_536, 65_537, 65_536 + 256 + 3]
    )
    func givesProofs(size: Int) throws {
        let leaves = [Hash].leaves(size)
        let root = leaves.root
        let tiles = leaves.tiles
        let frontier = Frontier(leaves)
        #expect(frontier.root == root)
        var tree = TiledTree(frontier: frontier) { tile in
            let hashes = try #require(tiles[tile], "There is no \(tile).")
            #expect(hashes.count == tile.count(inTreeOf: Int64(size)))
            return hashes
        }
        for index in Set([0, 1, 254, 255, 256, 511, 512, 65_535, 65_536, size / 2, size - 1])
        where index < size {
            let proof = try InclusionProof(index: Int64(index), size: Int64(size), from: &tree)
            try proof.verify(leaves[index], root: root)
            let first = index + 1
            let consistency = try ConsistencyProof(first: Int64(first), second: Int64(size), from: &tree)
            try consistency.verify(oldRoot: NaiveTree.root(leaves[..<first]), newRoot: root)
        }
    }

    @Test func givesTheSamePathsAsTheDefinition() throws {
        let leaves = [Hash].leaves(700)
        let tiles = leaves.tiles
        var tree = TiledTree(frontier: Frontier(leaves)) { try #require(tiles[$0]) }
        for index in 0..<700 {
            let proof = try InclusionProof(index: Int64(index), size: 700, from: &tree)
            #expect(proof.path == NaiveTree.inclusion(index, leaves[...]))
        }
    }

    @Test func readsEachTileOnceAndNoneThatTheFrontierSpares() throws {
        let leaves = [Hash].leaves(600)
        let tiles = leaves.tiles
        var reads: [Tile] = []
        try withoutActuallyEscaping({ (tile: Tile) in
            reads.append(tile)
            return tiles[tile] ?? []
        }) { source in
            var tree = TiledTree(frontier: Frontier(leaves), source: source)
            for index in 0..<256 { _ = try InclusionProof(index: Int64(index), size: 600, from: &tree) }
        }
        #expect(
            reads.sorted { $0.level < $1.level } == [Tile(level: 0, number: 0), Tile(level: 1, number: 0)]
        )
    }

    @Test func givesProofsOfAnEarlierSize() throws {
        let leaves = [Hash].leaves(600)
        let tiles = leaves.tiles
        var tree = TiledTree(frontier: Frontier(leaves)) { try #require(tiles[$0]) }
        for size in [1, 255, 256, 257, 300, 512] {
            let proof = try InclusionProof(index: 0, size: Int64(size), from: &tree)
            try proof.verify(leaves[0], root: NaiveTree.root(leaves[..<size]))
        }
    }

    @Test func saysWhichTileIsTooShort() throws {
        let leaves = [Hash].leaves(300)
        var tree = TiledTree(frontier: .empty) { _ in Array(leaves[..<10]) }
        #expect(throws: TileError.tooShort(Tile(level: 0, number: 1), 10)) {
            try tree.hash(of: TreeNode(level: 3, index: 33))
        }
    }
}
