import Foundation

/// Why a value cannot be written as canonical bytes.
package enum CanonicalWriteError: Error, Equatable, CustomStringConvertible {
    case integerTooLarge(Int64)
    case unassignedCharacter(UInt32)
    case tooManyMarks
    case memberName(String)
    case tooDeep

    package var description: String {
        switch self {
        case .integerTooLarge(let number): "\(number) is beyond 2⁵³; write it as text"
        case .unassignedCharacter(let scalar):
            "the text holds U+\(String(scalar, radix: 16, uppercase: true)), which is not a character of Unicode; remove it"
        case .tooManyMarks:
            "the text holds more than \(Limit.marks) combining marks (accents and the like) in a row; remove some"
        case .memberName(let name): "\"\(name)\" cannot name a member: use 1 to 64 of a-z, 0-9 and _"
        case .tooDeep: "values are nested deeper than \(Limit.depth)"
        }
    }
}

extension JSON {
    /// The one spelling of this value: members by name, no white space, shortest escapes, text in NFC.
    ///
    /// A subset of RFC 8785, so any JCS library writes the same bytes. Text becomes NFC here; characters that
    /// Unicode has not assigned are refused, because a later Unicode could normalise them otherwise.
    ///
    /// - Parameter admittingUnassigned: Only for texts that were read from canonical bytes, which a newer program may have
    ///   written.
    package func canonicalBytes(
        admittingUnassigned: Bool = false
    ) throws(CanonicalWriteError) -> [UInt8] {
        var writer = CanonicalWriter(admittingUnassigned: admittingUnassigned)
        try writer.write(self, depth: 0)
        return writer.bytes
    }
}

struct CanonicalWriter {
    private(set) var bytes: [UInt8] = []

    private let admitsUnassigned: Bool

    init(admittingUnassigned: Bool = false) {
        admitsUnassigned = admittingUnassigned
        // Room for an entry of usual size at once.
        bytes.reserveCapacity(1024)
    }

    mutating func write(_ value: JSON, depth: Int) throws(CanonicalWriteError) {
        guard depth <= Limit.depth else { throw .tooDeep }
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
        guard number.magnitude <= Limit.integer.magnitude else { throw .integerTooLarge(number) }
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
        for scalar in text.unicodeScalars
        where !admitsUnassigned && scalar.properties.generalCategory == .unassigned {
            throw .unassignedCharacter(scalar.value)
        }
        return try NormalForm.composed(text)
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
        (1...Limit.nameBytes).contains(name.count) && name.allSatisfy { isMemberNameByte[Int($0)] }
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
    ///
    /// - Throws: `.tooManyMarks`, as writing it would.
    package func normalised() throws(CanonicalWriteError) -> JSON {
        switch self {
        case .object(let object): return .object(try object.normalised())
        case .array(let values):
            var normal: [JSON] = []
            for value in values { normal.append(try value.normalised()) }
            return .array(normal)
        case .string(let text): return .string(try NormalForm.composed(text))
        case .integer, .bool: return self
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
    package func normalised() throws(CanonicalWriteError) -> JSON.Object {
        // Most objects are; then nothing is copied.
        guard !members.allSatisfy({ $0.value.isSurelyNormalised }) else { return self }
        var normal: [Member] = []
        for member in members {
            normal.append(.init(name: member.name, value: try member.value.normalised()))
        }
        return JSON.Object(ordered: normal)
    }
}
