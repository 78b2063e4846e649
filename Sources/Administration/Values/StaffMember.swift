import Foundation
package import Identity
package import Ledger

/// Somebody who works for the office, as its pages show him to his colleagues.
package struct StaffMember: Equatable, Sendable {
    package let id: Staff.ID
    /// Nil once erased; nobody logs in with it then.
    package let login: Login?
    /// Nil once erased.
    package let name: String?
    package let telephone: Telephone?
    /// The key under which all of it is sealed in the ledger.
    package let key: Subject
    package let unit: Code
    package let since: LocalDay
    /// The day from which on he has no account; nil while he has.
    package let endedOn: LocalDay?
    /// How often the account was changed.
    package let revision: Int

    /// A number that stays sealed: pages show its mask, and whoever opens it says why.
    package struct Telephone: Equatable, Sendable {
        package let mask: String
        /// Where it stands, as the field `telephone`.
        package let entry: Entry.ID
    }

    package func isActive(on day: LocalDay) -> Bool { endedOn.map { day < $0 } ?? true }
}

/// A role that somebody was given, known by the entry that gave it.
package struct StaffGrant: Equatable, Sendable {
    package typealias ID = Entry.ID

    package let id: ID
    package let staff: Staff.ID
    package let grant: Grant
}

/// The name to log in with: 2 to 40 of a-z, 0-9, `.`, `-` and `_`, beginning with a letter.
package struct Login: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String

    /// Takes what was typed in either case and in full-width characters.
    package init?(rawValue typed: String) {
        guard typed.utf8.count <= 200 else { return nil }
        let text = typed.precomposedStringWithCompatibilityMapping.lowercased()
            .trimmingPrefix(while: \.isWhitespace)
        let bytes = Array(text.utf8.reversed().drop { $0 == UInt8(ascii: " ") }.reversed())
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard (2...40).contains(bytes.count), let first = bytes.first, letters.contains(first),
            bytes.allSatisfy({ letters.contains($0) || digits.contains($0) || ".-_".utf8.contains($0) })
        else { return nil }
        rawValue = String(decoding: bytes, as: UTF8.self)
    }

    package var description: String { rawValue }
}
