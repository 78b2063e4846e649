/// Why bytes are not the canonical spelling of a value.
package struct CanonicalReadError: Error, Equatable, CustomStringConvertible {
    package enum Reason: Equatable, Sendable {
        case endsEarly
        case unexpected(UInt8)
        case trailingBytes
        case membersOutOfOrder(String)
        case memberName
        case notAnInteger
        case integerTooLarge
        case needlessEscape
        case notUTF8
        case notNormalised
        case tooManyMarks
        case tooDeep
    }

    package let reason: Reason
    /// Counted from 0.
    package let position: Int

    package var description: String { "\(reasonText) (at byte \(position))" }

    private var reasonText: String {
        switch reason {
        case .endsEarly: "the text ends in the middle of a value"
        case .unexpected(let byte): "a byte 0x\(Hex.encode([byte])) stands where none is allowed"
        case .trailingBytes: "there is more after the value"
        case .membersOutOfOrder(let name): "the member \"\(name)\" is out of order or stands twice"
        case .memberName: "a member's name is not 1 to 64 of a-z, 0-9 and _"
        case .notAnInteger: "a number is not written as an integer without leading zeros"
        case .integerTooLarge: "an integer lies beyond 2⁵³"
        case .needlessEscape: "a character is escaped that must stand as it is, or not in the shortest way"
        case .notUTF8: "a text is not UTF-8"
        case .notNormalised: "a text is not in Unicode's normal form C"
        case .tooManyMarks: "a text holds more than \(Limit.marks) combining marks in a row"
        case .tooDeep: "values are nested deeper than \(Limit.depth)"
        }
    }
}

extension JSON {
    /// Reads the canonical spelling and refuses every other one, so that a value has exactly one form in bytes.
    package init(canonical bytes: [UInt8]) throws(CanonicalReadError) {
        var reader = CanonicalReader(bytes: bytes)
        self = try reader.value(depth: 0)
        guard reader.position == bytes.count else { throw reader.failure(.trailingBytes) }
    }
}

struct CanonicalReader {
    let bytes: [UInt8]
    private(set) var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    func failure(_ reason: CanonicalReadError.Reason) -> CanonicalReadError {
        CanonicalReadError(reason: reason, position: position)
    }

    mutating func value(depth: Int) throws(CanonicalReadError) -> JSON {
        guard depth <= Limit.depth else { throw failure(.tooDeep) }
        switch try peek() {
        case UInt8(ascii: "{"): return .object(try object(depth: depth))
        case UInt8(ascii: "["): return .array(try array(depth: depth))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .integer(try integer())
        case UInt8(ascii: "t"): return .bool(try word("true", is: true))
        case UInt8(ascii: "f"): return .bool(try word("false", is: false))
        case let byte: throw failure(.unexpected(byte))
        }
    }

    private func peek() throws(CanonicalReadError) -> UInt8 {
        guard position < bytes.count else { throw failure(.endsEarly) }
        return bytes[position]
    }

    private mutating func expect(_ byte: UInt8) throws(CanonicalReadError) {
        let found = try peek()
        guard found == byte else { throw failure(.unexpected(found)) }
        position += 1
    }

