package import Ledger
package import Storage

/// Questions to the register of announcements.
package enum Announcements {
    /// One line of an announcement's history.
    package struct Change: Equatable, Sendable {
        package let entry: Entry.ID
        package let kind: Entry.Kind
        package let reason: String?
        package let time: Instant
    }

    package static func announcement(_ id: Announcement.ID, _ reader: Reader) throws -> Announcement? {
        try reader.first("\(columns) WHERE id = \(id)", read)
    }

    /// The files that it has now.
    package static func attachments(of id: Announcement.ID, _ reader: Reader) throws -> [Attachment] {
        try AttachmentTable.all(of: Announcement.subject(id), reader)
    }

    /// The newest first.
    ///
    /// - Parameter before: Only announcements older than this one, for the next page.
    package static func page(
        before: Announcement.ID? = nil,
        limit: Int,
        _ reader: Reader
    ) throws -> [Announcement] {
        let start = before ?? Announcement.ID(rawValue: .max)
        return try reader.all("\(columns) WHERE id < \(start) ORDER BY id DESC LIMIT \(limit)", read)
    }

    package static func history(_ id: Announcement.ID, _ reader: Reader) throws -> [Change] {
        try reader.all(
            """
            SELECT entry, kind, reason, time FROM announcement_history
            WHERE announcement = \(id)
            ORDER BY entry
            """
        ) { row in
            guard let kind = Entry.Kind(rawValue: try row.text(1)) else {
                throw StorageError.damaged("the history of announcement \(id) names no kind")
            }
            return Change(
                entry: try row.identifier(0),
                kind: kind,
                reason: try row.textIfPresent(2),
                time: try row.instant(3)
            )
        }
    }

    /// The place of the fact that counts an announcement now.
    static func fact(of id: Announcement.ID, _ reader: Reader) throws -> Fact.ID? {
        try reader.first("SELECT fact_entry, fact_ordinal FROM announcement WHERE id = \(id)") { row in
            let ordinal = try row.integer(1, in: 0...Int64(Limit.facts) - 1)
            return Fact.ID(entry: try row.identifier(0), ordinal: Int(ordinal))
        }
    }

    private static let columns: SQL = """
        SELECT id, year, number, title, text, community, posted_at, posted_on, revision, withdrawn_at,
            withdrawn_reason, unit
        FROM announcement
        """

    private static func read(_ row: Row) throws -> Announcement {
        let wording: Announcement.Wording
        do { wording = try Announcement.Wording(title: try row.text(3), text: try row.text(4)) } catch {
            throw StorageError.damaged("announcement \(try row.integer(0)): \(error)")
        }
        let status: Announcement.Status =
            if let time = row.isNull(9) ? nil : try row.instant(9) {
                .withdrawn(reason: try row.text(10), at: time)
            } else { .standing }
        return Announcement(
            id: try row.identifier(0),
            reference: Announcement.Reference(
                year: Int(try row.integer(1, in: 1...9999)),
                number: try row.integer(2, in: 1...Limit.integer)
            ),
            wording: wording,
            community: try row.code(5),
            unit: try row.code(11),
            postedAt: try row.instant(6),
            postedOn: try row.day(7),
            revision: Int(try row.integer(8, in: 0...Limit.integer)),
            status: status
        )
    }
}
