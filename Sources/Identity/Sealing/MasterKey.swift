import Ledger

/// The key that wraps the keys of all subjects, kept in a file apart from the store.
///
/// Its id says which master key wrapped a subject's key, so that a new one can take over step by step.
package struct MasterKey: Sendable, Hidden {
    package static let byteCount = XChaCha20Poly1305.keyByteCount

    package let id: ID
    let secret: SecretBytes

    /// The first 8 bytes of SHA-256 over the framed parts `jiedao-master/1` and the key.
    package struct ID: Hashable, Sendable, CustomStringConvertible {
        package static let byteCount = 8

        package let bytes: [UInt8]

        package init?(bytes: [UInt8]) {
            guard bytes.count == Self.byteCount else { return nil }
            self.bytes = bytes
        }

        fileprivate init(of key: [UInt8]) {
            let digest = Hash(of: Framed.bytes(Framed.bytes("jiedao-master/1"), key))
            bytes = Array(digest.bytes.prefix(Self.byteCount))
        }

        package var description: String { Hex.encode(bytes) }
    }

    /// A new key.
    package init(random: RandomSource) { self.init(known: random.bytes(Self.byteCount)) }

    /// Nil unless there are 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.init(known: bytes)
    }

    private init(known bytes: [UInt8]) {
        id = ID(of: bytes)
        secret = SecretBytes(bytes)
    }
}

extension MasterKey {
    private static let head = "MASTER+KEY"
    /// XChaCha20-Poly1305.
    private static let algorithm: UInt8 = 1

    /// Reads `MASTER+KEY+id+Base64(01 ‖ key)`, one line; nil where a character is wrong, which the id tells.
    package init?(secretText text: String) {
        let parts = text.split(separator: "+", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, "\(parts[0])+\(parts[1])" == Self.head,
            let bytes = Base64.decode(String(parts[3])), bytes.first == Self.algorithm,
            let key = MasterKey(bytes: Array(bytes.dropFirst())),
            key.id.description.utf8.elementsEqual(parts[2].utf8)
        else { return nil }
        self = key
    }

    /// The line to be kept in a file that only its owner can read.
    package var secretText: String {
        secret.withBytes { "\(Self.head)+\(id)+\(Base64.encode([Self.algorithm] + $0))" }
    }
}