    /// Whether the next byte is `byte`; if it is, it is passed.
    private mutating func passes(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func object(depth: Int) throws(CanonicalReadError) -> JSON.Object {
        try expect(UInt8(ascii: "{"))
        var members: [JSON.Object.Member] = []
        if passes(UInt8(ascii: "}")) { return JSON.Object() }
        repeat {
            let name = try memberName()
            if let last = members.last, last.name >= name {
                throw failure(.membersOutOfOrder(name))
            }
            try expect(UInt8(ascii: ":"))
            members.append(.init(name: name, value: try value(depth: depth + 1)))
        } while passes(UInt8(ascii: ","))
        try expect(UInt8(ascii: "}"))
        return JSON.Object(ordered: members)
    }

    private mutating func memberName() throws(CanonicalReadError) -> String {
        try expect(UInt8(ascii: "\""))
        let start = position
        while try peek() != UInt8(ascii: "\"") { position += 1 }
        let name = bytes[start..<position]
        guard JSON.isMemberName(name) else { throw failure(.memberName) }
        position += 1
        return String(decoding: name, as: UTF8.self)
    }

    private mutating func array(depth: Int) throws(CanonicalReadError) -> [JSON] {
        try expect(UInt8(ascii: "["))
        if passes(UInt8(ascii: "]")) { return [] }
        var values: [JSON] = []
        repeat { values.append(try value(depth: depth + 1)) } while passes(UInt8(ascii: ","))
        try expect(UInt8(ascii: "]"))
        return values
    }

    private mutating func word(_ word: StaticString, is value: Bool) throws(CanonicalReadError) -> Bool {
        for offset in 0..<word.utf8CodeUnitCount { try expect(word.utf8Start[offset]) }
        return value
    }

    private mutating func integer() throws(CanonicalReadError) -> Int64 {
        let negative = passes(UInt8(ascii: "-"))
        let start = position
        var number: Int64 = 0
        while position < bytes.count, case let digit = bytes[position],
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit)
        {
            number = number * 10 + Int64(digit - UInt8(ascii: "0"))
            guard number <= Limit.integer else { throw failure(.integerTooLarge) }
            position += 1
        }
        guard position > start || position < bytes.count else { throw failure(.endsEarly) }
        let leadingZero = position > start && bytes[start] == UInt8(ascii: "0")
        guard position > start, !leadingZero || (position == start + 1 && !negative) else {
            throw failure(.notAnInteger)
        }
        if position < bytes.count,
            [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(bytes[position])
        {
            throw failure(.notAnInteger)
        }
        return negative ? -number : number
    }

    private mutating func string() throws(CanonicalReadError) -> String {
        try expect(UInt8(ascii: "\""))
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                let raw = bytes[start..<position]
                position += 1
                return try text(of: raw)
            }
            if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
            guard byte >= 0x20 else { throw failure(.unexpected(byte)) }
            position += 1
        }
        throw failure(.endsEarly)
    }

    /// The rest of a string that holds escapes; `position` stands at the first of them.
    private mutating func escapedString(from start: Int) throws(CanonicalReadError) -> String {
        var raw = Array(bytes[start..<position])
        while true {
            let byte = try peek()
            guard byte >= 0x20 else { throw failure(.unexpected(byte)) }
            if byte == UInt8(ascii: "\"") {
                position += 1
                return try text(of: raw[...])
            }
            if byte == UInt8(ascii: "\\") {
                raw.append(try escape())
            } else {
                raw.append(byte)
                position += 1
            }
        }
    }

    private mutating func escape() throws(CanonicalReadError) -> UInt8 {
        let rest = bytes[position...]
        for quoted in [UInt8(ascii: "\""), UInt8(ascii: "\\")]
        where rest.starts(with: [UInt8(ascii: "\\"), quoted]) {
            position += 2
            return quoted
        }
        for (control, spelling) in JSON.controlEscapes.enumerated() where rest.starts(with: spelling) {
            position += spelling.count
            return UInt8(control)
        }
        let isCut = JSON.controlEscapes.contains { $0.starts(with: rest) }
        throw failure(isCut ? .endsEarly : .needlessEscape)
    }

    private func text(of raw: ArraySlice<UInt8>) throws(CanonicalReadError) -> String {
        guard let text = String(validating: raw, as: UTF8.self) else { throw failure(.notUTF8) }
        guard !NormalForm.isSurely(text) else { return text }
        guard NormalForm.isStreamSafe(text) else { throw failure(.tooManyMarks) }
        guard NormalForm.holds(for: text) else { throw failure(.notNormalised) }
        return text
    }
}
