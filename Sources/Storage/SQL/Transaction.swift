/// A connection inside a transaction, as an engine gives it.
package protocol Session: AnyObject {
    /// Runs a statement that gives no rows. An engine may send it later, but before any query and before the end.
    func execute(_ sql: SQL) throws
    func query(_ sql: SQL, _ each: (Row) throws -> Void) throws
    /// Runs `body` so that it leaves nothing behind where it throws.
    ///
    /// - Parameter isolating: Whether a failing statement undoes `body` only. Without it the engine may send
    ///   statements together and throw `BatchFailure` instead, which spoils the whole transaction.
    func nested(isolating: Bool, _ body: () throws -> Void) throws
}

/// A statement of the transaction failed and with it the transaction; it must be run again or given up.
package struct BatchFailure: Error {
    package let cause: StorageError
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
