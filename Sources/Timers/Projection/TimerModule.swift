import Ledger
package import Storage

/// The tables of timers: what is pending, and the service's working state.
package enum TimerModule {
    package static let module = Module(
        migrations: [migration],
        kinds: [
            KindHandler(TimerFired.self) { event, entry, transaction in
                let id = TimerID(event.name, about: entry.subject, ordinal: event.ordinal)
                try TimerTable.cancel(id, transaction)
            }
        ],
        projections: ["timer"]
    )

    private static let migration = Migration(
        "0004 timer",
        """
        CREATE TABLE timer (
            subject $TEXT NOT NULL,                    -- as entries write it, matter:12
            name    $TEXT NOT NULL,
            ordinal $INT64 NOT NULL CHECK (ordinal >= 0),
            due     $INT64 NOT NULL CHECK (due BETWEEN 0 AND 9007199254740991),
            entry   $INT64 NOT NULL,                   -- that set it, or moved it last
            PRIMARY KEY (subject, name, ordinal)
        ) $STRICT_BY_KEY;

        -- In the order of firing, so that the next few are read off its beginning.
        CREATE INDEX timer_due ON timer (name, due, entry, subject, ordinal);

        -- What failed when its time came, kept as long as its timer is pending in the same setting.
        CREATE TABLE work_timer_failure (
            subject      $TEXT NOT NULL,
            name         $TEXT NOT NULL,
            ordinal      $INT64 NOT NULL,
            entry        $INT64 NOT NULL,
            attempts     $INT64 NOT NULL CHECK (attempts > 0),
            next_attempt $INT64 NOT NULL,              -- milliseconds since 1970, UTC
            error        $TEXT NOT NULL,               -- its type and case, never its words
            PRIMARY KEY (subject, name, ordinal)
        ) $STRICT_BY_KEY;

        CREATE INDEX work_timer_failure_next ON work_timer_failure (next_attempt);

        -- Who does a work that one process is to do; each sign of life raises the beat.
        CREATE TABLE work_lease (
            name   $TEXT NOT NULL PRIMARY KEY,
            holder $TEXT NOT NULL,
            beat   $INT64 NOT NULL
        ) $STRICT_BY_KEY
        """
    )
}
