import Crypto

/// The code of a counter under a secret: HOTP (RFC 4226 section 5.3), also with the longer hashes of RFC 6238.
package struct OneTimeCode: Sendable {
    package enum Algorithm: Sendable {
        /// What authenticator apps expect. Its weakness against collisions does not concern HMAC.
        case sha1
        case sha256
        case sha512
    }

    /// Decimal digits with leading zeros.
    package let text: String

    /// - Parameter digits: 6 to 8.
    package init(_ secret: SecretBytes, counter: UInt64, digits: Int, algorithm: Algorithm = .sha1) {
        precondition((6...8).contains(digits), "A code has 6 to 8 digits.")
        let message = withUnsafeBytes(of: counter.bigEndian) { Array($0) }
        let code = secret.withBytes { Self.code(algorithm, message, SymmetricKey(data: $0)) }
        // Dynamic truncation: the low four bits of the last byte say where the 31 bits begin.
        let start = Int(code[code.count - 1] & 15)
        let number = code[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let decimal = String(number)
        text = String((String(repeating: "0", count: digits) + decimal).suffix(digits))
    }

    private static func code(_ algorithm: Algorithm, _ message: [UInt8], _ key: SymmetricKey) -> [UInt8] {
        switch algorithm {
        case .sha1: Array(HMAC<Insecure.SHA1>.authenticationCode(for: message, using: key))
        case .sha256: Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
        case .sha512: Array(HMAC<SHA512>.authenticationCode(for: message, using: key))
        }
    }
}
