/// The value of a header field with its parameters, `form-data; name="photo"; filename="梅园.jpg"`
/// (RFC 2045 section 5.1, RFC 2183 section 2).
struct FieldValue {
    /// What stands before the first `;`, in lower case.
    let value: String
    private var parameters: [(name: String, value: [UInt8])] = []

    /// Nil where a parameter cannot be read or stands there twice: two readers could then take it in two ways.
    init?(_ bytes: ArraySlice<UInt8>) {
        let end = bytes.firstIndex(of: Self.semicolon) ?? bytes.endIndex
        value = Self.lowercased(Self.trimmed(bytes[..<end]))
        var rest = bytes[end...]
        while rest.popFirst() != nil {
            rest = Self.withoutBlanks(rest)
            // A semicolon at the end, or two in a row, mean nothing.
            if rest.first == nil || rest.first == Self.semicolon { continue }
            guard let (name, value) = Self.parameter(&rest), parameter(name) == nil else { return nil }
            parameters.append((name, value))
        }
    }

    func parameter(_ name: String) -> [UInt8]? { parameters.first { $0.name == name }?.value }

    /// Reads `name=value` up to the next `;`, which stays.
    private static func parameter(_ rest: inout ArraySlice<UInt8>) -> (String, [UInt8])? {
        guard let equals = rest.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        let name = trimmed(rest[..<equals])
        guard !name.isEmpty, name.allSatisfy(isToken) else { return nil }
        rest = withoutBlanks(rest[(equals + 1)...])
        guard rest.first == quote else {
            let end = rest.firstIndex(of: semicolon) ?? rest.endIndex
            let value = Array(trimmed(rest[..<end]))
            rest = rest[end...]
            return value.isEmpty || value.contains(quote) ? nil : (lowercased(name), value)
        }
        rest.removeFirst()
        guard let value = quoted(&rest) else { return nil }
        rest = withoutBlanks(rest)
        return rest.first == nil || rest.first == semicolon ? (lowercased(name), value) : nil
    }

    /// Reads up to the closing quote and takes it away.
    ///
    /// Only `\"` and `\\` are escapes: curl and older browsers write them, while others send a path of Windows as it is.
    private static func quoted(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        var value: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == quote { return value }
            if byte == backslash, let next = rest.first, next == quote || next == backslash {
                rest.removeFirst()
                value.append(next)
            } else {
                value.append(byte)
            }
        }
        return nil
    }

    private static let semicolon = UInt8(ascii: ";")
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")
}

extension FieldValue {
    static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    static func withoutBlanks(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> { bytes.drop(while: isBlank) }

    static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let start = withoutBlanks(bytes)
        return start.lastIndex { !isBlank($0) }.map { start[...$0] } ?? []
    }

    /// ASCII letters in lower case, the rest as it is.
    static func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
    }

    /// `tchar` of RFC 9110 section 5.6.2.
    static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122: true
        default: Array("!#$%&'*+-.^_`|~".utf8).contains(byte)
        }
    }
}
