package import Ledger
package import Storage

/// The pending timers, a projection: a mechanism's appliers write them, as they write its own tables.
///
/// A row that is there is pending. Whoever fires it removes it with the same entry (`FireTimer`).
package enum TimerTable {
    /// Makes the timer due at `due`, whether or not it was pending before.
    ///
    /// - Parameter entry: The one being applied.
    package static func set(_ id: TimerID, due: Instant, by entry: Entry, _ transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO timer (subject, name, ordinal, due, entry)
            VALUES (\(id.subject.description), \(id.name.rawValue), \(id.ordinal), \(due), \(entry.id))
            ON CONFLICT (subject, name, ordinal) DO UPDATE SET due = excluded.due, entry = excluded.entry
            """
        )
    }

    /// Makes the timer due at another time if it is pending; one that has fired or was cancelled stays so.
    package static func move(
        _ id: TimerID,
        to due: Instant,
        by entry: Entry,
        _ transaction: Transaction
    ) throws {
        try transaction.execute(
            "UPDATE timer SET due = \(due), entry = \(entry.id) WHERE \(isTimer(id))"
        )
    }

    /// Removes the timer if it is pending.
    package static func cancel(_ id: TimerID, _ transaction: Transaction) throws {
        try transaction.execute("DELETE FROM timer WHERE \(isTimer(id))")
    }

    /// Removes all timers of a subject, whoever set them.
    package static func cancelAll(about subject: Subject, _ transaction: Transaction) throws {
        try transaction.execute("DELETE FROM timer WHERE subject = \(subject.description)")
    }

    /// Nil where it is not pending: never set, fired or cancelled.
    package static func pending(_ id: TimerID, _ reader: Reader) throws -> PendingTimer? {
        try reader.first("SELECT \(columns) FROM timer AS t WHERE \(isTimer(id))", read)
    }

    /// By name and ordinal.
    package static func pending(about subject: Subject, _ reader: Reader) throws -> [PendingTimer] {
        try reader.all(
            """
            SELECT \(columns) FROM timer AS t WHERE subject = \(subject.description)
            ORDER BY subject, name, ordinal
            """,
            read
        )
    }

    static let columns: SQL = "t.subject, t.name, t.ordinal, t.due, t.entry"

    static func isTimer(_ id: TimerID) -> SQL {
        """
        subject = \(id.subject.description) AND name = \(id.name.rawValue) AND ordinal = \(id.ordinal)
        """
    }

    static func read(_ row: Row) throws(StorageError) -> PendingTimer {
        let (subject, name) = (try row.text(0), try row.text(1))
        guard let about = Subject(subject), let timer = TimerName(rawValue: name) else {
            throw .damaged("a timer is called \(name) of \(subject)")
        }
        return PendingTimer(
            TimerID(timer, about: about, ordinal: Int(try row.integer(2, in: 0...Limit.integer))),
            due: try row.instant(3),
            entry: try row.identifier(4)
        )
    }
}
