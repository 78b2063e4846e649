/// A connection inside a transaction.
final class PostgreSQLSession: Session {
    private let link: PostgreSQLLink

    init(_ link: PostgreSQLLink) { self.link = link }

    func execute(_ sql: SQL) throws { try link.send(sql) }

    func query(_ sql: SQL, _ each: (Row) throws -> Void) throws {
        for row in try link.rows(sql) { try each(row) }
    }

    func settle() throws { try link.settle() }

    func nested(isolating: Bool, _ body: () throws -> Void) throws {
        try sent { try execute("SAVEPOINT command") }
        do {
            try body()
            if isolating { try settle() }
            try execute("RELEASE SAVEPOINT command")
        } catch let cause as StorageError where !isolating || cause.concernsTheStore || link.isBroken {
            // Sent together with others, the failing statement may be an earlier command's.
            throw BatchFailure(cause: cause)
        } catch {
            try sent {
                try execute("ROLLBACK TO SAVEPOINT command")
                try execute("RELEASE SAVEPOINT command")
            }
            throw error
        }
    }

    private func sent(_ body: () throws -> Void) throws {
        do { try body() } catch let cause as StorageError { throw BatchFailure(cause: cause) }
    }

    /// Leaves the transaction, whatever state it is in.
    func rollBack() throws {
        // What was still under way may fail; it is given up anyway.
        try? link.settle()
        guard !link.isBroken else { throw StorageError.unreachable("the connection was lost") }
        try link.send("ROLLBACK")
        try link.settle()
    }
}
