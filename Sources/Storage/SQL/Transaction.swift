/// A connection inside a transaction, as an engine gives it.
package protocol Session: AnyObject {
    /// Runs a statement that gives no rows. An engine may send it later, but before any query and before the end.
    func execute(_ sql: SQL) throws
    func query(_ sql: SQL, _ each: (Row) throws -> Void) throws
    /// Waits until all that was sent has been done, or throws the first failure.
    func settle() throws
    /// How many statements were given to `execute`.
    var executed: Int { get }
    /// Whether the transaction can still go on after an error.
    var isAlive: Bool { get }

    /// Must be told before the row of a search table is written or deleted.
    func willChange(_ id: Int64, in table: SearchTable) throws
    /// Must be told when all rows of a search table were deleted.
    func didEmpty(_ table: SearchTable) throws
    /// Lets indexes follow the rows of search tables. Each transaction ends with it; a long one calls it now and then, but
    /// never in a savepoint.
    func bringSearchUp() throws
    /// Records with all the terms, the newest first.
    func candidates(in table: SearchTable, _ terms: [String], before: Int64?, limit: Int) throws -> [Int64]
}

/// A statement of the transaction failed and with it the transaction; it must be run again or given up.
package struct BatchFailure: Error {
    package let cause: StorageError
}

extension Session {
    /// Runs `body` with nothing to fall back on, which is the quick way.
    ///
    /// A body that was refused before it wrote leaves nothing behind. After any other failure the transaction must be
    /// given up: the failing statement may be an earlier body's, where an engine sends them together.
    func together(_ body: () throws -> Void) throws {
        let before = executed
        do { try body() } catch let cause as StorageError { throw BatchFailure(cause: cause) } catch {
            guard executed == before else {
                throw BatchFailure(cause: .constraint("a command was refused after it had written"))
            }
            throw error
        }
    }

    /// Runs `body` in a savepoint, so that it leaves nothing behind where it throws.
    ///
    /// - Throws: `BatchFailure` where the reason lies in the store, so that other bodies would fail as well.
    func isolated(_ body: () throws -> Void) throws {
        try execute("SAVEPOINT command")
        do {
            try body()
            try settle()
            try execute("RELEASE SAVEPOINT command")
        } catch {
            if let cause = error as? StorageError, cause.concernsTheStore || !isAlive {
                throw BatchFailure(cause: cause)
            }
            try execute("ROLLBACK TO SAVEPOINT command")
            try execute("RELEASE SAVEPOINT command")
            throw error
        }
    }
}

extension StorageError {
    /// Whether the reason lies in the store and not in the row.
    var concernsTheStore: Bool {
        switch self {
        case .constraint, .damaged: false
        case .busy, .full, .readOnly, .unreachable, .clock, .notAStore, .newerStore, .failed: true
        }
    }
}

/// Reads a store as it stands at one moment.
package struct Reader {
    let session: any Session

    package func query(_ sql: SQL, _ each: (Row) throws -> Void) throws { try session.query(sql, each) }

    package func all<Value>(_ sql: SQL, _ read: (Row) throws -> Value) throws -> [Value] {
        var values: [Value] = []
        try session.query(sql) { values.append(try read($0)) }
        return values
    }

    /// The first row, or nil where there is none; the statement should not give more.
    package func first<Value>(_ sql: SQL, _ read: (Row) throws -> Value) throws -> Value? {
        var value: Value?
        try session.query(sql) { row in if value == nil { value = try read(row) } }
        return value
    }
}

/// Writes projections and working state; only this target makes one.
///
/// A command never sees it: what a command may do is to record entries, and appliers write what follows from them.
package struct Transaction {
    let session: any Session

    init(session: any Session) { self.session = session }

    package var reader: Reader { Reader(session: session) }

    package func execute(_ sql: SQL) throws { try session.execute(sql) }
}
