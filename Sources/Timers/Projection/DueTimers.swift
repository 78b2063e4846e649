package import Ledger
package import Storage

/// What is to be fired, read from the index name by name: rows of a name that is not asked for cost nothing.
package enum DueTimers {
    /// Those due at `now` that were not tried yet, in the order of firing.
    package static func fresh(
        _ names: [TimerName],
        at now: Instant,
        limit: Int,
        _ reader: Reader
    ) throws -> [PendingTimer] {
        let found = try names.flatMap { name in
            try reader.all(freshStatement(name, at: now, limit: limit), TimerTable.read)
        }
        return Array(found.sorted().prefix(limit))
    }

    package static func freshStatement(_ name: TimerName, at now: Instant, limit: Int) -> SQL {
        """
        SELECT \(TimerTable.columns)
        FROM timer AS t
        WHERE t.name = \(name.rawValue) AND t.due <= \(now)
            AND NOT EXISTS (
                SELECT 1 FROM work_timer_failure AS f
                WHERE f.subject = t.subject AND f.name = t.name AND f.ordinal = t.ordinal AND f.entry = t.entry
            )
        ORDER BY t.due, t.entry, t.subject, t.ordinal
        LIMIT \(limit)
        """
    }

    /// When the next one behind `now` is due, or nil where none is pending.
    package static func next(_ names: [TimerName], after now: Instant, _ reader: Reader) throws -> Instant? {
        try names.compactMap { name in
            try reader.first(
                """
                SELECT due FROM timer WHERE name = \(name.rawValue) AND due > \(now) ORDER BY due LIMIT 1
                """
            ) { try $0.instant(0) }
        }
        .min()
    }
}
