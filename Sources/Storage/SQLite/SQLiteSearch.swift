/// Keeps FTS5 indexes beside search tables.
///
/// An index is brought up at the end of a transaction, not with each row: FTS5 writes what it holds in memory whenever
/// a statement or savepoint begins that may have to be undone, and a segment for each record would cost more than all else.
struct SQLiteSearch {
    /// For each record that the transaction has touched, the terms that the index has of it; empty where it has none.
    ///
    /// They are the row's at the first touch, so a savepoint that is undone changes nothing here.
    private var indexed: [SearchTable: [Int64: String]] = [:]

    /// An index without positions and sizes (`detail`, `columnsize`), which is a third as large.
    ///
    /// The tokenizer `ascii` parts at blanks and leaves all else alone; `unicode61` would drop what its old tables do not
    /// know, such as new emoji.
    static func index(of table: SearchTable) -> SQL {
        SQL(
            stringLiteral: """
                CREATE VIRTUAL TABLE \(table.index.text) USING fts5(
                    terms, content='\(table.name)', content_rowid='id', detail=none, columnsize=0, tokenize='ascii'
                )
                """
        )
    }

    mutating func willChange(_ id: Int64, in table: SearchTable, _ reader: Reader) throws {
        guard indexed[table]?[id] == nil else { return }
        indexed[table, default: [:]][id] = try Self.terms(of: id, in: table, reader) ?? ""
    }

    /// Gives each index what its table has now.
    mutating func bringUp(_ transaction: Transaction) throws {
        let changes = indexed.sorted { $0.key.name < $1.key.name }
        indexed = [:]
        for (table, records) in changes {
            // In the order of the numbers, as FTS5 collects them.
            for (id, old) in records.sorted(by: { $0.key < $1.key }) {
                let new = try Self.terms(of: id, in: table, transaction.reader)
                guard new ?? "" != old else { continue }
                if !old.isEmpty {
                    try transaction.execute(
                        "INSERT INTO \(table.index) (\(table.index), rowid, terms) VALUES ('delete', \(id), \(old))"
                    )
                }
                if let new {
                    try transaction.execute(
                        "INSERT INTO \(table.index) (rowid, terms) VALUES (\(id), \(new))"
                    )
                }
            }
        }
    }

    mutating func didEmpty(_ table: SearchTable, _ transaction: Transaction) throws {
        indexed[table] = nil
        try transaction.execute("INSERT INTO \(table.index) (\(table.index)) VALUES ('delete-all')")
    }

    private static func terms(of id: Int64, in table: SearchTable, _ reader: Reader) throws -> String? {
        try reader.first("SELECT terms FROM \(table.table) WHERE id = \(id)") { try $0.text(0) }
    }

    static func candidates(
        in table: SearchTable,
        _ terms: [String],
        before: Int64?,
        limit: Int,
        _ reader: Reader
    ) throws -> [Int64] {
        // A term holds no quotation mark, and between two of them nothing is syntax.
        let match = terms.map { "\"\($0)\"" }.joined(separator: " ")
        return try reader.all(
            """
            SELECT rowid FROM \(table.index)
            WHERE \(table.index) MATCH \(match) AND rowid < \(before ?? .max)
            ORDER BY rowid DESC
            LIMIT \(limit)
            """
        ) { try $0.integer(0) }
    }

    /// Takes deleted terms out of the indexes.
    ///
    /// FTS5 only marks them as deleted until it merges what it wrote since with what
    /// it wrote before; this merges all.
    static func dropRemains(_ transaction: Transaction) throws {
        for table in try tables(transaction.reader) {
            let index = SQL.identifier(table + "_index")
            try transaction.execute("INSERT INTO \(index) (\(index)) VALUES ('optimize')")
        }
    }

    /// The search tables of a store.
    static func tables(_ reader: Reader) throws -> [String] {
        try reader.all(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'virtual' ORDER BY name"
        ) { try $0.text(0) }
        .filter { $0.hasSuffix("_index") && SQL.isIdentifier($0) }
        .map { String($0.dropLast("_index".count)) }
    }
}
