package import Ledger
package import Storage

/// A timer whose command failed, and when it is tried again.
package struct TimerFailure: Equatable, Sendable {
    package let timer: PendingTimer
    package let attempts: Int
    package let nextAttempt: Instant
    /// The type and case of the error; its words may name people.
    package let error: String

    /// 10 s, doubled with each attempt up to an hour: soon enough for a slip, seldom enough for a fault that stays.
    static func pause(after attempts: Int) -> Int64 {
        min(10_000 << Int64(min(attempts - 1, 20)), longestPause)
    }

    static let longestPause: Int64 = 3_600_000

    init(of timer: PendingTimer, attempts: Int, error: any Error, at now: Instant) {
        self.init(
            timer: timer,
            attempts: attempts,
            nextAttempt: now.advanced(byMilliseconds: Self.pause(after: attempts)),
            error: Self.name(of: error)
        )
    }

    private init(timer: PendingTimer, attempts: Int, nextAttempt: Instant, error: String) {
        (self.timer, self.attempts) = (timer, attempts)
        (self.nextAttempt, self.error) = (nextAttempt, error)
    }

    static func name(of error: any Error) -> String {
        let type = String(describing: type(of: error))
        let mirror = Mirror(reflecting: error)
        guard mirror.displayStyle == .enum, let label = mirror.children.first?.label else { return type }
        return "\(type).\(label)"
    }
}

extension TimerFailure {
    /// What is to be tried again at `now`, longest waiting first.
    ///
    /// - Returns: Also `stale`: failures of settings that are not pending any more.
    static func retries(
        _ names: [TimerName],
        at now: Instant,
        limit: Int,
        _ reader: Reader
    ) throws -> (retries: [TimerFailure], stale: [TimerID]) {
        var retries: [TimerFailure] = []
        var stale: [TimerID] = []
        guard !names.isEmpty else { return ([], []) }
        // A wait far beyond the longest was written by a clock that has been put back since.
        let horizon = now.advanced(byMilliseconds: 2 * longestPause)
        try reader.query(
            """
            \(joined)
            WHERE f.name IN (\(SQL.list(names.map(\.rawValue))))
                AND (f.next_attempt <= \(now) OR f.next_attempt > \(horizon))
            ORDER BY f.next_attempt, f.subject, f.name, f.ordinal
            LIMIT \(limit)
            """
        ) { row in
            if let failure = try read(row) { retries.append(failure) } else { stale.append(try id(row)) }
        }
        return (retries, stale)
    }

    /// Those that stand, next attempt first.
    package static func all(limit: Int, _ reader: Reader) throws -> [TimerFailure] {
        try reader.all("\(joined) ORDER BY f.next_attempt, f.subject, f.name, f.ordinal LIMIT \(limit)", read)
            .compactMap { $0 }
    }

    func write(_ transaction: Transaction) throws {
        let id = timer.id
        try transaction.execute(
            """
            INSERT INTO work_timer_failure (subject, name, ordinal, entry, attempts, next_attempt, error)
            VALUES (\(id.subject.description), \(id.name.rawValue), \(id.ordinal), \(timer.entry), \(attempts),
                \(nextAttempt), \(error))
            ON CONFLICT (subject, name, ordinal) DO UPDATE
            SET entry = excluded.entry, attempts = excluded.attempts, next_attempt = excluded.next_attempt,
                error = excluded.error
            """
        )
    }

    static func forget(_ id: TimerID, _ transaction: Transaction) throws {
        try transaction.execute("DELETE FROM work_timer_failure WHERE \(TimerTable.isTimer(id))")
    }

    private static let joined: SQL = """
        SELECT f.subject, f.name, f.ordinal, t.due, f.entry, f.attempts, f.next_attempt, f.error
        FROM work_timer_failure AS f
        LEFT JOIN timer AS t
            ON t.subject = f.subject AND t.name = f.name AND t.ordinal = f.ordinal AND t.entry = f.entry
        """

    private static func id(_ row: Row) throws -> TimerID {
        guard let subject = Subject(try row.text(0)), let name = TimerName(rawValue: try row.text(1)) else {
            throw StorageError.damaged("a failure is of no timer")
        }
        return TimerID(name, about: subject, ordinal: Int(try row.integer(2, in: 0...Limit.integer)))
    }

    /// Nil where its timer is not pending in this setting any more.
    private static func read(_ row: Row) throws -> TimerFailure? {
        guard !row.isNull(3) else { return nil }
        return TimerFailure(
            timer: try TimerTable.read(row),
            attempts: Int(try row.integer(5, in: 1...Limit.integer)),
            nextAttempt: try row.instant(6),
            error: try row.text(7)
        )
    }
}
