import Ledger
package import Storage

/// The register of announcements as pages read it.
package enum AnnouncementProjection {
    package static let module = Module(
        migrations: [migration, second],
        kinds: [
            KindHandler(AnnouncementPosted.self, isPublic: true, apply: posted),
            KindHandler(AnnouncementCorrected.self, isPublic: true, apply: corrected),
            KindHandler(AnnouncementWithdrawn.self, isPublic: true, apply: withdrawn),
        ] + PlanProjection.kinds,
        projections: ["announcement", "announcement_history", "attachment", "announcement_plan"]
    )

    private static let migration = Migration(
        "0002 announcement",
        """
        CREATE TABLE announcement (
            id               $INT64 NOT NULL PRIMARY KEY,     -- sequence of the entry that made it
            year             $INT64 NOT NULL,
            number           $INT64 NOT NULL CHECK (number > 0),
            title            $TEXT NOT NULL,
            text             $TEXT NOT NULL,
            community        $TEXT,
            posted_at        $INT64 NOT NULL,                 -- milliseconds since 1970, UTC
            posted_on        $INT64 NOT NULL,
            revision         $INT64 NOT NULL CHECK (revision >= 0),
            withdrawn_at     $INT64,
            withdrawn_reason $TEXT,
            fact_entry       $INT64 NOT NULL,                 -- the fact that counts it now
            fact_ordinal     $INT64 NOT NULL,
            UNIQUE (year, number),
            CHECK ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
        ) $STRICT;

        CREATE INDEX announcement_by_day ON announcement (posted_on, id);
        CREATE INDEX announcement_by_community ON announcement (community, posted_on, id);

        CREATE TABLE announcement_history (
            announcement $INT64 NOT NULL REFERENCES announcement (id),
            entry        $INT64 NOT NULL,
            kind         $TEXT NOT NULL,
            reason       $TEXT,
            time         $INT64 NOT NULL,
            PRIMARY KEY (announcement, entry)
        ) $STRICT_BY_KEY
        """
    )

    private static let second = Migration(
        "0007 attachments and plans",
        """
        ALTER TABLE announcement ADD COLUMN unit $TEXT;

        \(AttachmentTable.tables);

        \(PlanProjection.tables)
        """
    )

    private static func posted(_ event: AnnouncementPosted, _ entry: Entry, _ transaction: Transaction) throws
    {
        try transaction.execute(
            """
            INSERT INTO announcement (id, year, number, title, text, community, posted_at, posted_on, revision,
                fact_entry, fact_ordinal, unit)
            VALUES (\(entry.id), \(event.reference.year), \(event.reference.number), \(event.wording.title),
                \(event.wording.text), \(event.community), \(entry.time), \(event.day), 0, \(entry.id), 0, \(event.unit))
            """
        )
        try AttachmentTable.set(event.attachments, of: entry.subject, by: entry, transaction)
        try ReferenceCounter.take(event.reference.number, in: event.reference.series, transaction)
        try history(entry, reason: nil, transaction)
    }

    private static func corrected(
        _ event: AnnouncementCorrected,
        _ entry: Entry,
        _ transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            UPDATE announcement
            SET title = \(event.wording.title), text = \(event.wording.text), community = \(event.community),
                revision = revision + 1
            WHERE id = \(entry.subject.number)
            """
        )
        if let attachments = event.attachments {
            try AttachmentTable.set(attachments, of: entry.subject, by: entry, transaction)
        }
        // The fact that counts it moved where the community changed.
        let counting = entry.facts.lastIndex { $0.measure == .announcementsPosted && $0.quantity > 0 }
        if let counting {
            try transaction.execute(
                """
                UPDATE announcement SET fact_entry = \(entry.id), fact_ordinal = \(counting)
                WHERE id = \(entry.subject.number)
                """
            )
        }
        try history(entry, reason: event.reason, transaction)
    }

    private static func withdrawn(
        _ event: AnnouncementWithdrawn,
        _ entry: Entry,
        _ transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            UPDATE announcement SET withdrawn_at = \(entry.time), withdrawn_reason = \(event.reason)
            WHERE id = \(entry.subject.number)
            """
        )
        try history(entry, reason: event.reason, transaction)
    }

    private static func history(_ entry: Entry, reason: String?, _ transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO announcement_history (announcement, entry, kind, reason, time)
            VALUES (\(entry.subject.number), \(entry.id), \(entry.kind.rawValue), \(reason), \(entry.time))
            """
        )
    }
}
