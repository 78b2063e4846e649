import Crypto

/// The SHA-256 of bytes that come in pieces.
package struct HashStream: Sendable {
    private var hasher = SHA256()

    package init() {}

    package mutating func update(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    }

    /// The hash of all bytes so far; more may follow.
    package var hash: Hash { Hash(hasher.finalize()) }
}
