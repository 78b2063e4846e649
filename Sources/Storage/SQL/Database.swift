/// One of the two engines.
package protocol Engine: Sendable {
    var dialect: Dialect { get }
    /// What to call the store in a message: its path, or the host, port and name of its database.
    var place: String { get }
    /// Where the store is, in a text that no store at another place has.
    var home: String { get }
    func read<Value: Sendable>(_ body: @escaping @Sendable (Reader) throws -> Value) async throws -> Value
    /// Runs `body` in a transaction that excludes every other writer once it has taken the head of the ledger,
    /// and returns when it is on disk.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value
    /// Holds the schema until the transaction ends, so that one program at a time changes it.
    func holdSchema(_ transaction: Transaction) throws
    /// What the engine itself finds wrong with its pages and indexes.
    func faults() async throws -> [String]
    /// Overwrites what is left on the disk of rows that were deleted or replaced; the whole store is written anew.
    func wipeRemains() async throws
    /// The tables as the engine knows them now, with their columns and indexes.
    func parts(_ reader: Reader) throws -> [SchemaPart]
    func close() async throws
}

/// Where a store lies.
package enum StoreLocation: Sendable, Equatable {
    /// The SQLite file.
    case file(String)
    /// A libpq address, `postgresql://…`; the schema is the last part of the connection's `search_path`.
    case server(String)
}

/// A database of either engine.
package struct Database: Sendable {
    package let engine: any Engine

    package struct Options: Sendable {
        /// How long a writer waits for another process before it is told that the store is busy.
        package var busySeconds = 30
        /// How long a server may take to answer a statement before it is given up; SQLite has none.
        package var answerSeconds = 120
        package var readers = 4
        package var readOnly = false

        package init() {}
    }

    /// - Parameter creating: Whether a missing file or schema is made; without it that is an error.
    package init(_ location: StoreLocation, creating: Bool = false, options: Options = Options()) async throws
    {
        switch location {
        case .file(let path): engine = try SQLiteEngine(path: path, creating: creating, options: options)
        case .server(let address):
            engine = try await PostgreSQLEngine(address: address, creating: creating, options: options)
        }
    }

    package var dialect: Dialect { engine.dialect }

    /// Where the store is, in a text that no store at another place has; there is no password in it.
    package var home: String { engine.home }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (Reader) throws -> Value
    ) async throws -> Value {
        try await engine.read(body)
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await engine.write(body)
    }

    package func migrate(_ migrator: Migrator) async throws {
        let dialect = dialect
        let engine = engine
        try await engine.write { transaction in
            try engine.holdSchema(transaction)
            try migrator.migrate(transaction, dialect: dialect)
        }
    }

    /// Overwrites what is left on the disk of rows that were deleted or replaced.
    ///
    /// The whole store is written anew, so it is for what must not be found again, and for nothing else.
    package func wipeRemains() async throws { try await engine.wipeRemains() }

    package func close() async throws { try await engine.close() }
}
