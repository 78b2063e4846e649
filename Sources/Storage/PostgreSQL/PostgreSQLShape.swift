/// What PostgreSQL tells of the tables of the connection's schema.
enum PostgreSQLShape {
    static func parts(_ reader: Reader) throws -> [SchemaPart] {
        let columns = try SchemaPart.columns(
            """
            SELECT CAST(t.relname AS TEXT), CAST(c.attname AS TEXT), format_type(c.atttypid, NULL),
                CAST(CAST(c.attnotnull AS INTEGER) AS BIGINT)
            FROM pg_class AS t
            JOIN pg_namespace AS n ON n.oid = t.relnamespace
            JOIN pg_attribute AS c ON c.attrelid = t.oid
            WHERE n.nspname = current_schema() AND t.relkind = 'r' AND c.attnum > 0 AND NOT c.attisdropped
            """,
            types: [("INT64", "bigint"), ("BYTES", "bytea"), ("TEXT", "text")],
            reader
        )
        let indexes = try SchemaPart.indexes(
            """
            SELECT CAST(t.relname AS TEXT), CAST(i.relname AS TEXT), CAST(c.attname AS TEXT),
                CAST(CAST(x.indisprimary AS INTEGER) AS BIGINT), CAST(CAST(x.indisunique AS INTEGER) AS BIGINT),
                CAST(CAST(x.indpred IS NOT NULL AS INTEGER) AS BIGINT)
            FROM pg_index AS x
            JOIN pg_class AS t ON t.oid = x.indrelid
            JOIN pg_class AS i ON i.oid = x.indexrelid
            JOIN pg_namespace AS n ON n.oid = t.relnamespace
            CROSS JOIN LATERAL unnest(x.indkey) WITH ORDINALITY AS k (number, place)
            LEFT JOIN pg_attribute AS c ON c.attrelid = t.oid AND c.attnum = k.number
            WHERE n.nspname = current_schema() AND x.indisvalid AND k.place <= x.indnkeyatts
            ORDER BY i.relname, k.place
            """,
            reader
        )
        let searches = try reader.all(
            """
            SELECT CAST(t.relname AS TEXT) FROM pg_index AS x
            JOIN pg_class AS t ON t.oid = x.indrelid
            JOIN pg_class AS i ON i.oid = x.indexrelid
            JOIN pg_namespace AS n ON n.oid = t.relnamespace
            JOIN pg_am AS m ON m.oid = i.relam
            WHERE n.nspname = current_schema() AND x.indisvalid AND m.amname = 'gin'
                AND i.relname = t.relname || '_index'
            """
        ) { SchemaPart.search(table: try $0.text(0)) }
        return columns + indexes + searches
    }
}
