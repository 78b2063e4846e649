import CSodium

/// The key under which everything of one subject is sealed; destroying it erases the subject.
package struct SubjectKey: Sendable, Hidden {
    package static let byteCount = XChaCha20Poly1305.keyByteCount

    let secret: SecretBytes

    /// A new key.
    package init(random: RandomSource) { secret = SecretBytes(random.bytes(Self.byteCount)) }

    /// Nil unless there are 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        secret = SecretBytes(bytes)
    }

    /// Whether it is the same key; how long that takes says nothing of either.
    package func isSame(as other: SubjectKey) -> Bool {
        secret.withBytes { own in
            other.secret === secret
                || other.secret.withBytes { theirs in sodium_memcmp(own, theirs, own.count) == 0 }
        }
    }
}
