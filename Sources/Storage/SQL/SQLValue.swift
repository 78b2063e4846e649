package import Ledger

/// What a table holds: whole numbers, text, bytes, or nothing.
package enum SQLValue: Hashable, Sendable {
    case integer(Int64)
    case text(String)
    case bytes([UInt8])
    case null
}

extension SQLValue: CustomStringConvertible {
    package var description: String {
        switch self {
        case .integer(let number): String(number)
        case .text(let text): "\"\(text)\""
        case .bytes(let bytes): "x'\(Hex.encode(bytes.prefix(32)))\(bytes.count > 32 ? "…" : "")'"
        case .null: "NULL"
        }
    }
}

extension SQLValue {
    /// What it is, without what it holds, for messages and logs.
    var kind: String {
        switch self {
        case .integer: "an integer"
        case .text(let text): "a text of \(text.utf8.count) bytes"
        case .bytes(let bytes): "\(bytes.count) bytes"
        case .null: "nothing"
        }
    }
}

/// A value that can stand in a statement as a parameter.
package protocol SQLBindable {
    var sqlValue: SQLValue { get }
}

extension SQLValue: SQLBindable { package var sqlValue: SQLValue { self } }
extension Int64: SQLBindable { package var sqlValue: SQLValue { .integer(self) } }
extension Int: SQLBindable { package var sqlValue: SQLValue { .integer(Int64(self)) } }
extension String: SQLBindable { package var sqlValue: SQLValue { .text(self) } }
extension [UInt8]: SQLBindable { package var sqlValue: SQLValue { .bytes(self) } }
extension Identifier: SQLBindable { package var sqlValue: SQLValue { .integer(rawValue) } }
extension Instant: SQLBindable { package var sqlValue: SQLValue { .integer(rawValue) } }
extension LocalDay: SQLBindable { package var sqlValue: SQLValue { .integer(rawValue) } }
extension Measure: SQLBindable { package var sqlValue: SQLValue { .text(rawValue) } }
extension Unit: SQLBindable { package var sqlValue: SQLValue { .text(rawValue) } }
extension Code: SQLBindable { package var sqlValue: SQLValue { .text(rawValue) } }
extension Hash: SQLBindable { package var sqlValue: SQLValue { .bytes(bytes) } }
extension CommandID: SQLBindable { package var sqlValue: SQLValue { .bytes(bytes) } }
