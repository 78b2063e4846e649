import Dispatch

/// A store in one schema of a PostgreSQL database, through libpq.
///
/// Writing has one connection, since the ledger's head admits one writer; readers share a bounded pool.
struct PostgreSQLEngine: Engine {
    let dialect = Dialect.postgresql
    let place: String
    let home: String
    private let isReadOnly: Bool
    private let writer: PostgreSQLConnection
    private let readers: ConnectionPool

    init(address: String, creating: Bool, options: Database.Options) async throws {
        let address = try PostgreSQLAddress(address)
        let waits = PostgreSQLWaits(lockSeconds: options.busySeconds, answerSeconds: options.answerSeconds)
        let writer = PostgreSQLConnection(address: address, waits: waits)
        isReadOnly = options.readOnly
        self.writer = writer
        readers = ConnectionPool(count: options.readers, waitSeconds: options.busySeconds) {
            PostgreSQLConnection(address: address, waits: waits)
        }
        let place = try await writer.connect()
        self.place = place
        if creating { try await writer.write { try Self.makeSchema(at: place, $0) } }
        let schema = try await writer.read { try Self.schema($0) }
        home = "\(place) schema \(schema ?? "?")"
    }

    /// The schema in which tables are made; nil where there is none of those that the address names.
    private static func schema(_ reader: Reader) throws -> String? {
        try reader.first("SELECT current_schema()") { try $0.textIfPresent(0) } ?? nil
    }

    /// Makes the schema that the address names first in its `search_path`, where there is none of those it names.
    private static func makeSchema(at place: String, _ transaction: Transaction) throws {
        guard try schema(transaction.reader) == nil else { return }
        let path = try transaction.reader.first("SHOW search_path") { try $0.text(0) } ?? ""
        let name = path.split(separator: ",").first.map { $0.filter { $0 != "\"" && $0 != " " } } ?? ""
        guard SQL.isIdentifier(name) else {
            throw StorageError.notAStore(
                "The schema \"\(name)\" of \(place) cannot be made: use a name of a-z, 0-9 and _."
            )
        }
        // Of two programs that begin at once, the second waits here and finds what the first has made.
        try holdSchema(transaction.reader)
        try transaction.execute("CREATE SCHEMA IF NOT EXISTS \(SQL.identifier(name))")
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Reader) throws -> Value) async throws -> Value {
        try await readers.withConnection { try await $0.read(body) }
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        guard !isReadOnly else { throw StorageError.readOnly("it was opened for reading") }
        return try await writer.write(body)
    }

    /// An advisory lock, since two programs may make the very first table at once; the first number is ours alone, the
    /// second is the schema's, so that stores in one database do not wait for each other.
    func holdSchema(_ transaction: Transaction) throws { try Self.holdSchema(transaction.reader) }

    private static func holdSchema(_ reader: Reader) throws {
        try reader.query(
            """
            SELECT CAST(pg_advisory_xact_lock(440310001, COALESCE(
                (SELECT CAST(oid AS INTEGER) FROM pg_namespace WHERE nspname = current_schema()), 0
            )) AS TEXT)
            """
        ) { _ in }
    }

    /// PostgreSQL's checks are an extension (amcheck) that an administrator has to install.
    func faults() -> [String] { [] }

    /// CLUSTER, as VACUUM FULL, writes a table anew, but may stand in a transaction and so in a pipeline.
    func wipeRemains() async throws {
        let keys = try await read { reader in
            try reader.all(
                """
                SELECT CAST(t.relname AS TEXT), CAST(k.relname AS TEXT) FROM pg_index AS i
                JOIN pg_class AS t ON t.oid = i.indrelid
                JOIN pg_class AS k ON k.oid = i.indexrelid
                WHERE i.indisprimary AND t.relnamespace = (
                    SELECT oid FROM pg_namespace WHERE nspname = current_schema()
                )
                """
            ) { (table: try $0.text(0), key: try $0.text(1)) }
        }
        for (table, key) in keys where SQL.isIdentifier(table) && SQL.isIdentifier(key) {
            try await write { transaction in
                try transaction.execute("CLUSTER \(SQL.identifier(table)) USING \(SQL.identifier(key))")
            }
        }
    }

    func parts(_ reader: Reader) throws -> [SchemaPart] { try PostgreSQLShape.parts(reader) }

    func close() async throws {
        await writer.close()
        await readers.close()
    }
}

