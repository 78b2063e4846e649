/// Whatever can give the hash of a perfect subtree; proofs are made from it.
package protocol TreeReader {
    mutating func hash(of node: TreeNode) throws -> Hash
}

extension TreeReader {
    /// The root of the leaves in `range`, whose start is a multiple of the power of two at or above its length.
    package mutating func root(of range: Range<Int64>) throws -> Hash {
        let count = range.upperBound - range.lowerBound
        if count.nonzeroBitCount == 1 {
            let level = count.trailingZeroBitCount
            return try hash(of: TreeNode(level: level, index: range.lowerBound >> level))
        }
        let split = range.lowerBound + InclusionProof.split(count)
        return .node(try root(of: range.lowerBound..<split), try root(of: split..<range.upperBound))
    }
}

/// Reads nodes from tiles of 256 hashes, each read once.
package struct TiledTree: TreeReader {
    /// The hashes of a tile, which may be the tree's last and then holds fewer than 256.
    package typealias Source = (Tile) throws -> [Hash]

    private let source: Source
    private var known: [TreeNode: Hash] = [:]
    private var tiles: [Tile: [Hash]] = [:]

    /// - Parameter frontier: The edge of the tree whose proofs are wanted; spares reading tiles on the right.
    package init(frontier: Frontier, source: @escaping Source) {
        self.source = source
        for (node, hash) in frontier.nodes { known[node] = hash }
    }

    package mutating func hash(of node: TreeNode) throws -> Hash {
        if let hash = known[node] { return hash }
        let tile = Tile(
            level: node.level / Tile.height,
            number: node.index >> (Tile.height - node.level % Tile.height)
        )
        let hashes: [Hash]
        if let read = tiles[tile] {
            hashes = read
        } else {
            hashes = try source(tile)
            tiles[tile] = hashes
        }
        let width = 1 << (node.level % Tile.height)
        let start = Int(node.index << (node.level % Tile.height) & Int64(Tile.width - 1))
        guard start + width <= hashes.count else { throw TileError.tooShort(tile, hashes.count) }
        let hash = Tile.root(of: hashes[start..<start + width])
        known[node] = hash
        return hash
    }
}
