package import Ledger

/// An announcement was written, to be posted at its time; until then it is not public.
package struct AnnouncementPlanned: Event, Equatable {
    package static let kind = Entry.Kind("announcement.planned")
    package static let version = 1

    package let wording: Announcement.Wording
    package let community: Code?
    package let unit: Code?
    package let attachments: [Attachment]
    package let due: Instant

    package init(
        wording: Announcement.Wording,
        community: Code?,
        unit: Code?,
        attachments: [Attachment],
        due: Instant
    ) {
        self.wording = wording
        self.community = community
        self.unit = unit
        self.attachments = attachments
        self.due = due
    }

    package var body: JSON.Object {
        [
            "attachments": attachments.isEmpty ? nil : attachments.json,
            "community": community.map { .string($0.rawValue) },
            "due": .integer(due.rawValue),
            "text": .string(wording.text),
            "title": .string(wording.title),
            "unit": unit.map { .string($0.rawValue) },
        ]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        wording = try Announcement.Wording(body: body)
        community = try body.community()
        unit = try body.valueIfPresent("unit", expected: "a unit's code") { Code(rawValue: $0) }
        attachments = try body.attachments() ?? []
        due = Instant(rawValue: try body.integer("due"))
    }
}

/// A plan ended: its announcement was posted, or somebody gave it up.
package struct AnnouncementPlanEnded: Event, Equatable {
    package static let kind = Entry.Kind("announcement.plan-ended")
    package static let version = 1

    /// What was posted; nil where it was given up.
    package let announcement: Announcement.ID?

    package init(posted announcement: Announcement.ID?) { self.announcement = announcement }

    package var body: JSON.Object { ["announcement": announcement.map { .integer($0.rawValue) }] }

    package init(body: JSON.Object) throws(JSONShapeError) {
        announcement =
            body["announcement"] == nil
            ? nil : Announcement.ID(rawValue: try body.integer("announcement"))
    }
}
