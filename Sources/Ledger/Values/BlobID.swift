/// Content too large for an entry, named by what it is: the SHA-256 of the bytes as they are kept, and their number.
///
/// Where content is sealed, the bytes as kept are the sealed ones; so a name says nothing of what is under the seal.
package struct BlobID: Hashable, Sendable {
    package let hash: Hash
    package let size: Int64

    package init(hash: Hash, size: Int64) {
        self.hash = hash
        self.size = size
    }
}

extension BlobID: CustomStringConvertible {
    package var description: String { "\(hash) (\(size) bytes)" }
}
