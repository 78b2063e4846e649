/// A statement in the subset of SQL that SQLite 3.40 and PostgreSQL 15 share.
///
/// Interpolated values become parameters, always: there is no way to splice a text into a statement. Only a
/// statement's own literal text and another `SQL` value are taken as SQL.
///
///     let sql: SQL = "SELECT title FROM announcement WHERE id = \(id)"
package struct SQL: Sendable {
    /// Parameters stand as `$1`, `$2` …, each once and in order, which both engines read alike.
    package private(set) var text: String
    package private(set) var values: [SQLValue] = []
    /// Where in the text each parameter's mark begins, in bytes.
    private var places: [Int] = []

    private static let marks = (1...64).map { "$\($0)" }
}

extension SQL: ExpressibleByStringInterpolation {
    package init(stringLiteral text: String) { self.text = text }

    package init(stringInterpolation: StringInterpolation) { self = stringInterpolation.sql }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var sql: SQL

        package init(literalCapacity: Int, interpolationCount: Int) {
            sql = SQL(stringLiteral: "")
            sql.reserve(bytes: literalCapacity, values: interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) { sql.append(literal) }

        package mutating func appendInterpolation(_ value: some SQLBindable) { sql.bind(value.sqlValue) }

        package mutating func appendInterpolation(_ value: (some SQLBindable)?) {
            sql.bind(value?.sqlValue ?? .null)
        }

        package mutating func appendInterpolation(_ statement: SQL) { sql.append(statement) }
    }

    /// - Parameter bytes: Without the parameters' marks.
    private mutating func reserve(bytes: Int, values count: Int) {
        text.reserveCapacity(bytes + 4 * count)
        values.reserveCapacity(count)
        places.reserveCapacity(count)
    }

    private mutating func bind(_ value: SQLValue) {
        places.append(text.utf8.count)
        text += Self.mark(values.count)
        values.append(value)
    }

    private mutating func append(_ literal: String) { text += literal }

    /// The other statement's parameters are numbered on from this one's.
    private mutating func append(_ other: SQL) {
        guard !values.isEmpty else {
            let start = text.utf8.count
            places = start == 0 ? other.places : other.places.map { start + $0 }
            values = other.values
            return text += other.text
        }
        var rest = other.text[...]
        for (number, place) in other.places.enumerated() {
            let mark = other.text.utf8.index(other.text.startIndex, offsetBy: place)
            text += rest[..<mark]
            rest = other.text[other.text.utf8.index(mark, offsetBy: Self.mark(number).utf8.count)...]
            bind(other.values[number])
        }
        text += rest
    }

    private static func mark(_ number: Int) -> String {
        number < marks.count ? marks[number] : "$\(number + 1)"
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
        var result: SQL = ""
        result.reserve(bytes: 2 * values.count, values: values.count)
        result.append(values.map(\.sqlValue))
        return result
    }

    /// Rows for `VALUES`, each in brackets.
    package static func rows(_ rows: [[SQLValue]]) -> SQL {
        var result: SQL = ""
        let count = rows.reduce(0) { $0 + $1.count }
        result.reserve(bytes: 4 * count, values: count)
        for (number, row) in rows.enumerated() {
            result.append(number == 0 ? "(" : ", (")
            result.append(row)
            result.append(")")
        }
        return result
    }

    private mutating func append(_ list: [SQLValue]) {
        for (place, value) in list.enumerated() {
            if place > 0 { append(", ") }
            bind(value)
        }
    }

    /// The statements with `separator` between them.
    package static func joined(_ parts: [SQL], separator: SQL = ", ") -> SQL {
        var result: SQL = ""
        result.reserve(
            bytes: parts.reduce(0) { $0 + $1.text.utf8.count + separator.text.utf8.count },
            values: parts.reduce(0) { $0 + $1.values.count }
        )
        for (place, part) in parts.enumerated() {
            if place > 0 { result.append(separator) }
            result.append(part)
        }
        return result
    }
}
