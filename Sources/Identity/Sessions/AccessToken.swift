package import Ledger

/// The secret with which a program acts for somebody: `jd_`, 256 random bits, and a checksum, 52 characters.
///
/// Prefix and checksum let scanners find a token that was published by mistake, and tell it from chance. It is
/// `jd_` ‖ 43 digits of base 62 for the bits ‖ 6 digits of base 62 for the CRC-32 of all before; highest first.
package struct AccessToken: Sendable, Hidden {
    package static let prefix = "jd_"
    package static let characterCount = 52

    private let bytes: [UInt8]

    private static let bodyCount = 43
    private static let checksumCount = 6

    package init(random: RandomSource) { bytes = random.bytes(32) }

    /// Nil unless prefix, length, digits and checksum are right.
    package init?(_ text: String) {
        let characters = Array(text.utf8)
        guard characters.count == Self.characterCount,
            let bytes = Base62.bytes(characters[3..<3 + Self.bodyCount], count: 32)
        else { return nil }
        self.bytes = bytes
        guard self.text.utf8.elementsEqual(characters) else { return nil }
    }

    /// Shown once, to whoever asked for it.
    package var text: String {
        let body = Self.prefix + Base62.text(bytes, count: Self.bodyCount)
        let checksum = CRC32.checksum(body.utf8)
        let last = (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (24 - 8 * UInt32($0))) }
        return body + Base62.text(last, count: Self.checksumCount)
    }

    /// What the store keeps: SHA-256 of the 32 bytes.
    package var digest: Hash { Hash(of: bytes) }

    /// The first characters, by which its owner tells it from others in a list; 24 bits of the 256.
    package var hint: String { String(text.prefix(7)) }
}