/// One connection with a queue of its own, on which all of libpq's blocking calls run.
actor PostgreSQLConnection {
    private nonisolated let executor: QueueExecutor
    private let address: PostgreSQLAddress
    private let waits: PostgreSQLWaits
    private var link: PostgreSQLLink?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(address: PostgreSQLAddress, waits: PostgreSQLWaits) {
        self.address = address
        self.waits = waits
        executor = QueueExecutor(label: "jiedao.postgresql")
    }

    /// Gives the host, port and database that it leads to.
    func connect() throws -> String { try connected().place }

    func read<Value: Sendable>(_ body: @Sendable (Reader) throws -> Value) throws -> Value {
        let (wasIdle, start) = (link != nil, ContinuousClock.now)
        do { return try readOnce(body) } catch StorageError.unreachable
            where wasIdle && .now - start < .seconds(2)
        {
            // An idle connection may have died with a server that is back by now.
            return try readOnce(body)
        }
    }

    private func readOnce<Value>(_ body: (Reader) throws -> Value) throws -> Value {
        try transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") { try body(Reader(session: $0)) }
    }

    func write<Value: Sendable>(_ body: @Sendable (Transaction) throws -> Value) throws -> Value {
        try transaction("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE") {
            try body(Transaction(session: $0))
        }
    }

    private func transaction<Value>(_ begin: SQL, _ body: (PostgreSQLSession) throws -> Value) throws -> Value
    {
        let link = try connected()
        let session = PostgreSQLSession(link)
        do {
            try session.execute(begin)
            let value = try body(session)
            try session.execute("COMMIT")
            try session.settle()
            return value
        } catch {
            if link.isBroken {
                self.link = nil
            } else {
                do { try session.rollBack() } catch { self.link = nil }
            }
            throw error
        }
    }

    private func connected() throws -> PostgreSQLLink {
        if let link, !link.isBroken { return link }
        let link = try PostgreSQLLink(address: address, waits: waits)
        self.link = link
        return link
    }

    func close() { link = nil }
}

/// Runs an actor's jobs on a dispatch queue, so that a blocking call holds no thread of the cooperative pool.
final class QueueExecutor: SerialExecutor {
    private let queue: DispatchQueue

    init(label: String) { queue = DispatchQueue(label: label) }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }
}

/// A fixed number of connections, handed out in the order of asking, each wait bounded.
actor ConnectionPool {
    private var idle: [PostgreSQLConnection]
    private var waiting: [(ticket: Int, continuation: CheckedContinuation<PostgreSQLConnection, any Error>)] =
        []
    private var tickets = 0
    private let waitSeconds: Int

    init(count: Int, waitSeconds: Int, make: () -> PostgreSQLConnection) {
        idle = (0..<max(1, count)).map { _ in make() }
        self.waitSeconds = waitSeconds
    }

    nonisolated func withConnection<Value: Sendable>(
        _ body: @Sendable (PostgreSQLConnection) async throws -> Value
    ) async throws -> Value {
        let connection = try await take()
        do {
            let value = try await body(connection)
            await give(connection)
            return value
        } catch {
            await give(connection)
            throw error
        }
    }

    private func take() async throws -> PostgreSQLConnection {
        if let connection = idle.popLast() { return connection }
        tickets += 1
        let ticket = tickets
        let timeout = Task {
            try await Task.sleep(for: .seconds(waitSeconds))
            refuse(ticket)
        }
        defer { timeout.cancel() }
        return try await withCheckedThrowingContinuation { waiting.append((ticket, $0)) }
    }

    private func give(_ connection: PostgreSQLConnection) {
        if waiting.isEmpty {
            idle.append(connection)
        } else {
            waiting.removeFirst().continuation.resume(returning: connection)
        }
    }

    private func refuse(_ ticket: Int) {
        guard let place = waiting.firstIndex(where: { $0.ticket == ticket }) else { return }
        let continuation = waiting.remove(at: place).continuation
        continuation.resume(throwing: StorageError.busy("all connections to the database are taken"))
    }

    func close() async {
        for connection in idle { await connection.close() }
    }
}
