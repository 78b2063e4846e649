import Foundation

/// Random bytes in front of an entry, so that nobody can guess a short entry from its published hash.
package struct Salt: Equatable, Sendable {
    package static let byteCount = 32
    package let bytes: [UInt8]

    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// A salt from the system's random source, in one call where the standard generator takes four.
    package static func random() -> Salt {
        Salt(
            known: [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
                guard getentropy(buffer.baseAddress, byteCount) == 0 else {
                    preconditionFailure("The system gives no random bytes.")
                }
                count = byteCount
            }
        )
    }

    private init(known bytes: [UInt8]) { self.bytes = bytes }
}

/// The 32 bytes that stand for an entry in the tree and in public: SHA-256(salt ‖ entry bytes).
package struct Leaf: Hashable, Sendable {
    package let data: Hash

    package init(data: Hash) { self.data = data }

    package init(salt: Salt, entry: [UInt8]) { data = Hash(of: salt.bytes, entry) }

    /// The leaf's node in the tree (RFC 9162 section 2.1.1).
    package var hash: Hash { .leaf(data.bytes) }
}

/// An entry as a ledger keeps it.
///
/// Of a redacted one only the leaf is left.
package struct EntryRecord: Equatable, Sendable {
    package let leaf: Leaf
    package let content: Content?

    package struct Content: Equatable, Sendable {
        package let salt: Salt
        package let bytes: [UInt8]

        package init(salt: Salt, bytes: [UInt8]) {
            self.salt = salt
            self.bytes = bytes
        }

        package var leaf: Leaf { Leaf(salt: salt, entry: bytes) }
    }

    package init(leaf: Leaf, content: Content?) {
        self.leaf = leaf
        self.content = content
    }
}
