/// GIN indexes of search tables, and how the newest records are found by them.
///
/// GIN gives all records with a term, in no order. So each record stands besides under its blocks of numbers, from 1,024 up
/// by eights, and is looked for in the newest block first and then in one eight times as wide: a common term is found in the
/// first, and where the last is read the terms are rare.
enum PostgreSQLSearch {
    /// A block has 2 to the power of this many numbers.
    private static let blocks: [Int64] = [10, 13, 16, 19]

    /// Taking rows in one by one would cost GIN too much, and each search reads the list of those that wait; hence 2 MB.
    ///
    /// There are no statistics of terms: they would keep some of a text that is erased, and the plan is always the same.
    static func index(of table: SearchTable) -> [SQL] {
        [
            "CREATE INDEX \(table.index) ON \(table.table) USING gin (\(keys)) WITH (gin_pending_list_limit = 2048)",
            "ALTER INDEX \(table.index) ALTER COLUMN 1 SET STATISTICS 0",
            "ALTER TABLE \(table.table) ALTER COLUMN terms SET STATISTICS 0",
        ]
    }

    /// A term holds no `#`.
    private static let keys: SQL = {
        let texts = blocks.map { "'#\($0):' || CAST(id / \(1 << $0) AS TEXT)" }.joined(separator: ", ")
        return SQL(stringLiteral: "array_to_tsvector(string_to_array(terms, ' ') || ARRAY[\(texts)])")
    }()

    static func candidates(
        in table: SearchTable,
        _ terms: [String],
        before: Int64?,
        limit: Int,
        _ reader: Reader
    ) throws -> [Int64] {
        let last = try reader.first("SELECT COALESCE(MAX(id), -1) FROM \(table.table)") { try $0.integer(0) }
        var end = min(before ?? .max, (last ?? -1) + 1)
        var found: [Int64] = []
        for block in blocks where found.count < limit && end > 0 {
            let number = (end - 1) >> block
            let more = terms + ["#\(block):\(number)"]
            found += try candidates(in: table, more, before: end, limit: limit - found.count, reader)
            end = number << block
        }
        guard found.count < limit, end > 0 else { return found }
        return found + (try candidates(in: table, terms, before: end, limit: limit - found.count, reader))
    }

    private static func candidates(
        in table: SearchTable,
        _ keys: [String],
        before end: Int64,
        limit: Int,
        _ reader: Reader
    ) throws -> [Int64] {
        // A term is of letters, digits and symbols, so between quotation marks nothing is syntax.
        let query = keys.map { "'\($0)'" }.joined(separator: " & ")
        // OFFSET 0 keeps the planner from walking the primary key and splitting the terms of each row instead.
        return try reader.all(
            """
            SELECT id FROM (
                SELECT id FROM \(table.table)
                WHERE \(Self.keys) @@ CAST(\(query) AS tsquery)
                OFFSET 0
            ) AS found
            WHERE id < \(end)
            ORDER BY id DESC
            LIMIT \(limit)
            """
        ) { try $0.integer(0) }
    }
}
