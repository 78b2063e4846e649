/// Texts that senders write with `%`.
enum ExtendedValue {
    /// `UTF-8'zh'%E6%A2%85%E5%9B%AD.jpg` (RFC 8187 section 3.2.1; ISO-8859-1 is what RFC 5987 allowed besides).
    ///
    /// Nil where it is not of this form, so that the plain parameter beside it can be taken.
    static func text(_ bytes: [UInt8]) -> String? {
        let parts = bytes.split(separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let value = decoded(parts[2], all: true) else { return nil }
        switch FieldValue.lowercased(parts[0]) {
        case "utf-8": return String(validating: value, as: UTF8.self)
        case "iso-8859-1": return String(String.UnicodeScalarView(value.map { Unicode.Scalar($0) }))
        default: return nil
        }
    }

    /// What the HTML standard's forms write for a quote and for line ends, `%22`, `%0D` and `%0A`; other `%` are the
    /// name's own ("Multipart form data" in section 4.10.21.8).
    static func formName(_ bytes: [UInt8]) -> [UInt8] { decoded(bytes[...], all: false) ?? bytes }

    private static func decoded(_ bytes: ArraySlice<UInt8>, all: Bool) -> [UInt8]? {
        var result: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                if all, !FieldValue.isToken(byte) { return nil }
                result.append(byte)
                continue
            }
            let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            if let value, rest.count >= 2, rest.first != UInt8(ascii: "+"),
                all || value == 0x22 || value == 0x0D || value == 0x0A
            {
                result.append(value)
                rest = rest.dropFirst(2)
            } else if all {
                return nil
            } else {
                result.append(byte)
            }
        }
        return result
    }
}
