import Foundation
import GRDB
import GRDBSQLite

/// A GRDB connection inside a transaction.
///
/// GRDB keeps connections, threads and the cache of statements; values are bound and read directly, since these few
/// calls are most of the time that a small entry costs.
final class SQLiteSession: Session {
    private let database: GRDB.Database
    private(set) var executed = 0
    /// Nil where nobody searches.
    private var search: SQLiteSearch?

    /// - Parameter isSearched: Whether indexes follow their tables.
    init(_ database: GRDB.Database, isSearched: Bool = true) {
        self.database = database
        search = isSearched ? SQLiteSearch() : nil
    }

    func execute(_ sql: SQL) throws {
        executed += 1
        let statement = try prepared(sql)
        defer { sqlite3_reset(statement.sqliteStatement) }
        var result = sqlite3_step(statement.sqliteStatement)
        while result == SQLITE_ROW { result = sqlite3_step(statement.sqliteStatement) }
        guard result == SQLITE_DONE else { throw failure(result) }
    }

    func query(_ sql: SQL, _ each: (Row) throws -> Void) throws {
        let statement = try prepared(sql)
        let handle = statement.sqliteStatement
        defer { sqlite3_reset(handle) }
        let columns = sqlite3_column_count(handle)
        while true {
            let result = sqlite3_step(handle)
            if result == SQLITE_DONE { return }
            guard result == SQLITE_ROW else { throw failure(result) }
            try each(Row((0..<columns).map { Self.value(handle, $0) }))
        }
    }

    /// SQLite runs each statement at once.
    func settle() {}

    /// SQLite itself rolls the whole transaction back after some errors, a full disk among them.
    var isAlive: Bool { database.isInsideTransaction }

    func willChange(_ id: Int64, in table: SearchTable) throws {
        try search?.willChange(id, in: table, Reader(session: self))
    }

    func didEmpty(_ table: SearchTable) throws {
        try search?.didEmpty(table, Transaction(session: self))
    }

    func bringSearchUp() throws { try search?.bringUp(Transaction(session: self)) }

    func candidates(in table: SearchTable, _ terms: [String], before: Int64?, limit: Int) throws -> [Int64] {
        try SQLiteSearch.candidates(in: table, terms, before: before, limit: limit, Reader(session: self))
    }

    private func prepared(_ sql: SQL) throws -> Statement {
        try sql.checkTexts()
        let statement = try database.cachedStatement(sql: sql.text)
        // A statement that is still running higher up (a query within a query) cannot serve twice.
        guard sqlite3_stmt_busy(statement.sqliteStatement) == 0 else {
            let fresh = try database.makeStatement(sql: sql.text)
            try bind(sql.values, to: fresh)
            return fresh
        }
        try bind(sql.values, to: statement)
        return statement
    }

    private func bind(_ values: [SQLValue], to statement: Statement) throws {
        let handle = statement.sqliteStatement
        // SQLite copies what is bound: the Swift value may go before the statement runs.
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        for (place, value) in values.enumerated() {
            let index = Int32(place + 1)
            let result =
                switch value {
                case .integer(let number): sqlite3_bind_int64(handle, index, number)
                case .text(let text) where text.isEmpty: sqlite3_bind_text(handle, index, "", 0, transient)
                case .text(var text):
                    text.withUTF8 { utf8 in
                        utf8.withMemoryRebound(to: CChar.self) {
                            sqlite3_bind_text(handle, index, $0.baseAddress, Int32($0.count), transient)
                        }
                    }
                case .bytes(let bytes):
                    bytes.isEmpty
                        ? sqlite3_bind_zeroblob(handle, index, 0)
                        : bytes.withUnsafeBytes {
                            sqlite3_bind_blob(handle, index, $0.baseAddress, Int32($0.count), transient)
                        }
                case .null: sqlite3_bind_null(handle, index)
                }
            guard result == SQLITE_OK else { throw failure(result) }
        }
    }

    private static func value(_ handle: OpaquePointer?, _ column: Int32) -> SQLValue {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, column))
        case SQLITE_TEXT:
            guard let start = sqlite3_column_text(handle, column) else { return .null }
            let count = Int(sqlite3_column_bytes(handle, column))
            return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
        case SQLITE_BLOB:
            guard let start = sqlite3_column_blob(handle, column) else { return .bytes([]) }
            let count = Int(sqlite3_column_bytes(handle, column))
            return .bytes(Array(UnsafeRawBufferPointer(start: start, count: count)))
        case SQLITE_FLOAT: return .text(String(sqlite3_column_double(handle, column)))
        default: return .null
        }
    }

    private func failure(_ code: Int32) -> StorageError {
        let message =
            database.sqliteConnection.flatMap(sqlite3_errmsg).map { String(cString: $0) } ?? "code \(code)"
        return Self.error(code: code, message: message)
    }

    /// The error as the store's callers know it; errors of others pass through.
    static func translated(_ error: any Error, place: String) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        let message = error.message ?? "code \(error.resultCode.rawValue)"
        let code = error.extendedResultCode.rawValue
        // SQLite calls it an I/O error where its shared-memory file finds no room.
        if code & 0xFF == SQLITE_IOERR, isFull(place) { return StorageError.full("\(message) (\(place))") }
        return Self.error(code: code, message: "\(message) (\(place))")
    }

    /// Whether less than that file needs, 64 KiB, is left on the disk.
    private static func isFull(_ place: String) -> Bool {
        var disk = statvfs()
        let folder = URL(filePath: place).deletingLastPathComponent().path
        return statvfs(folder, &disk) == 0 && disk.f_bavail * UInt(disk.f_frsize) < 65536
    }

    private static func error(code: Int32, message: String) -> StorageError {
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED: .busy("another process is writing")
        case SQLITE_FULL: .full(message)
        case SQLITE_READONLY, SQLITE_PERM: .readOnly(message)
        case SQLITE_CONSTRAINT, SQLITE_MISMATCH: .constraint(message)
        case SQLITE_CORRUPT: .damaged(message)
        case SQLITE_NOTADB: .notAStore("This is not a store: \(message).")
        case SQLITE_CANTOPEN: .failed("the file cannot be opened: \(message)")
        case SQLITE_IOERR: .failed("reading or writing the file failed: \(message)")
        default:
            message.contains("no such table: schema_migration")
                ? .notAStore("There is no store in this file. Make one with \"jiedao init\".")
                : .failed(message)
        }
    }
}
