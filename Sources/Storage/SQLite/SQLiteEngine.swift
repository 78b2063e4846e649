import Dispatch
import Foundation
import GRDB

/// A store in one SQLite file: write-ahead log, every commit on disk before it is acknowledged.
struct SQLiteEngine: Engine {
    let dialect = Dialect.sqlite
    let place: String
    let home: String
    private let pool: DatabasePool

    /// Pages of the write-ahead log after which a commit also carries them into the file.
    ///
    /// The default, 1,000, costs
    /// a third of all writing time; 8,000 is 32 MB of log.
    private static let checkpointPages = 8000

    init(path: String, creating: Bool, options: Database.Options) throws {
        SQLiteSetting.prepare()
        place = path
        if !creating { try Self.expectFile(at: path) }
        var configuration = Configuration()
        configuration.readonly = options.readOnly
        configuration.busyMode = .timeout(TimeInterval(options.busySeconds))
        configuration.maximumReaderCount = options.readers
        configuration.prepareDatabase { database in
            let isReadOnly = database.configuration.readonly
            for pragma in Self.pragmas where !isReadOnly || !pragma.writes {
                try database.execute(sql: "PRAGMA \(pragma.text)")
            }
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            // The pool lowers it to NORMAL when it turns the write-ahead log on, behind what prepares a connection.
            if !options.readOnly {
                try pool.writeWithoutTransaction { try $0.execute(sql: Self.durability) }
            }
        } catch { throw SQLiteSession.translated(error, place: path) }
        home = Self.wholePath(path)
    }

    /// The path from the root, without symbolic links; the same for every way to name the file.
    private static func wholePath(_ path: String) -> String {
        guard let whole = realpath(path, nil) else { return URL(filePath: path).standardizedFileURL.path }
        defer { free(whole) }
        return String(cString: whole)
    }

    private static func expectFile(at path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else {
            throw StorageError.notAStore("There is no store at \(path). Make one with \"jiedao init\".")
        }
        // An empty file would become a database just by being opened.
        guard try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int != 0 else {
            throw StorageError.notAStore(
                "There is no store in \(path): it is empty. Make one with \"jiedao init\"."
            )
        }
    }

    /// A commit is on disk when it returns, and not only in the log that the system will write some time.
    private static let durability = "PRAGMA synchronous = FULL"

    private static let pragmas: [(text: String, writes: Bool)] = [
        ("wal_autocheckpoint = \(checkpointPages)", true),
        ("journal_size_limit = 67108864", true),
        ("cache_size = -32768", false),
        ("temp_store = MEMORY", false),
        ("trusted_schema = OFF", false),
        ("cell_size_check = ON", false),
    ]

    func read<Value: Sendable>(_ body: @escaping @Sendable (Reader) throws -> Value) async throws -> Value {
        // The callback form, because a cancelled task must not leave others of its batch without an answer.
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncRead { access in
                continuation.resume(
                    with: Result {
                        do { return try body(Reader(session: SQLiteSession(try access.get()))) } catch {
                            throw SQLiteSession.translated(error, place: place)
                        }
                    }
                )
            }
        }
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncWriteWithoutTransaction { database in
                continuation.resume(
                    with: Result {
                        do { return try Self.inTransaction(database, body) } catch {
                            throw SQLiteSession.translated(error, place: place)
                        }
                    }
                )
            }
        }
    }

    private static func inTransaction<Value>(
        _ database: GRDB.Database,
        _ body: (Transaction) throws -> Value
    ) throws -> Value {
        try database.execute(sql: "BEGIN IMMEDIATE")
        do {
            let session = SQLiteSession(database)
            let value = try body(Transaction(session: session))
            try session.bringSearchUp()
            try database.execute(sql: "COMMIT")
            return value
        } catch {
            // SQLite itself has rolled back after some errors, a full disk among them.
            if database.isInsideTransaction { try? database.execute(sql: "ROLLBACK") }
            throw error
        }
    }

    /// A SQLite transaction that writes has the whole file already.
    func holdSchema(_ transaction: Transaction) {}

    func faults() async throws -> [String] {
        let faults = try await read { try $0.all("PRAGMA integrity_check(20)") { try $0.text(0) } }
            .filter { $0 != "ok" }
        // What no page tells can be asked of whole pages only.
        guard faults.isEmpty else { return faults }
        do { return try SQLiteSearchAudit.faults(path: place) } catch {
            throw SQLiteSession.translated(error, place: place)
        }
    }

    func wipeRemains() async throws {
        do {
            try await pool.writeWithoutTransaction { database in
                try SQLiteSearch.dropRemains(Transaction(session: SQLiteSession(database)))
                try database.execute(sql: "VACUUM")
                // What is left in the log goes too, unless another process reads there; then it goes with its next turn.
                _ = try? database.checkpoint(.truncate)
            }
        } catch { throw SQLiteSession.translated(error, place: place) }
    }

    func parts(_ reader: Reader) throws -> [SchemaPart] { try SQLiteShape.parts(reader) }

    func close() async throws {
        // So that the file alone is the store when nobody has it open. Another process may hold the log; then it does so.
        if !pool.configuration.readonly {
            _ = try? await pool.writeWithoutTransaction { database in
                // A second close finds no connection, and SQLite would not survive the question.
                if database.sqliteConnection != nil { _ = try database.checkpoint(.truncate) }
            }
        }
        try pool.close()
    }
}
