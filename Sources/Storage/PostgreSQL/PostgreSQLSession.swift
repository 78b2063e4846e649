/// A connection inside a transaction.
final class PostgreSQLSession: Session {
    private let link: PostgreSQLLink
    private(set) var executed = 0

    init(_ link: PostgreSQLLink) { self.link = link }

    func execute(_ sql: SQL) throws {
        executed += 1
        try link.send(sql)
    }

    func query(_ sql: SQL, _ each: (Row) throws -> Void) throws {
        for row in try link.rows(sql) { try each(row) }
    }

    func settle() throws { try link.settle() }

    var isAlive: Bool { !link.isBroken }

    /// An index of PostgreSQL follows its table by itself.
    func willChange(_ id: Int64, in table: SearchTable) {}
    func didEmpty(_ table: SearchTable) {}
    func bringSearchUp() {}

    func candidates(in table: SearchTable, _ terms: [String], before: Int64?, limit: Int) throws -> [Int64] {
        try PostgreSQLSearch.candidates(in: table, terms, before: before, limit: limit, Reader(session: self))
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
