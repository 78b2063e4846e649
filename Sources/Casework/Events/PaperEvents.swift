package import Catalog
package import Ledger

/// A paper of a matter was drafted (拟稿), by the form that its document had then.
///
/// Sealed under the matter's key: `title`, `text`, and where it has one `addressee`.
package struct PaperDrafted: Event, Equatable {
    package static let kind = Entry.Kind("paper.drafted")
    package static let version = 1

    package let matter: Matter.ID
    package let form: Paper.Form
    package let unit: Code
    package let day: LocalDay

    package init(matter: Matter.ID, form: Paper.Form, unit: Code, day: LocalDay) {
        self.matter = matter
        self.form = form
        self.unit = unit
        self.day = day
    }

    package var body: JSON.Object {
        [
            "day": .day(day), "form": .object(form.json), "matter": .id(matter), "unit": .code(unit),
        ]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        matter = try body.id("matter")
        form = try Paper.Form(try body.object("form"))
        unit = try body.code("unit")
        day = try body.day("day")
    }
}

/// It was drafted anew, and goes through the chain from the beginning; sealed as in `PaperDrafted`.
package struct PaperRevised: Event, Equatable {
    package static let kind = Entry.Kind("paper.revised")
    package static let version = 1

    package let unit: Code?
    package let day: LocalDay

    package init(unit: Code?, day: LocalDay) {
        self.unit = unit
        self.day = day
    }

    package var body: JSON.Object { ["day": .day(day), "unit": unit.map { .code($0) }] }

    package init(body: JSON.Object) throws(JSONShapeError) {
        unit = try body.codeIfPresent("unit")
        day = try body.day("day")
    }
}

/// One of its chain has signed, and others follow; with the sealed `note` where he wrote one.
package struct PaperSigned: Event, Equatable {
    package static let kind = Entry.Kind("paper.signed")
    package static let version = 1

    package let signer: MatterDocument.Signer
    package let unit: Code?
    package let day: LocalDay

    package init(_ signer: MatterDocument.Signer, unit: Code?, day: LocalDay) {
        self.signer = signer
        self.unit = unit
        self.day = day
    }

    package var body: JSON.Object {
        [
            "day": .day(day), "signer": .string(signer.rawValue), "unit": unit.map { .code($0) },
        ]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        signer = try body.word("signer")
        unit = try body.codeIfPresent("unit")
        day = try body.day("day")
    }
}

/// Whoever was to sign it sent it back to be drafted anew; with the sealed `note` that says why.
package struct PaperReturned: Event, Equatable {
    package static let kind = Entry.Kind("paper.returned")
    package static let version = 1

    package let signer: MatterDocument.Signer
    package let unit: Code?

    package init(_ signer: MatterDocument.Signer, unit: Code?) {
        self.signer = signer
        self.unit = unit
    }

    package var body: JSON.Object {
        ["signer": .string(signer.rawValue), "unit": unit.map { .code($0) }]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        signer = try body.word("signer")
        unit = try body.codeIfPresent("unit")
    }
}

/// The last of its chain has signed: it is issued (签发), with its number where papers of its form have one.
package struct PaperIssued: Event, Equatable {
    package static let kind = Entry.Kind("paper.issued")
    package static let version = 1

    package let signer: MatterDocument.Signer
    package let unit: Code?
    package let day: LocalDay
    /// From 1, in the series of its form and the year of its day.
    package let number: Int64?

    package init(_ signer: MatterDocument.Signer, unit: Code?, day: LocalDay, number: Int64?) {
        self.signer = signer
        self.unit = unit
        self.day = day
        self.number = number
    }

    package var body: JSON.Object {
        [
            "day": .day(day), "number": number.map { .integer($0) }, "signer": .string(signer.rawValue),
            "unit": unit.map { .code($0) },
        ]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        signer = try body.word("signer")
        unit = try body.codeIfPresent("unit")
        day = try body.day("day")
        number = body["number"] == nil ? nil : try body.natural("number")
        if let number, number < 1 { throw JSONShapeError("number", expected: "1 or more") }
    }
}

/// It was given to whom it is for (送达); with the sealed `note`, such as who has signed for it.
package struct PaperDelivered: Event, Equatable {
    package static let kind = Entry.Kind("paper.delivered")
    package static let version = 1

    package let way: Way
    /// On which it was.
    package let day: LocalDay
    package let unit: Code?

    package enum Way: String, CaseIterable, Sendable {
        /// 直接送达
        case direct
        /// 留置送达
        case left
        /// 委托送达
        case entrusted
        /// 邮寄送达
        case post
        /// 电子送达
        case electronic
        /// 公告送达
        case notice
    }

    package init(_ way: Way, day: LocalDay, unit: Code?) {
        self.way = way
        self.day = day
        self.unit = unit
    }

    package var body: JSON.Object {
        ["day": .day(day), "unit": unit.map { .code($0) }, "way": .string(way.rawValue)]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        way = try body.word("way")
        day = try body.day("day")
        unit = try body.codeIfPresent("unit")
    }
}

/// It holds no more, and its number is not given again; with the sealed `note` that says why.
package struct PaperVoided: Event, Equatable {
    package static let kind = Entry.Kind("paper.voided")
    package static let version = 1

    package let day: LocalDay
    package let unit: Code?

    package init(day: LocalDay, unit: Code?) {
        self.day = day
        self.unit = unit
    }

    package var body: JSON.Object { ["day": .day(day), "unit": unit.map { .code($0) }] }

    package init(body: JSON.Object) throws(JSONShapeError) {
        day = try body.day("day")
        unit = try body.codeIfPresent("unit")
    }
}
