import Foundation
import GRDB

/// A SQLite database in a temporary file that goes when it is no longer needed.
final class ScratchDatabase: Sendable {
    private let queue: DatabaseQueue
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "jiedao-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        SQLiteSetting.prepare()
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            // Nothing here needs to outlive the process.
            for pragma in ["journal_mode = OFF", "synchronous = OFF", "cache_size = -65536"] {
                try database.execute(sql: "PRAGMA \(pragma)")
            }
        }
        queue = try DatabaseQueue(
            path: folder.appending(path: "scratch.sqlite").path,
            configuration: configuration
        )
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func write<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
        try queue.inDatabase { database in
            try database.execute(sql: "BEGIN")
            do {
                let value = try body(Transaction(session: SQLiteSession(database, isSearched: false)))
                try database.execute(sql: "COMMIT")
                return value
            } catch {
                if database.isInsideTransaction { try? database.execute(sql: "ROLLBACK") }
                throw SQLiteSession.translated(error, place: "a temporary database")
            }
        }
    }

    /// A table's columns with their places in its primary key, 0 for none.
    func columns(of table: String) throws -> [(name: String, keyPlace: Int)] {
        try queue.inDatabase { database in
            let key = try database.primaryKey(table).columns
            return try database.columns(in: table).map { column in
                (column.name, (key.firstIndex(of: column.name) ?? -1) + 1)
            }
        }
    }

    func read<Value>(_ body: (Reader) throws -> Value) throws -> Value {
        try queue.inDatabase { try body(Reader(session: SQLiteSession($0))) }
    }
}
