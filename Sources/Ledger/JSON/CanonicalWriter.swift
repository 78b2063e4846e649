import Foundation

/// Why a value cannot be written as canonical bytes.
package enum CanonicalWriteError: Error, Equatable, CustomStringConvertible {
    case integerTooLarge(Int64)
    case unassignedCharacter(UInt32)
    case memberName(String)
    case tooDeep

    package var description: String {
        switch self {
        case .integerTooLarge(let number): "\(number) is beyond 2⁵³; write it as text"
        case .unassignedCharacter(let scalar):
            "the text holds U+\(String(scalar, radix: 16, uppercase: true)), which is not a character of Unicode; remove it"
        case .memberName(let name): "\"\(name)\" cannot name a member: use 1 to 64 of a-z, 0-9 and _"
        case .tooDeep: "values are nested deeper than \(JSON.depthLimit)"
        }
    }
}

extension JSON {
    /// The one spelling of this value: members by name, no white space, shortest escapes, text in NFC.
    ///
    /// A subset of RFC 8785, so any JCS library writes the same bytes. Text becomes NFC here; characters that
    /// Unicode has not assigned are refused, because a later Unicode could normalise them otherwise.
    package func canonicalBytes() throws(CanonicalWriteError) -> [UInt8] {
        var writer = CanonicalWriter()
        try writer.write(self, depth: 0)
        return writer.bytes
    }
}

struct CanonicalWriter {
    private(set) var bytes: [UInt8] = []

    /// Room for an entry of usual size at once.
    init() { bytes.reserveCapacity(1024) }

    mutating func write(_ value: JSON, depth: Int) throws(CanonicalWriteError) {
        guard depth <= JSON.depthLimit else { throw .tooDeep }
        switch value {
        case .object(let object):
            begin(.object)
            for member in object.members {
                guard JSON.isMemberName(member.name.utf8) else { throw .memberName(member.name) }
                var name = member.name
                name.withUTF8 { self.name($0) }
                try write(member.value, depth: depth + 1)
            }
            end(.object)
        case .array(let values):
            begin(.array)
            for value in values {
                separate()
                try write(value, depth: depth + 1)
            }
            end(.array)
        case .string(let text): try write(text)
        case .integer(let number): try write(number)
        case .bool(let flag): append(flag ? "true" : "false")
        }
    }

    enum Container { case object, array }

    mutating func begin(_ container: Container) {
        bytes.append(container == .object ? UInt8(ascii: "{") : UInt8(ascii: "["))
    }

    mutating func end(_ container: Container) {
        bytes.append(container == .object ? UInt8(ascii: "}") : UInt8(ascii: "]"))
    }

    /// A comma, unless the object or array has only begun.
    mutating func separate() {
        switch bytes.last {
        case UInt8(ascii: "{"), UInt8(ascii: "["): break
        default: bytes.append(UInt8(ascii: ","))
        }
    }

    /// A member whose name the program gives, in the order of the names; nil is left out.
    mutating func member(_ name: StaticString, _ text: String?) throws(CanonicalWriteError) {
        guard let text else { return }
        self.name(name)
        try write(text)
    }

    mutating func member(_ name: StaticString, _ number: Int64) throws(CanonicalWriteError) {
        self.name(name)
        try write(number)
    }

    mutating func member(_ name: StaticString, _ value: JSON, depth: Int) throws(CanonicalWriteError) {
        self.name(name)
        try write(value, depth: depth)
    }

    /// The name of a member; its value comes next.
    mutating func name(_ name: StaticString) { name.withUTF8Buffer { self.name($0) } }

