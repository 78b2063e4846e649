import Ledger

/// The tree exactly as RFC 9162 section 2.1 defines it, by recursion over all leaves: slow, and plain enough to
/// judge the real one.
enum NaiveTree {
    static func root(_ leaves: ArraySlice<Hash>) -> Hash {
        guard let first = leaves.first else { return .emptyTree }
        guard leaves.count > 1 else { return first }
        let split = leaves.startIndex + split(leaves.count)
        return .node(root(leaves[..<split]), root(leaves[split...]))
    }

    /// PATH(m, D_n) of section 2.1.3.1.
    static func inclusion(_ index: Int, _ leaves: ArraySlice<Hash>) -> [Hash] {
        guard leaves.count > 1 else { return [] }
        let half = split(leaves.count)
        let split = leaves.startIndex + half
        return index < half
            ? inclusion(index, leaves[..<split]) + [root(leaves[split...])]
            : inclusion(index - half, leaves[split...]) + [root(leaves[..<split])]
    }

    /// PROOF(m, D_n) of section 2.1.4.1.
    static func consistency(_ first: Int, _ leaves: ArraySlice<Hash>) -> [Hash] {
        subproof(first, leaves, isWhole: true)
    }

    private static func subproof(_ first: Int, _ leaves: ArraySlice<Hash>, isWhole: Bool) -> [Hash] {
        if first == leaves.count { return isWhole ? [] : [root(leaves)] }
        let half = split(leaves.count)
        let split = leaves.startIndex + half
        return first <= half
            ? subproof(first, leaves[..<split], isWhole: isWhole) + [root(leaves[split...])]
            : subproof(first - half, leaves[split...], isWhole: false) + [root(leaves[..<split])]
    }

    private static func split(_ count: Int) -> Int {
        var split = 1
        while split * 2 < count { split *= 2 }
        return split
    }
}

extension [Hash] {
    /// Distinct leaf hashes.
    static func leaves(_ count: Int) -> [Hash] {
        (0..<count).map { number in .leaf([UInt8](String(number).utf8)) }
    }

    var root: Hash { NaiveTree.root(self[...]) }

    /// The tree's tiles as a server holds them for this number of leaves.
    var tiles: [Tile: [Hash]] {
        var tiles: [Tile: [Hash]] = [:]
        var (row, level) = (self, 0)
        while !row.isEmpty {
            for start in stride(from: 0, to: row.count, by: Tile.width) {
                tiles[Tile(level: level, number: Int64(start / Tile.width))] =
                    Array(row[start..<Swift.min(start + Tile.width, row.count)])
            }
            row = stride(from: 0, to: row.count / Tile.width * Tile.width, by: Tile.width).map {
                NaiveTree.root(row[$0..<$0 + Tile.width])
            }
            level += 1
        }
        return tiles
    }
}

/// Reads every node from the leaves, by the definition.
struct NaiveReader: TreeReader {
    let leaves: [Hash]

    mutating func hash(of node: TreeNode) -> Hash {
        let start = Int(node.index) << node.level
        return NaiveTree.root(leaves[start..<start + 1 << node.level])
    }
}

extension Frontier {
    init(_ leaves: some Sequence<Hash>) {
        self = .empty
        for leaf in leaves { append(leaf) }
    }
}

extension Hash {
    /// This hash with its last bit turned.
    var flipped: Hash {
        var bytes = bytes
        bytes[31] ^= 1
        return Hash(bytes: bytes)!
    }
}
