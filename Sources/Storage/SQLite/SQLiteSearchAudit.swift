import GRDB

/// Compares FTS5 indexes with the tables that they follow from.
///
/// FTS5's own check is a statement that writes, which a store that is only read refuses, and which stops the writers of a
/// store in use. So both sides are summed up here: pairs of term and record, and a sum over them.
struct SQLiteSearchAudit {
    private struct Sum: Equatable {
        var pairs: Int64 = 0
        var weight: Int64 = 0
    }

    /// On a connection of its own, since naming an index's vocabulary makes a temporary table.
    static func faults(path: String) throws -> [String] {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? queue.close() }
        return try queue.inDatabase { database in
            let transaction = Transaction(session: SQLiteSession(database))
            var faults: [String] = []
            for table in try SQLiteSearch.tables(transaction.reader) {
                if let fault = try fault(of: table, transaction, database) { faults.append(fault) }
            }
            return faults
        }
    }

    private static func fault(
        of name: String,
        _ transaction: Transaction,
        _ database: GRDB.Database
    ) throws -> String? {
        let (table, index) = (SQL.identifier(name), SQL.identifier(name + "_index"))
        let vocabulary = SQL.identifier(name + "_vocabulary")
        try transaction.execute(
            "CREATE VIRTUAL TABLE temp.\(vocabulary) USING fts5vocab('main', \(index), 'instance')"
        )
        let reason: String
        do {
            // One moment for both.
            try database.execute(sql: "BEGIN")
            defer { try? database.execute(sql: "COMMIT") }
            let expected = try self.sum(of: table, transaction.reader)
            let found = try transaction.reader.first(
                """
                SELECT COUNT(*), COALESCE(SUM(
                    (doc % 1000003) * (unicode(term) + 31 * COALESCE(unicode(substr(term, 2, 1)), 0) + 7 * length(term))
                    % 1000003
                ), 0)
                FROM temp.\(vocabulary)
                """
            ) { Sum(pairs: try $0.integer(0), weight: try $0.integer(1)) }
            if found == expected { return nil }
            reason = "it does not hold the terms that the table holds"
        } catch let error as StorageError {
            guard !error.concernsTheStore else { throw error }
            reason = "it cannot be read"
        }
        return "the search index of \(name): \(reason). \"jiedao rebuild\" makes it anew"
    }

    private static func sum(of table: SQL, _ reader: Reader) throws -> Sum {
        var sum = Sum()
        try reader.query("SELECT id, terms FROM \(table)") { row in
            let id = try row.integer(0) % 1_000_003
            for term in try row.text(1).unicodeScalars.split(separator: " ") {
                let second = term.dropFirst().first.map { Int64($0.value) } ?? 0
                let weight = Int64(term.first?.value ?? 0) + 31 * second + 7 * Int64(term.count)
                sum.pairs += 1
                sum.weight += id * weight % 1_000_003
            }
        }
        return sum
    }
}
