/// That a tree of a smaller size is the beginning of a larger one (RFC 9162 section 2.1.4).
package struct ConsistencyProof: Equatable, Sendable {
    package let first: Int64
    package let second: Int64
    package let path: [Hash]

    package init(first: Int64, second: Int64, path: [Hash]) {
        self.first = first
        self.second = second
        self.path = path
    }

    /// RFC 9162 section 2.1.4.2.
    package func verify(oldRoot: Hash, newRoot: Hash) throws(ProofError) {
        guard first > 0 else { throw .nothingToProve }
        guard first <= second else { throw .sizesOutOfOrder(first: first, second: second) }
        if first == second {
            guard path.isEmpty else { throw .pathTooLong }
            guard oldRoot == newRoot else { throw .rootDiffers }
            return
        }
        guard !path.isEmpty else { throw .pathTooShort }
        var rest = first.nonzeroBitCount == 1 ? [oldRoot] + path : path
        var (place, last) = (first - 1, second - 1)
        while place & 1 == 1 {
            place >>= 1
            last >>= 1
        }
        let start = rest.removeFirst()
        var (old, new) = (start, start)
        for sibling in rest {
            guard last > 0 else { throw .pathTooLong }
            if place & 1 == 1 || place == last {
                old = .node(sibling, old)
                new = .node(sibling, new)
                while place & 1 == 0 && place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                new = .node(new, sibling)
            }
            place >>= 1
            last >>= 1
        }
        guard last == 0 else { throw .pathTooShort }
        guard old == oldRoot else { throw .oldRootDiffers }
        guard new == newRoot else { throw .rootDiffers }
    }

    /// RFC 9162 section 2.1.4.1; the hashes come from `reader`.
    package init(first: Int64, second: Int64, from reader: inout some TreeReader) throws {
        guard first > 0 else { throw ProofError.nothingToProve }
        guard first <= second else { throw ProofError.sizesOutOfOrder(first: first, second: second) }
        var path: [Hash] = []
        var (start, end) = (Int64(0), second)
        var isWholeOldTree = true
        while first < end {
            let split = start + InclusionProof.split(end - start)
            if first <= split {
                path.append(try reader.root(of: split..<end))
                end = split
            } else {
                path.append(try reader.root(of: start..<split))
                start = split
                isWholeOldTree = false
            }
        }
        if !isWholeOldTree { path.append(try reader.root(of: start..<end)) }
        self.init(first: first, second: second, path: path.reversed())
    }
}
