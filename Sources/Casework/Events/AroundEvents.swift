package import Ledger

/// Two matters have to do with each other; written about this one.
///
/// With `absorbed` and `part-closed` come those who have handled the other: they verify this one as little as that.
package struct MatterLinked: Event, Equatable {
    package static let kind = Entry.Kind("matter.linked")
    package static let version = 1

    package let link: Link
    package let other: Matter.ID
    package let day: LocalDay
    package let unit: Code?
    /// Who has handled the other or is in charge of it.
    package let handlers: [Actor]
    /// The units that have handled the other, lead it or assist.
    package let handlingUnits: [Code]
    /// A new limit where a task that is open again takes this one back to be handled.
    package let clocks: [Clock: Term]

    package enum Link: String, CaseIterable, Sendable {
        /// The other report was merged into this one.
        case absorbed
        /// The other is a task split off from this one.
        case part
        /// The task that is the other is closed.
        case partClosed = "part-closed"
        /// The task that is the other was closed, and is open again.
        case partReopened = "part-reopened"
        /// This one is the trouble of the other again.
        case relapseOf = "relapse-of"
        /// The other is this one's trouble again.
        case relapsed
    }

    package init(
        _ link: Link,
        _ other: Matter.ID,
        day: LocalDay,
        unit: Code?,
        handlers: [Actor] = [],
        handlingUnits: [Code] = [],
        clocks: [Clock: Term] = [:]
    ) {
        self.link = link
        self.other = other
        self.day = day
        self.unit = unit
        self.handlers = handlers
        self.handlingUnits = handlingUnits
        self.clocks = clocks
    }

    package var body: JSON.Object {
        [
            "clocks": clocks.json, "day": .day(day),
            "handlers": handlers.isEmpty ? nil : .array(handlers.map { .string($0.rawValue) }),
            "handling_units": .codes(handlingUnits), "link": .string(link.rawValue),
            "other": .id(other), "unit": unit.map { .code($0) },
        ]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        link = try body.word("link")
        other = try body.id("other")
        day = try body.day("day")
        unit = try body.codeIfPresent("unit")
        handlers = try body.list("handlers") {
            if case .string(let text) = $0 { Actor(rawValue: text) } else { nil }
        }
        handlingUnits = try body.codes("handling_units")
        clocks = try body.terms()
    }
}

/// 催办: whoever waits asks for haste; with a sealed `note` where there is one.
package struct MatterUrged: Event, Equatable {
    package static let kind = Entry.Kind("matter.urged")
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

/// 回访: whoever reported it was asked whether it is done, or said so himself; with the sealed `note`.
package struct MatterRated: Event, Equatable {
    package static let kind = Entry.Kind("matter.rated")
    package static let version = 1

    package let answer: Answer
    package let day: LocalDay
    package let unit: Code?

    package enum Answer: String, CaseIterable, Sendable {
        case satisfied, unsatisfied
        /// Nobody answered the call.
        case unreached
    }

    package init(_ answer: Answer, day: LocalDay, unit: Code?) {
        self.answer = answer
        self.day = day
        self.unit = unit
    }

    package var body: JSON.Object {
        ["answer": .string(answer.rawValue), "day": .day(day), "unit": unit.map { .code($0) }]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        answer = try body.word("answer")
        day = try body.day("day")
        unit = try body.codeIfPresent("unit")
    }
}

/// 一案一策: its plan, with who answers for it, or the one leader who stands over it (包案); with the sealed `note`.
package struct MatterPlanned: Event, Equatable {
    package static let kind = Entry.Kind("matter.planned")
    package static let version = 1

    package let person: Actor?
    package let leader: Actor?
    package let unit: Code?

    package init(person: Actor?, leader: Actor?, unit: Code?) {
        self.person = person
        self.leader = leader
        self.unit = unit
    }

    package var body: JSON.Object {
        [
            "leader": leader.map { .string($0.rawValue) }, "person": person.map { .string($0.rawValue) },
            "unit": unit.map { .code($0) },
        ]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        person = try body.actorIfPresent("person")
        leader = try body.actorIfPresent("leader")
        unit = try body.codeIfPresent("unit")
    }
}

/// Something was written down, or told to whoever reported it, as the sealed `note`.
package struct MatterNoted: Event, Equatable {
    package static let kind = Entry.Kind("matter.noted")
    package static let version = 1

    package let isForReporter: Bool
    package let unit: Code?
    package let attachments: [Attachment]

    package init(isForReporter: Bool, unit: Code?, attachments: [Attachment] = []) {
        self.isForReporter = isForReporter
        self.unit = unit
        self.attachments = attachments
    }

    package var body: JSON.Object {
        [
            "attachments": attachments.isEmpty ? nil : attachments.json,
            "for_reporter": .flag(isForReporter), "unit": unit.map { .code($0) },
        ]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        isForReporter = try body.flag("for_reporter")
        unit = try body.codeIfPresent("unit")
        attachments = try body.attachments() ?? []
    }
}

/// It was sorted wrongly and is sorted anew; with the sealed `note`.
package struct MatterCorrected: Event, Equatable {
    package static let kind = Entry.Kind("matter.corrected")
    package static let version = 1

    package let place: Matter.Place
    package let unit: Code?

    package init(place: Matter.Place, unit: Code?) {
        self.place = place
        self.unit = unit
    }

    package var body: JSON.Object { ["place": .object(place.json), "unit": unit.map { .code($0) }] }

    package init(body: JSON.Object) throws(JSONShapeError) {
        place = try Matter.Place(try body.object("place"))
        unit = try body.codeIfPresent("unit")
    }
}

/// A step beside the loop was taken, here or above; with the sealed `note`.
package struct MatterStepTaken: Event, Equatable {
    package static let kind = Entry.Kind("matter.step-taken")
    package static let version = 1

    package let step: Code
    package let day: LocalDay
    package let unit: Code?
    /// Of the paper by which it was done.
    package let number: String?
    package let clocks: [Clock: Term]
    package let attachments: [Attachment]

    package init(
        _ step: Code,
        day: LocalDay,
        unit: Code?,
        number: String? = nil,
        clocks: [Clock: Term] = [:],
        attachments: [Attachment] = []
    ) {
        self.step = step
        self.day = day
        self.unit = unit
        self.number = number
        self.clocks = clocks
        self.attachments = attachments
    }

    package var body: JSON.Object {
        [
            "attachments": attachments.isEmpty ? nil : attachments.json, "clocks": clocks.json,
            "day": .day(day), "number": number.map { .string($0) }, "step": .code(step),
            "unit": unit.map { .code($0) },
        ]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        step = try body.code("step")
        day = try body.day("day")
        unit = try body.codeIfPresent("unit")
        number = try body.textIfPresent("number")
        clocks = try body.terms()
        attachments = try body.attachments() ?? []
    }
}

/// A clock has come to its next mark: the warning, the limit, or a level to which it goes up.
package struct MatterClockPassed: Event, Equatable {
    package static let kind = Entry.Kind("matter.clock-passed")
    package static let version = 1

    package let clock: Clock
    /// 1 the warning, 2 the limit, 3 and more the levels.
    package let mark: Int
    package let day: LocalDay

    package init(_ clock: Clock, mark: Int, day: LocalDay) {
        self.clock = clock
        self.mark = mark
        self.day = day
    }

    package var body: JSON.Object {
        ["clock": .string(clock.rawValue), "day": .day(day), "mark": .integer(Int64(mark))]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        clock = try body.word("clock")
        mark = try body.count("mark")
        day = try body.day("day")
    }
}
