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
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, EntryName.isWord(parts[0].utf8), let number = Int64(parts[1]),
            (0...JSON.integerLimit).contains(number), String(number).utf8.elementsEqual(parts[1].utf8)
        else { return nil }
        kind = String(parts[0])
        self.number = number
    }
}

extension Subject: CustomStringConvertible {
    package var description: String { "\(kind):\(number)" }
}

/// A command's own number (RFC 9562, UUID), made by the form, phone, device or import row that sends it, so that
/// the same command sent twice is done once.
package struct CommandID: Hashable, Sendable {
    package let uuid: UUID

    package init(_ uuid: UUID) { self.uuid = uuid }

    /// Nil unless the text is a UUID; upper case is accepted at the door.
    package init?(_ text: String) {
        guard text.utf8.count == 36, let uuid = UUID(uuidString: text) else { return nil }
        self.uuid = uuid
    }

    /// The 16 bytes in network order.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        uuid = bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }

    package var bytes: [UInt8] { withUnsafeBytes(of: uuid.uuid) { Array($0) } }
}

extension CommandID: CustomStringConvertible {
    /// Lower case, as entries hold it.
    package var description: String { uuid.uuidString.lowercased() }
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
        let words = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return words.count >= count && text.utf8.count <= 64 && words.allSatisfy(isWord)
    }

    static func isIDByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            || ".:_@/-".utf8.contains(byte)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
