/// Base32 in the alphabet A–Z, 2–7 (RFC 4648 section 6), upper case.
package enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    /// Without the padding, as authenticator apps have it.
    package static func encode(_ bytes: [UInt8]) -> String { encode(bytes, alphabet) }

    /// Nil where a character is none of the alphabet, a length does not occur, or bits are left over.
    ///
    /// Padding is accepted where it is right, and may be left out.
    package static func decode(_ text: String) -> [UInt8]? {
        let digits = text.utf8.prefix { $0 != UInt8(ascii: "=") }
        let padding = text.utf8.dropFirst(digits.count)
        guard padding.allSatisfy({ $0 == UInt8(ascii: "=") }),
            padding.isEmpty || (padding.count < 7 && text.utf8.count.isMultiple(of: 8))
        else { return nil }
        return decode(digits, alphabet)
    }

    static func encode(_ bytes: [UInt8], _ alphabet: [UInt8]) -> String {
        var text: [UInt8] = []
        var (bits, count) = (UInt32(0), 0)
        for byte in bytes {
            bits = (bits << 8 | UInt32(byte)) & 0xFFFF
            count += 8
            while count >= 5 {
                count -= 5
                text.append(alphabet[Int(bits >> UInt32(count) & 31)])
            }
        }
        if count > 0 { text.append(alphabet[Int(bits << UInt32(5 - count) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }

    static func decode(_ digits: some Collection<UInt8>, _ alphabet: [UInt8]) -> [UInt8]? {
        guard ![1, 3, 6].contains(digits.count % 8) else { return nil }
        var bytes: [UInt8] = []
        var (bits, count) = (UInt32(0), 0)
        for digit in digits {
            guard let value = alphabet.firstIndex(of: digit) else { return nil }
            bits = (bits << 5 | UInt32(value)) & 0xFFFF
            count += 5
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        }
        // What is left over belongs to no byte and has to be nothing.
        return bits & (1 << UInt32(count) - 1) == 0 ? bytes : nil
    }
}
