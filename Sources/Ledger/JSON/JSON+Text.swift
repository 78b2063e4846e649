extension JSON {
    /// The value as JSON for programs that ask (RFC 8259), in one line; there is such a text for every value.
    ///
    /// It is never hashed: what is no canonical text, because it repeats what somebody sent, can stand in it. Characters
    /// that are not shown are escaped, and an integer beyond 2⁵³ stands as a text (RFC 7493 section 2.2). All else is
    /// spelt as in the canonical form.
    package var text: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .object(let object):
            text += "{"
            for (place, member) in object.members.enumerated() {
                if place > 0 { text += "," }
                Self.write(member.name, to: &text)
                text += ":"
                member.value.write(to: &text)
            }
            text += "}"
        case .array(let values):
            text += "["
            for (place, value) in values.enumerated() {
                if place > 0 { text += "," }
                value.write(to: &text)
            }
            text += "]"
        case .string(let string): Self.write(string, to: &text)
        case .integer(let number) where number.magnitude > Limit.integer.magnitude: text += "\"\(number)\""
        case .integer(let number): text += "\(number)"
        case .bool(let flag): text += flag ? "true" : "false"
        }
    }

    private static func write(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"", "\\":
                text += "\\"
                text.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20:
                text += String(decoding: controlEscapes[Int(scalar.value)], as: UTF8.self)
            case _ where scalar.isShown: text.unicodeScalars.append(scalar)
            default:
                for unit in String(scalar).utf16 {
                    text += "\\u" + Hex.encode([UInt8(unit >> 8), UInt8(unit & 0xFF)])
                }
            }
        }
        text += "\""
    }
}
