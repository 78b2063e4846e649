package import Ledger

/// An announcement appeared in the register.
package struct AnnouncementPosted: Event, Equatable {
    package static let kind = Entry.Kind("announcement.posted")
    package static let version = 1

    package let reference: Announcement.Reference
    package let wording: Announcement.Wording
    package let community: Code?
    package let day: LocalDay

    package init(
        reference: Announcement.Reference,
        wording: Announcement.Wording,
        community: Code?,
        day: LocalDay
    ) {
        self.reference = reference
        self.wording = wording
        self.community = community
        self.day = day
    }

    package var body: JSON.Object {
        [
            "community": community.map { .string($0.rawValue) },
            "day": .string(day.description),
            "number": .integer(reference.number),
            "text": .string(wording.text),
            "title": .string(wording.title),
            "year": .integer(Int64(reference.year)),
        ]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        let (year, number) = (try body.integer("year"), try body.integer("number"))
        guard (1...9999).contains(year), number > 0 else {
            throw JSONShapeError("year or number", expected: "those of a reference")
        }
        reference = Announcement.Reference(year: Int(year), number: number)
        wording = try Announcement.Wording(body: body)
        community = try body.community()
        day = try body.value("day", expected: "a day") { LocalDay($0) }
    }
}

/// An error in an announcement was mended; the first wording stays in the ledger.
package struct AnnouncementCorrected: Event, Equatable {
    package static let kind = Entry.Kind("announcement.corrected")
    package static let version = 1

    package let wording: Announcement.Wording
    package let community: Code?
    package let reason: String

    package init(wording: Announcement.Wording, community: Code?, reason: String) {
        self.wording = wording
        self.community = community
        self.reason = reason
    }

    package var body: JSON.Object {
        [
            "community": community.map { .string($0.rawValue) },
            "reason": .string(reason),
            "text": .string(wording.text),
            "title": .string(wording.title),
        ]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        wording = try Announcement.Wording(body: body)
        community = try body.community()
        reason = try body.reason()
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
    fileprivate init(body: JSON.Object) throws(JSONShapeError) {
        let (title, text) = (try body.text("title"), try body.text("text"))
        guard let wording = try? Announcement.Wording(title: title, text: text),
            wording.title.utf8.elementsEqual(title.utf8), wording.text.utf8.elementsEqual(text.utf8)
        else { throw JSONShapeError("title or text", expected: "within its limits") }
        self = wording
    }
}

extension JSON.Object {
    fileprivate func reason() throws(JSONShapeError) -> String {
        try value("reason", expected: "within its limits") { text in
            (try? Announcement.Wording.checkedReason(text)).flatMap {
                $0.utf8.elementsEqual(text.utf8) ? $0 : nil
            }
        }
    }

    fileprivate func community() throws(JSONShapeError) -> Code? {
        try valueIfPresent("community", expected: "a community's code") { Code(rawValue: $0) }
    }
}
