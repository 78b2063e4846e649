import Ledger
package import Storage

/// Questions to the plans of announcements.
package enum AnnouncementPlans {
    package static let limit = 200

    package static func plan(_ id: AnnouncementPlan.ID, _ reader: Reader) throws -> AnnouncementPlan? {
        try reader.first("\(columns) WHERE id = \(id)", read)?.withFiles(reader)
    }

    /// The next to be posted first; `limit` at most, which is also how many there may be.
    package static func all(_ reader: Reader) throws -> [AnnouncementPlan] {
        try reader.all("\(columns) ORDER BY due, id LIMIT \(limit)", read).map { try $0.withFiles(reader) }
    }

    static func count(_ reader: Reader) throws -> Int {
        try reader.first("SELECT COUNT(*) FROM announcement_plan") { Int(try $0.integer(0)) } ?? 0
    }

    private static let columns: SQL =
        "SELECT id, title, text, community, unit, due, actor FROM announcement_plan"

    private static func read(_ row: Row) throws -> AnnouncementPlan {
        let id: AnnouncementPlan.ID = try row.identifier(0)
        guard let wording = try? Announcement.Wording(title: try row.text(1), text: try row.text(2)),
            let actor = Actor(rawValue: try row.text(6))
        else { throw StorageError.damaged("the planned announcement \(id) cannot be read") }
        return AnnouncementPlan(
            id: id,
            wording: wording,
            community: try row.code(3),
            unit: try row.code(4),
            attachments: [],
            due: try row.instant(5),
            actor: actor
        )
    }
}

extension AnnouncementPlan {
    /// Read after its row: two questions cannot be asked at once.
    fileprivate func withFiles(_ reader: Reader) throws -> AnnouncementPlan {
        AnnouncementPlan(
            id: id,
            wording: wording,
            community: community,
            unit: unit,
            attachments: try AttachmentTable.all(of: Self.subject(id), reader),
            due: due,
            actor: actor
        )
    }
}
