/// Compares a store's tables with those that its migrations make.
///
/// A rule that the schema no longer holds is missed by nobody until a row breaks it, such as a fact that is taken back
/// twice.
enum SchemaAudit {
    /// What the store has not, or has otherwise.
    struct Faults {
        /// Tables and columns, without which the rows cannot be read.
        var shape: [String] = []
        /// Keys and indexes.
        var rules: [String] = []

        var all: [String] { shape + rules }
    }

    static func run(_ database: Database, _ migrator: Migrator) async throws -> Faults {
        let engine = database.engine
        let (version, found) = try await database.read { reader in
            (try migrator.version(reader), Set(try engine.parts(reader)))
        }
        let scratch = try ScratchDatabase()
        try scratch.write {
            try Migrator(Array(migrator.migrations.prefix(version))).migrate($0, dialect: .sqlite)
        }
        let expected = try scratch.read { try SQLiteShape.parts($0) }
        let tables = Set(found.map(\.table))
        var faults = Faults()
        for table in Set(expected.map(\.table)).subtracting(tables).sorted() {
            faults.shape.append("the table \(table) is missing")
        }
        for part in expected where tables.contains(part.table) && !found.contains(part) {
            switch part {
            case .column: faults.shape.append("\(part) is missing or altered")
            case .key, .index, .search: faults.rules.append("\(part) is missing or altered")
            }
        }
        return faults
    }
}
