package import Ledger

/// 派单: a unit handles it from now on, and others assist.
package struct MatterDispatched: Event, Equatable {
    package static let kind = Entry.Kind("matter.dispatched")
    package static let version = 1

    package let lead: Code
    package let assisting: [Code]
    package let clocks: [Clock: Term]
    /// Of whoever dispatched it.
    package let unit: Code?

    package init(lead: Code, assisting: [Code], clocks: [Clock: Term], unit: Code?) {
        self.lead = lead
        self.assisting = assisting
        self.clocks = clocks
        self.unit = unit
    }

    package var body: JSON.Object {
        [
            "assisting": .codes(assisting), "clocks": clocks.json, "lead": .code(lead),
            "unit": unit.map { .code($0) },
        ]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        lead = try body.code("lead")
        assisting = try body.codes("assisting")
        clocks = try body.terms()
        unit = try body.codeIfPresent("unit")
    }
}

/// Somebody of the lead unit is in charge of it.
package struct MatterAssigned: Event, Equatable {
    package static let kind = Entry.Kind("matter.assigned")
    package static let version = 1

    package let person: Actor
    package let unit: Code?

    package init(person: Actor, unit: Code?) {
        self.person = person
        self.unit = unit
    }

    package var body: JSON.Object {
        ["person": .string(person.rawValue), "unit": unit.map { .code($0) }]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        person = try body.actor("person")
        unit = try body.codeIfPresent("unit")
    }
}

/// Work was done: an assisting unit's part, some points answered, or all of it, with the sealed `note` and files as evidence.
package struct MatterWorked: Event, Equatable {
    package static let kind = Entry.Kind("matter.worked")
    package static let version = 1

    package let part: Part
    package let unit: Code
    /// The points answered by it, from 1.
    package let points: [Int]
    /// When the work was done, where that was earlier.
    package let doneAt: Instant?
    package let day: LocalDay
    package let clocks: [Clock: Term]
    /// Whether whoever reported it reads the note.
    package let isForReporter: Bool
    package let attachments: [Attachment]
    /// Answers to the fields that its kind asks at handling and that are no free text; those that are, are sealed.
    package var fields = FieldAnswers()

    package enum Part: String, CaseIterable, Sendable {
        /// On the way; it stays with the lead unit.
        case progress
        /// An assisting unit has given what it had to.
        case assistance
        /// All is done, and waits for verification.
        case whole
    }

    package init(
        _ part: Part,
        unit: Code,
        points: [Int] = [],
        doneAt: Instant? = nil,
        day: LocalDay,
        clocks: [Clock: Term] = [:],
        isForReporter: Bool = false,
        attachments: [Attachment] = []
    ) {
        self.part = part
        self.unit = unit
        self.points = points
        self.doneAt = doneAt
        self.day = day
        self.clocks = clocks
        self.isForReporter = isForReporter
        self.attachments = attachments
    }

    package var body: JSON.Object {
        [
            "attachments": attachments.isEmpty ? nil : attachments.json, "clocks": clocks.json,
            "day": .day(day), "done_at": doneAt.map { .instant($0) },
            "fields": fields.isEmpty ? nil : fields.json, "for_reporter": .flag(isForReporter),
            "part": .string(part.rawValue),
            "points": points.isEmpty ? nil : .array(points.map { .integer(Int64($0)) }),
            "unit": .code(unit),
        ]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        part = try body.word("part")
        unit = try body.code("unit")
        points = try body.list("points") {
            guard case .integer(let number) = $0, (1...Int64(MatterReported.pointLimit)).contains(number)
            else { return nil }
            return Int(number)
        }
        doneAt = try body.instantIfPresent("done_at")
        fields = try FieldAnswers(body, "fields")
        isForReporter = try body.flag("for_reporter")
        day = try body.day("day")
        clocks = try body.terms()
        attachments = try body.attachments() ?? []
    }
}

/// 核查: somebody who has not handled it looked, and found it done, or sent it back to the lead unit; with the sealed `note`.
package struct MatterVerified: Event, Equatable {
    package static let kind = Entry.Kind("matter.verified")
    package static let version = 1

    package let isDone: Bool
    package let isOnSite: Bool
    package let unit: Code?
    package let day: LocalDay
    /// A new limit where it was sent back.
    package let clocks: [Clock: Term]
    package let attachments: [Attachment]

    package init(
        isDone: Bool,
        isOnSite: Bool,
        unit: Code?,
        day: LocalDay,
        clocks: [Clock: Term] = [:],
        attachments: [Attachment] = []
    ) {
        self.isDone = isDone
        self.isOnSite = isOnSite
        self.unit = unit
        self.day = day
        self.clocks = clocks
        self.attachments = attachments
    }

    package var body: JSON.Object {
        [
            "attachments": attachments.isEmpty ? nil : attachments.json, "clocks": clocks.json,
            "day": .day(day), "done": .bool(isDone), "on_site": .flag(isOnSite),
            "unit": unit.map { .code($0) },
        ]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        isDone = try body.flag("done")
        isOnSite = try body.flag("on_site")
        unit = try body.codeIfPresent("unit")
        day = try body.day("day")
        clocks = try body.terms()
        attachments = try body.attachments() ?? []
    }
}

/// 销号: it is struck off by the office.
package struct MatterStruckOff: Event, Equatable {
    package static let kind = Entry.Kind("matter.struck-off")
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

/// It is open again, to be dispatched anew, with the sealed `note`.
package struct MatterReopened: Event, Equatable {
    package static let kind = Entry.Kind("matter.reopened")
    package static let version = 1

    package let unit: Code?
    package let day: LocalDay
    package let clocks: [Clock: Term]

    package init(unit: Code?, day: LocalDay, clocks: [Clock: Term]) {
        self.unit = unit
        self.day = day
        self.clocks = clocks
    }

    package var body: JSON.Object {
        ["clocks": clocks.json, "day": .day(day), "unit": unit.map { .code($0) }]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        unit = try body.codeIfPresent("unit")
        day = try body.day("day")
        clocks = try body.terms()
    }
}
