import CSodium

/// Authenticated encryption with a nonce of 24 bytes, long enough to be drawn at random for every message under
/// one key (draft-irtf-cfrg-xchacha-03; ChaCha20-Poly1305 as in RFC 8439).
enum XChaCha20Poly1305 {
    static let keyByteCount = 32
    static let nonceByteCount = 24
    static let tagByteCount = 16

    /// The ciphertext with the tag behind it.
    static func seal(_ plain: [UInt8], nonce: [UInt8], bound: [UInt8], key: SecretBytes) -> [UInt8] {
        precondition(nonce.count == nonceByteCount && key.count == keyByteCount)
        return key.withBytes { key in
            var sealed = [UInt8](repeating: 0, count: plain.count + tagByteCount)
            let status = crypto_aead_xchacha20poly1305_ietf_encrypt(
                &sealed,
                nil,
                plain,
                UInt64(plain.count),
                bound,
                UInt64(bound.count),
                nil,
                nonce,
                key
            )
            precondition(status == 0, "libsodium encrypts every message of this length.")
            return sealed
        }
    }

    /// Nil where key, nonce, bound bytes or ciphertext are not those of the sealing.
    static func open(_ sealed: [UInt8], nonce: [UInt8], bound: [UInt8], key: SecretBytes) -> [UInt8]? {
        precondition(nonce.count == nonceByteCount && key.count == keyByteCount)
        guard sealed.count >= tagByteCount else { return nil }
        return key.withBytes { key in
            var plain = [UInt8](repeating: 0, count: sealed.count - tagByteCount)
            let status = crypto_aead_xchacha20poly1305_ietf_decrypt(
                &plain,
                nil,
                nil,
                sealed,
                UInt64(sealed.count),
                bound,
                UInt64(bound.count),
                nonce,
                key
            )
            return status == 0 ? plain : nil
        }
    }
}
