/// What a table is made of, as both engines tell it; names that an engine gives by itself are left out.
package enum SchemaPart: Hashable, Sendable {
    /// `type` is one of a migration's type words, or the engine's own where that is another.
    case column(table: String, name: String, type: String, isRequired: Bool)
    case key(table: String, columns: [String])
    case index(table: String, columns: [String], isUnique: Bool, isPartial: Bool)
    /// What an engine finds the records of a search table by.
    case search(table: String)

    var table: String {
        switch self {
        case .column(let table, _, _, _), .key(let table, _), .index(let table, _, _, _), .search(let table):
            table
        }
    }

    /// The parts that rows tell, one for each column of a table.
    ///
    /// - Parameter rows: Of table, column, type, whether it must be filled.
    static func columns(
        _ rows: SQL,
        types: [(word: String, type: String)],
        _ reader: Reader
    ) throws -> [SchemaPart] {
        try reader.all(rows) { row in
            let type = try row.text(2)
            return .column(
                table: try row.text(0),
                name: try row.text(1),
                type: types.first { $0.type == type }?.word ?? type,
                isRequired: try row.integer(3) != 0
            )
        }
    }

    /// The parts that rows tell, one for each column of an index, in order.
    ///
    /// - Parameter rows: Of table, index, column or NULL for an expression; whether it is the table's key, unique,
    ///   partial.
    static func indexes(_ rows: SQL, _ reader: Reader) throws -> [SchemaPart] {
        var parts: [SchemaPart] = []
        var (last, columns): (String?, [String]) = (nil, [])
        try reader.query(rows) { row in
            let (table, name) = (try row.text(0), try row.text(1))
            if name == last { parts.removeLast() } else { columns = [] }
            last = name
            columns.append(try row.textIfPresent(2) ?? "an expression")
            let isKey = try row.integer(3) != 0
            let (isUnique, isPartial) = (try row.integer(4) != 0, try row.integer(5) != 0)
            parts.append(
                isKey
                    ? .key(table: table, columns: columns)
                    : .index(table: table, columns: columns, isUnique: isUnique, isPartial: isPartial)
            )
        }
        return parts
    }
}

extension SchemaPart: CustomStringConvertible {
    package var description: String {
        switch self {
        case .column(let table, let name, let type, let isRequired):
            "the column \(table).\(name) (\(type)\(isRequired ? " NOT NULL" : ""))"
        case .key(let table, let columns):
            "the primary key of \(table) (\(columns.joined(separator: ", ")))"
        case .index(let table, let columns, let isUnique, let isPartial):
            "the \(isUnique ? "unique " : "")index of \(table) (\(columns.joined(separator: ", "))\(isPartial ? ", of some rows" : ""))"
        case .search(let table): "the search index of \(table)"
        }
    }
}
