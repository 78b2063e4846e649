/// A statement in the subset of SQL that SQLite 3.40 and PostgreSQL 15 share.
///
/// Interpolated values become parameters, always: there is no way to splice a text into a statement. Only a
/// statement's own literal text and another `SQL` value are taken as SQL.
///
///     let sql: SQL = "SELECT title FROM announcement WHERE id = \(id)"
package struct SQL: Sendable {
    /// Parameters stand as `$1`, `$2` …, each once and in order, which both engines read alike.
    package private(set) var text: String
    package private(set) var values: [SQLValue]
}

extension SQL: ExpressibleByStringInterpolation {
    package init(stringLiteral text: String) {
        self.text = text
        values = []
    }

    package init(stringInterpolation: StringInterpolation) {
        self.init(stringLiteral: "")
        for part in stringInterpolation.parts {
            switch part {
            case .text(let text): self.text += text
            case .value(let value): bind(value)
            case .statement(let statement): append(statement)
            }
        }
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        enum Part {
            case text(String)
            case value(SQLValue)
            case statement(SQL)
        }

        private(set) var parts: [Part] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            parts.reserveCapacity(interpolationCount * 2 + 1)
        }

        package mutating func appendLiteral(_ literal: String) { parts.append(.text(literal)) }

        package mutating func appendInterpolation(_ value: some SQLBindable) {
            parts.append(.value(value.sqlValue))
        }

        package mutating func appendInterpolation(_ value: (some SQLBindable)?) {
            parts.append(.value(value?.sqlValue ?? .null))
        }

        package mutating func appendInterpolation(_ statement: SQL) { parts.append(.statement(statement)) }
    }

    private mutating func bind(_ value: SQLValue) {
        values.append(value)
        text += "$\(values.count)"
    }

    /// Appends `other`, its parameters numbered on.
    private mutating func append(_ other: SQL) {
        guard !other.values.isEmpty else {
            text += other.text
            return
        }
        var number = 0
        var rest = other.text[...]
        while let mark = rest.firstIndex(of: "$") {
            text += rest[..<mark]
            rest = rest[rest.index(after: mark)...].drop { $0.isWholeNumber }
            bind(other.values[number])
            number += 1
        }
        text += rest
    }
}

extension SQL {
    /// The names of a table or its columns, as a schema gives them.
    ///
    /// - Precondition: The name is an identifier of a-z, 0-9 and `_`; a schema has no other.
    package static func identifier(_ name: String) -> SQL {
        precondition(
            !name.isEmpty
                && name.utf8.allSatisfy {
                    ("a"..."z").contains(Character(UnicodeScalar($0))) || $0 == 95
                        || ("0"..."9").contains(Character(UnicodeScalar($0)))
                },
            "\(name) is no identifier of this schema."
        )
        return SQL(stringLiteral: name)
    }

    /// The statements with `separator` between them.
    package static func joined(_ parts: [SQL], separator: SQL = ", ") -> SQL {
        var result: SQL = ""
        for (place, part) in parts.enumerated() {
            if place > 0 { result.append(separator) }
            result.append(part)
        }
        return result
    }
}
