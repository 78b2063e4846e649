/// A statement in the subset of SQL that SQLite 3.40 and PostgreSQL 15 share.
///
/// Interpolated values become parameters, always: there is no way to splice a text into a statement. Only a
/// statement's own literal text and another `SQL` value are taken as SQL.
///
///     let sql: SQL = "SELECT title FROM announcement WHERE id = \(id)"
package struct SQL: Sendable {
    /// The literal text before, between and behind the values; one more than there are values.
    private var pieces: [String]
    package private(set) var values: [SQLValue] = []

    /// Parameters stand as `$1`, `$2` …, each once and in order, which both engines read alike.
    package var text: String {
        guard pieces.count > 1 else { return pieces[0] }
        var text = ""
        text.reserveCapacity(pieces.reduce(0) { $0 + $1.utf8.count + 3 })
        text += pieces[0]
        for (place, piece) in pieces.dropFirst().enumerated() {
            text += place < Self.marks.count ? Self.marks[place] : "$\(place + 1)"
            text += piece
        }
        return text
    }

    private static let marks = (1...64).map { "$\($0)" }
}

extension SQL: ExpressibleByStringInterpolation {
    package init(stringLiteral text: String) { pieces = [text] }

    package init(stringInterpolation: StringInterpolation) { self = stringInterpolation.sql }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var sql: SQL

        package init(literalCapacity: Int, interpolationCount: Int) {
            sql = SQL(stringLiteral: "")
            sql.pieces.reserveCapacity(interpolationCount + 1)
            sql.values.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) { sql.append(literal) }

        package mutating func appendInterpolation(_ value: some SQLBindable) { sql.bind(value.sqlValue) }

        package mutating func appendInterpolation(_ value: (some SQLBindable)?) {
            sql.bind(value?.sqlValue ?? .null)
        }

        package mutating func appendInterpolation(_ statement: SQL) { sql.append(statement) }
    }

    private mutating func bind(_ value: SQLValue) {
        values.append(value)
        pieces.append("")
    }

    private mutating func append(_ literal: String) {
        let last = pieces.count - 1
        if pieces[last].isEmpty { pieces[last] = literal } else { pieces[last] += literal }
    }

    private mutating func append(_ other: SQL) {
        append(other.pieces[0])
        pieces.append(contentsOf: other.pieces.dropFirst())
        values.append(contentsOf: other.values)
    }
}

extension SQL {
    /// PostgreSQL cannot keep U+0000 in a text, and libpq would cut the text there; so neither engine takes it.
    func checkTexts() throws(StorageError) {
        for case .text(let text) in values where text.utf8.contains(0) {
            throw .constraint("a text holds the character U+0000")
        }
    }

    static func isIdentifier(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    /// The names of a table or its columns, as a schema gives them.
    ///
    /// - Precondition: The name is an identifier of a-z, 0-9 and `_`; a schema has no other.
    package static func identifier(_ name: String) -> SQL {
        precondition(isIdentifier(name), "\(name) is no identifier of this schema.")
        return SQL(stringLiteral: name)
    }

    /// The values with commas between them, for `IN (…)` and the like.
    package static func list(_ values: [some SQLBindable]) -> SQL {
        joined(values.map { "\($0)" })
    }

    /// The statements with `separator` between them.
    package static func joined(_ parts: [SQL], separator: SQL = ", ") -> SQL {
        var result: SQL = ""
        result.pieces.reserveCapacity(parts.reduce(1) { $0 + $1.pieces.count })
        result.values.reserveCapacity(parts.reduce(0) { $0 + $1.values.count })
        for (place, part) in parts.enumerated() {
            if place > 0 { result.append(separator) }
            result.append(part)
        }
        return result
    }
}
