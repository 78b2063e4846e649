/// What SQLite tells of its tables.
enum SQLiteShape {
    static func parts(_ reader: Reader) throws -> [SchemaPart] {
        let columns = try SchemaPart.columns(
            """
            SELECT t.name, c.name, c.type, c."notnull" <> 0 OR c.pk > 0
            FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
            WHERE t.type = 'table'
            """,
            types: [("INT64", "INTEGER"), ("BYTES", "BLOB"), ("TEXT", "TEXT")],
            reader
        )
        // A table's key is no index of its own where it is the row's number.
        let keys = try SchemaPart.indexes(
            """
            SELECT t.name, t.name, c.name, 1, 1, 0
            FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
            WHERE t.type = 'table' AND c.pk > 0
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
            WHERE t.type = 'table' AND i.origin <> 'pk'
            ORDER BY i.name, c.seqno
            """,
            reader
        )
        return columns + keys + indexes
    }
}
