import Ledger
import Storage
import Timers

/// The announcements that wait for their time.
enum PlanProjection {
    static let tables = """
        CREATE TABLE announcement_plan (
            id        $INT64 NOT NULL PRIMARY KEY,      -- sequence of the entry that made it
            title     $TEXT NOT NULL,
            text      $TEXT NOT NULL,
            community $TEXT,
            unit      $TEXT,
            due       $INT64 NOT NULL,                  -- milliseconds since 1970, UTC
            actor     $TEXT NOT NULL
        ) $STRICT;

        CREATE INDEX announcement_plan_due ON announcement_plan (due, id)
        """

    static let kinds = [
        KindHandler(AnnouncementPlanned.self, apply: planned),
        KindHandler(AnnouncementPlanEnded.self, apply: ended),
    ]

    private static func planned(
        _ event: AnnouncementPlanned,
        _ entry: Entry,
        _ transaction: Transaction
    )
        throws
    {
        try transaction.execute(
            """
            INSERT INTO announcement_plan (id, title, text, community, unit, due, actor)
            VALUES (\(entry.id), \(event.wording.title), \(event.wording.text), \(event.community), \(event.unit),
                \(event.due), \(entry.actor.rawValue))
            """
        )
        try AttachmentTable.set(event.attachments, of: entry.subject, by: entry, transaction)
        try TimerTable.set(AnnouncementTimer.id(entry.subject), due: event.due, by: entry, transaction)
    }

    private static func ended(
        _ event: AnnouncementPlanEnded,
        _ entry: Entry,
        _ transaction: Transaction
    )
        throws
    {
        try transaction.execute("DELETE FROM announcement_plan WHERE id = \(entry.subject.number)")
        try AttachmentTable.clear(entry.subject, transaction)
        try TimerTable.cancelAll(about: entry.subject, transaction)
    }
}
