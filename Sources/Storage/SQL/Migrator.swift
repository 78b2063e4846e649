/// Brings a store's schema up to the program's, forward only.
package struct Migrator: Sendable {
    package let migrations: [Migration]

    /// - Precondition: The migrations are numbered 1, 2, 3 … without a gap.
    package init(_ migrations: [Migration]) {
        self.migrations = migrations.sorted { $0.number < $1.number }
        precondition(
            self.migrations.map(\.number)
                == Array(1...max(1, migrations.count)).prefix(migrations.count).map { $0 },
            "Migrations are numbered without a gap."
        )
    }

    private static let table = Migration(
        "0000 schema",
        """
        CREATE TABLE IF NOT EXISTS schema_migration (
            number $INT64 NOT NULL PRIMARY KEY,
            name   $TEXT NOT NULL
        ) $STRICT
        """
    )

    /// The number of the last migration that the store has; 0 for an empty one.
    ///
    /// - Throws: `newerStore` where the store knows migrations that this program does not; `damaged` where it lacks one
    ///   before its last.
    package func version(_ reader: Reader) throws -> Int {
        let found = try reader.first("SELECT COUNT(*), COALESCE(MAX(number), 0) FROM schema_migration") {
            (count: Int(try $0.integer(0)), last: Int(try $0.integer(1)))
        }
        let (count, version) = found ?? (0, 0)
        guard version <= migrations.count else {
            throw StorageError.newerStore(found: version, known: migrations.count)
        }
        guard count == version else {
            throw StorageError.damaged(
                "schema_migration has \(count) rows and its last is number \(version); each migration has one"
            )
        }
        return version
    }

    /// Applies what is missing, in the given transaction.
    func migrate(_ transaction: Transaction, dialect: Dialect) throws {
        for statement in Self.table.statements(for: dialect) { try transaction.execute(statement) }
        let version = try version(transaction.reader)
        for migration in migrations.dropFirst(version) {
            for statement in migration.statements(for: dialect) { try transaction.execute(statement) }
            try transaction.execute(
                "INSERT INTO schema_migration (number, name) VALUES (\(migration.number), \(migration.name))"
            )
        }
    }
}
