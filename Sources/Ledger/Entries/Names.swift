package import Foundation

/// Who wrote an entry: an id such as `staff:81`, `device:402`, `rule:escalation@3`, `import:2026-03` or
/// `operator:console`; never a name.
package struct Actor: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init?(rawValue: String) {
        guard let colon = rawValue.utf8.firstIndex(of: UInt8(ascii: ":")),
            EntryName.isWord(rawValue.utf8[..<colon]),
            case let id = rawValue.utf8[rawValue.utf8.index(after: colon)...],
            (1...100).contains(id.count), id.allSatisfy(EntryName.isIDByte)
        else { return nil }
        self.rawValue = rawValue
    }

    private init(known: String) { rawValue = known }

    /// A rule of the program itself, with its version: `announcement.due@1`.
    package init(rule name: StaticString) {
        guard let actor = Self(rawValue: "rule:\(name)") else {
            preconditionFailure("\(name) names no rule.")
        }
        self = actor
    }

    /// Somebody who is not known, by a way in that is open to all: `anybody:web`.
    package init(anybody way: StaticString) {
        guard let actor = Self(rawValue: "anybody:\(way)") else {
            preconditionFailure("\(way) is no way in.")
        }
        self = actor
    }

    /// Whoever holds the machine and the store: the command line, used by hand.
    package static let console = Self(known: "operator:console")
    /// The simulation that fills a demo store.
    package static let demo = Self(known: "operator:demo")
    /// A program that holds the operator's token.
    package static let program = Self(known: "operator:program")
}

/// What an entry is about: a kind of record and its number, `announcement:12`.
package struct Subject: Hashable, Sendable {
    package let kind: String
    /// The sequence of the entry that made the record.
    package let number: Int64

    /// `kind` is one word of a-z, 0-9 and `-`.
    package init<Record>(_ kind: StaticString, _ id: Identifier<Record>) {
        self.kind = kind.description
        number = id.rawValue
        precondition(EntryName.isWord(self.kind.utf8), "A subject's kind is one word.")
    }

    package init?(_ text: String) {
        let utf8 = text.utf8
        guard let colon = utf8.firstIndex(of: UInt8(ascii: ":")), EntryName.isWord(utf8[..<colon]),
            let number = EntryName.number(utf8[utf8.index(after: colon)...])
        else { return nil }
        kind = String(text[..<colon])
        self.number = number
    }
}

extension Subject: CustomStringConvertible {
    package var description: String { "\(kind):\(number)" }
}

/// A command's own number (RFC 9562, UUID), made by the form, phone, device or import row that sends it, so that
/// the same command sent twice is done once.
package struct CommandID: Hashable, Sendable {
    private let high: UInt64
    private let low: UInt64

    package init(_ uuid: UUID) {
        self = withUnsafeBytes(of: uuid.uuid) { Self(network: $0) }
    }

    /// Nil unless the text is a UUID with its hyphens; upper case is accepted at the door.
    package init?(_ text: String) {
        var words: (UInt64, UInt64) = (0, 0)
        var place = 0
        for digit in text.utf8 {
            defer { place += 1 }
            if [8, 13, 18, 23].contains(place) {
                guard digit == UInt8(ascii: "-") else { return nil }
                continue
            }
            let lower = (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(digit) ? digit | 0x20 : digit
            guard let value = Hex.value(of: lower), place < 36 else { return nil }
            if place < 18 {
                words.0 = words.0 << 4 | UInt64(value)
            } else {
                words.1 = words.1 << 4 | UInt64(value)
            }
        }
        guard place == 36 else { return nil }
        (high, low) = words
    }

    /// The 16 bytes in network order.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        self = bytes.withUnsafeBytes { Self(network: $0) }
    }

    private init(network bytes: UnsafeRawBufferPointer) {
        high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
        low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }

    package var bytes: [UInt8] {
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) }
    }
}

extension CommandID: CustomStringConvertible {
    /// Lower case, as entries hold it.
    package var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for place in 0..<36 {
            if [8, 13, 18, 23].contains(place) {
                text.append(UInt8(ascii: "-"))
            } else {
                let nibble =
                    place - (place > 8 ? 1 : 0) - (place > 13 ? 1 : 0) - (place > 18 ? 1 : 0)
                    - (place > 23 ? 1 : 0)
                let word = nibble < 16 ? high : low
                text.append(Hex.digits[Int(word >> UInt64(60 - nibble % 16 * 4) & 15)])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// What the names inside entries are made of.
enum EntryName {
    /// 1 to 32 of a-z, 0-9 and `-`, beginning with a letter.
    static func isWord(_ bytes: some Collection<UInt8>) -> Bool {
        guard let first = bytes.first, isLetter(first), bytes.count <= 32 else { return false }
        return bytes.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
    }

    /// Words joined by dots, at least `count` of them.
    static func isDotted(_ text: String, words count: Int) -> Bool {
        var rest = text.utf8[...]
        guard rest.count <= 64 else { return false }
        var words = 0
        while let dot = rest.firstIndex(of: UInt8(ascii: ".")) {
            guard isWord(rest[..<dot]) else { return false }
            words += 1
            rest = rest[rest.index(after: dot)...]
        }
        return isWord(rest) && words + 1 >= count
    }

    /// A number of 0 to 2⁵³ − 1 in decimal without leading zeros.
    static func number(_ digits: some Collection<UInt8>) -> Int64? {
        guard (1...16).contains(digits.count), digits.count == 1 || digits.first != UInt8(ascii: "0") else {
            return nil
        }
        var number: Int64 = 0
        for digit in digits {
            guard isDigit(digit) else { return nil }
            number = number * 10 + Int64(digit - UInt8(ascii: "0"))
        }
        return number <= Limit.integer ? number : nil
    }

    static func isIDByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            || ".:_@/-".utf8.contains(byte)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
    static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
