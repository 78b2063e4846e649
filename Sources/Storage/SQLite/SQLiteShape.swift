/// What SQLite tells of its tables.
enum SQLiteShape {
    /// Without the tables of which an FTS5 index is made.
    private static let isOrdinary: SQL = """
        t.type = 'table' AND t.name IN (
            SELECT l.name FROM pragma_table_list AS l WHERE l.schema = 'main' AND l.type = 'table'
        )
        """

    static func parts(_ reader: Reader) throws -> [SchemaPart] {
        let columns = try SchemaPart.columns(
            """
            SELECT t.name, c.name, c.type, c."notnull" <> 0 OR c.pk > 0
            FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
            WHERE \(isOrdinary)
            """,
            types: [("INT64", "INTEGER"), ("BYTES", "BLOB"), ("TEXT", "TEXT")],
            reader
        )
        // A table's key is no index of its own where it is the row's number.
        let keys = try SchemaPart.indexes(
            """
            SELECT t.name, t.name, c.name, 1, 1, 0
            FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
            WHERE \(isOrdinary) AND c.pk > 0
            ORDER BY t.name, c.pk
            """,
            reader
        )
        let indexes = try SchemaPart.indexes(
            """
            SELECT t.name, i.name, c.name, 0, i."unique", i.partial
            FROM sqlite_schema AS t
            JOIN pragma_index_list(t.name) AS i
            JOIN pragma_index_info(i.name) AS c
            WHERE \(isOrdinary) AND i.origin <> 'pk'
            ORDER BY i.name, c.seqno
            """,
            reader
        )
        let searches = try SQLiteSearch.tables(reader).map { SchemaPart.search(table: $0) }
        return columns + keys + indexes + searches
    }
}
