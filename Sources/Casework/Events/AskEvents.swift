package import Ledger

/// Something was asked, with the sealed `note` that says why.
package struct MatterAsked: Event, Equatable {
    package static let kind = Entry.Kind("matter.asked")
    package static let version = 1

    package let ask: Ask
    package let unit: Code?

    package init(_ ask: Ask, unit: Code?) {
        self.ask = ask
        self.unit = unit
    }

    package var body: JSON.Object { ["ask": .object(ask.json), "unit": unit.map { .code($0) }] }

    package init(body: JSON.Object) throws(JSONShapeError) {
        ask = try Ask(try body.object("ask"))
        unit = try body.codeIfPresent("unit")
    }
}

/// What was asked is decided, here or above; with the sealed `note`.
package struct MatterDecided: Event, Equatable {
    package static let kind = Entry.Kind("matter.decided")
    package static let version = 1

    /// The entry by which it was asked.
    package let ask: Entry.ID
    package let decision: Ruling
    package let unit: Code?
    package let day: LocalDay
    /// The number of the decision, where it was made above.
    package let outsideNumber: String?
    /// The unit of the office to which a dispute of competence gave it; nil where it went elsewhere.
    package let lead: Code?
    package let clocks: [Clock: Term]

    package enum Ruling: String, CaseIterable, Sendable {
        case granted, refused
        /// Given up by whoever asked.
        case dropped
    }

    package init(
        _ ask: Entry.ID,
        _ decision: Ruling,
        unit: Code?,
        day: LocalDay,
        outsideNumber: String? = nil,
        lead: Code? = nil,
        clocks: [Clock: Term] = [:]
    ) {
        self.ask = ask
        self.decision = decision
        self.unit = unit
        self.day = day
        self.outsideNumber = outsideNumber
        self.lead = lead
        self.clocks = clocks
    }

    package var body: JSON.Object {
        [
            "ask": .id(ask), "clocks": clocks.json, "day": .day(day),
            "decision": .string(decision.rawValue), "lead": lead.map { .code($0) },
            "outside_number": outsideNumber.map { .string($0) }, "unit": unit.map { .code($0) },
        ]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        ask = try body.id("ask")
        decision = try body.word("decision")
        unit = try body.codeIfPresent("unit")
        day = try body.day("day")
        outsideNumber = try body.textIfPresent("outside_number")
        lead = try body.codeIfPresent("lead")
        clocks = try body.terms()
    }
}

/// The pause of a suspension ends, and the clock runs again.
package struct MatterResumed: Event, Equatable {
    package static let kind = Entry.Kind("matter.resumed")
    package static let version = 1

    package let unit: Code?
    package let clocks: [Clock: Term]

    package init(unit: Code?, clocks: [Clock: Term]) {
        self.unit = unit
        self.clocks = clocks
    }

    package var body: JSON.Object { ["clocks": clocks.json, "unit": unit.map { .code($0) }] }

    package init(body: JSON.Object) throws(JSONShapeError) {
        unit = try body.codeIfPresent("unit")
        clocks = try body.terms()
    }
}

/// 督办: somebody above watches over it and wants an answer by a date, or has been answered (`answered`); with the sealed `note`.
package struct MatterSupervised: Event, Equatable {
    package static let kind = Entry.Kind("matter.supervised")
    package static let version = 1

    package let isAnswered: Bool
    /// Of the supervision letter.
    package let outsideNumber: String?
    package let unit: Code?
    package let clocks: [Clock: Term]

    package init(isAnswered: Bool, outsideNumber: String?, unit: Code?, clocks: [Clock: Term]) {
        self.isAnswered = isAnswered
        self.outsideNumber = outsideNumber
        self.unit = unit
        self.clocks = clocks
    }

    package var body: JSON.Object {
        [
            "answered": .flag(isAnswered), "clocks": clocks.json,
            "outside_number": outsideNumber.map { .string($0) }, "unit": unit.map { .code($0) },
        ]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        isAnswered = try body.flag("answered")
        outsideNumber = try body.textIfPresent("outside_number")
        unit = try body.codeIfPresent("unit")
        clocks = try body.terms()
    }
}
