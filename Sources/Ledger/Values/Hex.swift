/// Lower-case hexadecimal, the only spelling that our formats accept.
package enum Hex {
    static let digits = Array("0123456789abcdef".utf8)

    package static func encode(_ bytes: some Collection<UInt8>) -> String {
        String(unsafeUninitializedCapacity: bytes.count * 2) { text in
            var place = 0
            for byte in bytes {
                text[place] = digits[Int(byte >> 4)]
                text[place + 1] = digits[Int(byte & 15)]
                place += 2
            }
            return place
        }
    }

    /// Nil unless `text` is an even number of lower-case hexadecimal digits.
    package static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        // Digit by digit, a collection of a type unknown here costs a call each; a chunk of a file has half a million.
        if let bytes = text.withContiguousStorageIfAvailable({ decode($0) }) { return bytes }
        return Array(text).withUnsafeBufferPointer { decode($0) }
    }

    private static func decode(_ digits: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard digits.count.isMultiple(of: 2) else { return nil }
        let bytes = [UInt8](unsafeUninitializedCapacity: digits.count / 2) { bytes, count in
            while count < digits.count / 2, let high = value(of: digits[2 * count]),
                let low = value(of: digits[2 * count + 1])
            {
                bytes[count] = high << 4 | low
                count += 1
            }
        }
        return bytes.count == digits.count / 2 ? bytes : nil
    }

    package static func decode(_ text: String) -> [UInt8]? { decode(text.utf8) }

    static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
