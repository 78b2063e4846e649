/// Why a proof does not hold.
///
/// Each kind of alteration has its own reason.
package enum ProofError: Error, Equatable, CustomStringConvertible {
    case indexOutsideTree(index: Int64, size: Int64)
    case sizesOutOfOrder(first: Int64, second: Int64)
    case nothingToProve
    case pathTooShort
    case pathTooLong
    case rootDiffers
    case oldRootDiffers

    package var description: String {
        switch self {
        case .indexOutsideTree(let index, let size): "entry \(index) lies outside a tree of \(size) entries"
        case .sizesOutOfOrder(let first, let second):
            "a tree of \(first) entries cannot precede one of \(second)"
        case .nothingToProve: "an empty tree is a part of every tree; there is nothing to prove"
        case .pathTooShort: "the proof has too few hashes"
        case .pathTooLong: "the proof has too many hashes"
        case .rootDiffers: "the proof leads to another root: the entry, its place or the proof was altered"
        case .oldRootDiffers: "the proof does not contain the earlier tree: history was rewritten"
        }
    }
}

/// That a leaf stands at an index of a tree of a given size (RFC 9162 section 2.1.3).
package struct InclusionProof: Equatable, Sendable {
    package let index: Int64
    package let size: Int64
    /// The sibling hashes, lowest first.
    package let path: [Hash]

    package init(index: Int64, size: Int64, path: [Hash]) {
        self.index = index
        self.size = size
        self.path = path
    }

    /// RFC 9162 section 2.1.3.2.
    package func verify(_ leafHash: Hash, root: Hash) throws(ProofError) {
        guard index >= 0, index < size else { throw .indexOutsideTree(index: index, size: size) }
        var (place, last) = (index, size - 1)
        var hash = leafHash
        for sibling in path {
            guard last > 0 else { throw .pathTooLong }
            if place & 1 == 1 || place == last {
                hash = .node(sibling, hash)
                while place & 1 == 0 && place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                hash = .node(hash, sibling)
            }
            place >>= 1
            last >>= 1
        }
        guard last == 0 else { throw .pathTooShort }
        guard hash == root else { throw .rootDiffers }
    }

    /// RFC 9162 section 2.1.3.1; the hashes come from `reader`.
    package init(index: Int64, size: Int64, from reader: inout some TreeReader) throws {
        guard index >= 0, index < size else { throw ProofError.indexOutsideTree(index: index, size: size) }
        var path: [Hash] = []
        var (start, end) = (Int64(0), size)
        while end - start > 1 {
            let split = start + Self.split(end - start)
            if index < split {
                path.append(try reader.root(of: split..<end))
                end = split
            } else {
                path.append(try reader.root(of: start..<split))
                start = split
            }
        }
        self.init(index: index, size: size, path: path.reversed())
    }

    /// The largest power of two less than `count`.
    static func split(_ count: Int64) -> Int64 { 1 << (63 - (count - 1).leadingZeroBitCount) }
}