    private mutating func name(_ utf8: UnsafeBufferPointer<UInt8>) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: utf8)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    mutating func write(_ number: Int64) throws(CanonicalWriteError) {
        guard number.magnitude <= JSON.integerLimit.magnitude else { throw .integerTooLarge(number) }
        append(String(number))
    }

    mutating func write(_ text: String) throws(CanonicalWriteError) {
        bytes.append(UInt8(ascii: "\""))
        if !appendPlain(text) { try escape(normalised(text)) }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    /// Appends most of what an office writes in one pass: text that is surely NFC and in which nothing is escaped.
    private mutating func appendPlain(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { utf8 in
            guard utf8.allSatisfy({ NormalForm.isSure($0) && !Self.isEscaped($0) }) else { return false }
            bytes.append(contentsOf: utf8)
            return true
        }
    }

    private func normalised(_ text: String) throws(CanonicalWriteError) -> String {
        guard !NormalForm.isSurely(text) else { return text }
        for scalar in text.unicodeScalars where scalar.properties.generalCategory == .unassigned {
            throw .unassignedCharacter(scalar.value)
        }
        return text.precomposedStringWithCanonicalMapping
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escape(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case 0..<0x20: bytes.append(contentsOf: JSON.controlEscapes[Int(byte)])
            default: bytes.append(byte)
            }
        }
    }
}

extension JSON {
    /// How RFC 8785 section 3.2.2.2 spells each character below U+0020.
    static let controlEscapes: [[UInt8]] = (UInt8(0)..<0x20).map { byte in
        switch byte {
        case 0x08: Array("\\b".utf8)
        case 0x09: Array("\\t".utf8)
        case 0x0A: Array("\\n".utf8)
        case 0x0C: Array("\\f".utf8)
        case 0x0D: Array("\\r".utf8)
        default: Array("\\u00\(Hex.encode([byte]))".utf8)
        }
    }

    /// Names are ASCII, so that their order is the same by bytes, by UTF-16 (RFC 8785) and by any collation in C.
    static func isMemberName(_ name: some Collection<UInt8>) -> Bool {
        (1...64).contains(name.count) && name.allSatisfy { isMemberNameByte[Int($0)] }
    }

    private static let isMemberNameByte: [Bool] = (UInt8.min ... .max).map { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

extension JSON {
    /// The value as its canonical bytes will be read again: every text in NFC.
    package func normalised() -> JSON {
        switch self {
        case .object(let object): .object(object.normalised())
        case .array(let values): .array(values.map { $0.normalised() })
        case .string(let text):
            NormalForm.isSurely(text) ? self : .string(text.precomposedStringWithCanonicalMapping)
        case .integer, .bool: self
        }
    }

    fileprivate var isSurelyNormalised: Bool {
        switch self {
        case .object(let object): object.members.allSatisfy { $0.value.isSurelyNormalised }
        case .array(let values): values.allSatisfy(\.isSurelyNormalised)
        case .string(let text): NormalForm.isSurely(text)
        case .integer, .bool: true
        }
    }
}

extension JSON.Object {
    package func normalised() -> JSON.Object {
        // Most objects are; then nothing is copied.
        guard !members.allSatisfy({ $0.value.isSurelyNormalised }) else { return self }
        return JSON.Object(ordered: members.map { .init(name: $0.name, value: $0.value.normalised()) })
    }
}

/// Unicode Normalization Form C (UAX #15).
enum NormalForm {
    /// Whether every character lies in a range that no normalisation touches, so that the text is NFC as it is.
    ///
    /// The ranges hold only characters with NFC_Quick_Check=Yes and combining class 0: up to U+02FF, general and
    /// ideographic punctuation, kana without voicing marks, the unified ideographs, and the full-width forms.
    static func isSurely(_ text: String) -> Bool {
        if areSurely(text.utf8) { return true }
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0...0x02FF, 0x2010...0x2027, 0x2030...0x205E, 0x3001...0x3029, 0x3030...0x303E,
                0x3041...0x3096, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xFF01...0xFF60:
                continue
            default: return false
            }
        }
        return true
    }

    /// Whether UTF-8 holds nothing but ASCII and characters from U+4000 to U+9FFF, which begin with E4 to E9: most of
    /// what an office writes, told without decoding it.
    private static func areSurely(_ utf8: String.UTF8View) -> Bool {
        utf8.withContiguousStorageIfAvailable { bytes in
            bytes.allSatisfy(isSure)
        } ?? false
    }

    static func isSure(_ byte: UInt8) -> Bool { byte < 0xC0 || (0xE4...0xE9).contains(byte) }

    static func holds(for text: String) -> Bool {
        isSurely(text)
            || text.precomposedStringWithCanonicalMapping.unicodeScalars.elementsEqual(text.unicodeScalars)
    }
}
