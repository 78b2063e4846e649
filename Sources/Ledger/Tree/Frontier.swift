/// The right edge of a Merkle tree: all that is needed to append to it and to know its root.
///
/// It holds one hash for each bit that is set in the size, the largest perfect subtree first, so an append costs
/// O(log n) hashes at worst and two on average.
package struct Frontier: Equatable, Sendable {
    package private(set) var size: Int64
    package private(set) var peaks: [Hash]

    package static let empty = Frontier(size: 0, peaks: [])

    private init(size: Int64, peaks: [Hash]) {
        self.size = size
        self.peaks = peaks
    }

    /// Nil unless `size` is a number that entries can have and there is one peak for each bit set in it.
    package init?(size: Int64, peakBytes: [UInt8]) {
        guard (0...Limit.integer).contains(size), peakBytes.count == size.nonzeroBitCount * Hash.byteCount
        else { return nil }
        self.size = size
        peaks = stride(from: 0, to: peakBytes.count, by: Hash.byteCount).compactMap {
            Hash(bytes: peakBytes[$0..<$0 + Hash.byteCount])
        }
    }

    package var peakBytes: [UInt8] { peaks.flatMap(\.bytes) }

    package mutating func append(_ leafHash: Hash) {
        var hash = leafHash
        for _ in 0..<size.trailingOnes { hash = .node(peaks.removeLast(), hash) }
        peaks.append(hash)
        size += 1
    }

    package var root: Hash {
        guard let last = peaks.last else { return .emptyTree }
        return peaks.dropLast().reversed().reduce(last) { .node($1, $0) }
    }

    /// The peaks with their places in the tree.
    var nodes: [(node: TreeNode, hash: Hash)] {
        var start: Int64 = 0
        var found: [(TreeNode, Hash)] = []
        for (peak, level) in zip(peaks, (0..<63).reversed().filter { size >> $0 & 1 == 1 }) {
            found.append((TreeNode(level: level, index: start >> level), peak))
            start += 1 << level
        }
        return found
    }
}

/// The root of a perfect subtree: `level` 0 is a leaf, `index` counts the subtrees of that level from the left.
package struct TreeNode: Hashable, Sendable {
    package let level: Int
    package let index: Int64

    package init(level: Int, index: Int64) {
        self.level = level
        self.index = index
    }
}

extension Int64 {
    fileprivate var trailingOnes: Int { (~self).trailingZeroBitCount }
}
