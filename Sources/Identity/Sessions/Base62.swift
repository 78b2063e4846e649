/// Whole numbers of many bytes in the digits 0–9, A–Z, a–z, so that a double click takes the whole token.
enum Base62 {
    private static let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    /// `count` digits, with leading zeros; they must be enough.
    static func text(_ bytes: [UInt8], count: Int) -> String {
        var rest = bytes
        var text: [UInt8] = []
        for _ in 0..<count {
            var remainder = 0
            for place in rest.indices {
                let value = remainder << 8 | Int(rest[place])
                rest[place] = UInt8(value / 62)
                remainder = value % 62
            }
            text.append(digits[remainder])
        }
        precondition(rest.allSatisfy { $0 == 0 }, "So many bytes need more digits.")
        return String(decoding: text.reversed(), as: UTF8.self)
    }

    /// Nil where a character is no digit or the number does not fit.
    static func bytes(_ text: some Sequence<UInt8>, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        for character in text {
            guard var carry = digits.firstIndex(of: character) else { return nil }
            for place in bytes.indices.reversed() {
                let value = Int(bytes[place]) * 62 + carry
                bytes[place] = UInt8(truncatingIfNeeded: value)
                carry = value >> 8
            }
            guard carry == 0 else { return nil }
        }
        return bytes
    }
}

/// CRC-32 of ISO 3309 (as in gzip, RFC 1952 section 8).
enum CRC32 {
    static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var register = UInt32.max
        for byte in bytes {
            register ^= UInt32(byte)
            for _ in 0..<8 { register = register & 1 == 1 ? register >> 1 ^ 0xEDB8_8320 : register >> 1 }
        }
        return ~register
    }
}
