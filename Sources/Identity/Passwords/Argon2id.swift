import CSodium

/// Argon2id version 1.3 with one lane (RFC 9106), by libsodium.
enum Argon2id {
    /// The tag, or nil where the system has no memory for it.
    ///
    /// It takes tens of milliseconds and all of the cost's memory.
    static func tag(of password: Password, salt: [UInt8], cost: PasswordHash.Cost) -> [UInt8]? {
        Sodium.start()
        precondition(salt.count == PasswordHash.saltByteCount)
        var typed = password.text.utf8.map { CChar(bitPattern: $0) }
        defer { sodium_memzero(&typed, typed.count) }
        var tag = [UInt8](repeating: 0, count: PasswordHash.tagByteCount)
        let status = crypto_pwhash_argon2id(
            &tag,
            UInt64(tag.count),
            typed,
            UInt64(typed.count),
            salt,
            UInt64(cost.passes),
            cost.memory * 1024,
            crypto_pwhash_argon2id_ALG_ARGON2ID13
        )
        return status == 0 ? tag : nil
    }
}
