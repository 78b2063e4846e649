package import Ledger

/// An announcement appeared in the register.
///
/// Version 1 had neither a unit nor files.
package struct AnnouncementPosted: Event, Equatable {
    package static let kind = Entry.Kind("announcement.posted")
    package static let version = 2

    package let reference: Announcement.Reference
    package let wording: Announcement.Wording
    package let community: Code?
    package let day: LocalDay
    package let unit: Code?
    package let attachments: [Attachment]

    package init(
        reference: Announcement.Reference,
        wording: Announcement.Wording,
        community: Code?,
        day: LocalDay,
        unit: Code? = nil,
        attachments: [Attachment] = []
    ) {
        self.reference = reference
        self.wording = wording
        self.community = community
        self.day = day
        self.unit = unit
        self.attachments = attachments
    }

    package var body: JSON.Object {
        [
            "attachments": attachments.isEmpty ? nil : attachments.json,
            "community": community.map { .string($0.rawValue) },
            "day": .string(day.description),
            "number": .integer(reference.number),
            "text": .string(wording.text),
            "title": .string(wording.title),
            "unit": unit.map { .string($0.rawValue) },
            "year": .integer(Int64(reference.year)),
        ]
    }

    package static func upcast(_ body: JSON.Object, from version: Int) -> JSON.Object { body }

    package init(body: JSON.Object) throws(JSONShapeError) {
        let (year, number) = (try body.integer("year"), try body.integer("number"))
        guard (1...9999).contains(year), number > 0 else {
            throw JSONShapeError("year or number", expected: "those of a reference")
        }
        reference = Announcement.Reference(year: Int(year), number: number)
        wording = try Announcement.Wording(body: body)
        community = try body.community()
        day = try body.value("day", expected: "a day") { LocalDay($0) }
        unit = try body.valueIfPresent("unit", expected: "a unit's code") { Code(rawValue: $0) }
        attachments = try body.attachments() ?? []
    }
}

/// An error in an announcement was mended; the first wording stays in the ledger.
///
/// Version 1 left the files as they were.
package struct AnnouncementCorrected: Event, Equatable {
    package static let kind = Entry.Kind("announcement.corrected")
    package static let version = 2

    package let wording: Announcement.Wording
    package let community: Code?
    package let reason: String
    /// All files that it has from now on; nil where they stay as they were.
    package let attachments: [Attachment]?

    package init(
        wording: Announcement.Wording,
        community: Code?,
        reason: String,
        attachments: [Attachment]? = nil
    ) {
        self.wording = wording
        self.community = community
        self.reason = reason
        self.attachments = attachments
    }

    package var body: JSON.Object {
        [
            "attachments": attachments?.json,
            "community": community.map { .string($0.rawValue) },
            "reason": .string(reason),
            "text": .string(wording.text),
            "title": .string(wording.title),
        ]
    }

    package static func upcast(_ body: JSON.Object, from version: Int) -> JSON.Object { body }

    package init(body: JSON.Object) throws(JSONShapeError) {
        wording = try Announcement.Wording(body: body)
        community = try body.community()
        reason = try body.reason()
        attachments = try body.attachments()
    }
}

/// An announcement stands no more.
package struct AnnouncementWithdrawn: Event, Equatable {
    package static let kind = Entry.Kind("announcement.withdrawn")
    package static let version = 1

    package let reason: String

    package init(reason: String) { self.reason = reason }

    package var body: JSON.Object { ["reason": .string(reason)] }

    package init(body: JSON.Object) throws(JSONShapeError) { reason = try body.reason() }
}

extension Announcement.Wording {
    init(body: JSON.Object) throws(JSONShapeError) {
        let (title, text) = (try body.text("title"), try body.text("text"))
        guard let wording = try? Announcement.Wording(title: title, text: text),
            wording.title.utf8.elementsEqual(title.utf8), wording.text.utf8.elementsEqual(text.utf8)
        else { throw JSONShapeError("title or text", expected: "within its limits") }
        self = wording
    }
}

extension JSON.Object {
    func reason() throws(JSONShapeError) -> String {
        try value("reason", expected: "within its limits") { text in
            (try? Announcement.Wording.checkedReason(text)).flatMap {
                $0.utf8.elementsEqual(text.utf8) ? $0 : nil
            }
        }
    }

    func community() throws(JSONShapeError) -> Code? {
        try valueIfPresent("community", expected: "a community's code") { Code(rawValue: $0) }
    }
}
