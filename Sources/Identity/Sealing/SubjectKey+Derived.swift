import Crypto

extension SubjectKey {
    /// 32 bytes that follow from the key and a purpose, and tell nothing of the key (HMAC-SHA256, RFC 2104).
    package func derived(for purpose: String) -> [UInt8] {
        secret.withBytes { bytes in
            let key = SymmetricKey(data: bytes)
            return Array(
                HMAC<SHA256>.authenticationCode(for: Array("jiedao derived 1\n\(purpose)".utf8), using: key)
            )
        }
    }
}
