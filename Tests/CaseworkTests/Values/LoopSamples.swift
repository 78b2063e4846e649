import Casework
import Ledger
import WorkingTime

// Who takes part in the tables of the loop, and matters that have come to each place by events alone.

extension Code {
    static let lead = Code(rawValue: "enforcement-team")!
    static let helping = Code(rawValue: "construction-office")!
    static let checking = Code(rawValue: "grid-centre")!
    static let desk = Code(rawValue: "general-office")!
    static let handlingRule = Code(rawValue: "handling-rule")!
    static let letter = Code(rawValue: "letter")!
}

extension Party {
    static let handler = Party(Actor(rawValue: "staff:1")!, unit: .lead)
    static let colleague = Party(Actor(rawValue: "staff:2")!, unit: .lead)
    static let helper = Party(Actor(rawValue: "staff:3")!, unit: .helping)
    static let verifier = Party(Actor(rawValue: "staff:4")!, unit: .checking)
    static let clerk = Party(Actor(rawValue: "staff:5")!, unit: .desk)
    static let leader = Party(Actor(rawValue: "staff:6")!, unit: .desk)
    static let successor = Party(Actor(rawValue: "staff:7")!, unit: .desk)
    static let console = Party(.console)
    static let watch = Party(.matterClockRule)
    static let reporter = Party(.reporter(of: .sample))
}

extension Matter.ID {
    static let sample = Matter.ID(rawValue: 7)
    static let other = Matter.ID(rawValue: 8)
}

extension LocalDay {
    static let monday = LocalDay("2018-03-05")!
}

extension Instant {
    /// 2018-03-05, 09:00 in Shenzhen.
    static let monday = Instant(rawValue: 1_520_211_600_000)

    func after(hours: Int) -> Instant { advanced(byMilliseconds: Int64(hours) * 3_600_000) }
}

extension Term {
    /// A limit by the catalog's rule, some hours after it starts, with its warning an hour before.
    static func sample(
        hours: Int = 40,
        from start: Instant = .monday,
        escalations: [Int] = []
    ) -> Term {
        let due = start.after(hours: hours)
        return Term(
            basis: .sample,
            start: start,
            due: Due(instant: due, day: .monday),
            warning: due.after(hours: -1),
            escalations: escalations.map { due.after(hours: $0) }
        )
    }

    static let standing = Term(basis: .sample, start: .monday, due: nil, warning: nil, escalations: [])
}

extension Term.Basis {
    static let sample: Self = {
        guard let limit = try? DeadlineRule(5, .workingDays) else { preconditionFailure("Five days count.") }
        return .rule(.handlingRule, limit, pauses: [], versions: [], isProvisional: false)
    }()
}

/// A matter on its way, with the numbers of its entries.
struct Course {
    private(set) var matter: Matter
    private(set) var entry: Int64 = 100

    init(
        _ closing: Matter.Closing = .office,
        points: Int = 2,
        steps: [Matter.Step] = [],
        onTheSpot: Bool = true,
        parent: Matter.ID? = nil,
        isDwelling: Bool = false
    ) {
        let event = MatterReported(
            origin: Matter.Origin(
                kind: Code(rawValue: "report")!,
                line: Code(rawValue: "order")!,
                source: Code(rawValue: "web")!,
                closing: closing,
                confidentiality: .open,
                onTheSpot: onTheSpot,
                parent: parent,
                relapseDays: 30,
                reportedAt: .monday,
                reportedOn: .monday
            ),
            place: Matter.Place(community: nil, category: nil, isDwelling: isDwelling),
            points: points,
            steps: steps,
            clocks: [.answer: .sample()],
            key: Subject("key:1")!
        )
        matter = Matter(event, id: .sample, at: .monday)
    }

    /// The same matter after an event.
    func after(_ event: MatterEvent, by party: Party, at time: Instant = .monday) throws -> Course {
        var next = self
        next.matter = try matter.applying(event, by: party, entry: Entry.ID(rawValue: entry), at: time)
        next.entry += 1
        return next
    }

    /// What it was last asked, which `decided` decides.
    var ask: Entry.ID { matter.asks.last?.id ?? Entry.ID(rawValue: 1) }

    func filed() throws -> Course { try after(.sampleFiled, by: .clerk) }
    func dispatched() throws -> Course { try filed().after(.sampleDispatched, by: .clerk) }
    func asked(_ ask: Ask, by party: Party = .handler) throws -> Course {
        try after(.asked(MatterAsked(ask, unit: party.unit)), by: party)
    }
    func granted(by party: Party, lead: Code? = nil, clocks: [Clock: Term] = [:]) throws -> Course {
        try after(.decision(ask, .granted, by: party, lead: lead, clocks: clocks), by: party)
    }
    func suspended() throws -> Course {
        try dispatched().asked(.suspension(.hearing)).granted(by: .leader, clocks: [.handling: .standing])
    }
    func led() throws -> Course {
        try dispatched().after(
            .planned(MatterPlanned(person: nil, leader: Party.leader.actor, unit: .desk)),
            by: .clerk
        )
    }
    func split() throws -> Course { try dispatched().after(.linked(.part), by: .clerk) }
    func handled() throws -> Course {
        try dispatched().after(.whole(Array(1...matter.answered.count)), by: .handler)
    }
    func verified() throws -> Course { try handled().after(.verified(true, by: .verifier), by: .verifier) }
    func struckOff() throws -> Course { try verified().after(.struckOff(by: .verifier), by: .verifier) }
    func ended(_ outcome: Matter.Outcome) throws -> Course {
        try after(.ended(MatterEnded(outcome, day: .monday, unit: .desk)), by: .clerk)
    }
    func passedOn() throws -> Course {
        try dispatched().asked(.passUp).granted(by: .clerk)
    }
}

extension Ask {
    static let sampleLonger: Ask = {
        guard let days = try? DeadlineRule.Extension(3, .workingDays) else {
            preconditionFailure("Three days count.")
        }
        return .longer(days)
    }()
}

extension MatterEvent {
    static let sampleFiled = MatterEvent.filed(
        MatterFiled(
            reference: Matter.Reference(word: "诉", year: 2018, number: 412),
            day: .monday,
            unit: .desk,
            clocks: [.dispatch: .sample()]
        )
    )
    static let sampleDispatched = MatterEvent.dispatched(
        MatterDispatched(lead: .lead, assisting: [.helping], clocks: [.handling: .sample()], unit: .desk)
    )

    static func whole(_ points: [Int], for unit: Code = .lead) -> MatterEvent {
        .worked(
            MatterWorked(.whole, unit: unit, points: points, day: .monday, clocks: [.verification: .sample()])
        )
    }
    static func verified(_ isDone: Bool, by party: Party) -> MatterEvent {
        .verified(
            MatterVerified(
                isDone: isDone,
                isOnSite: true,
                unit: party.unit,
                day: .monday,
                clocks: isDone ? [:] : [.handling: .sample()]
            )
        )
    }
    static func struckOff(by party: Party) -> MatterEvent {
        .struckOff(MatterStruckOff(unit: party.unit, day: .monday))
    }
    static let reopened = MatterEvent.reopened(
        MatterReopened(unit: .desk, day: .monday, clocks: [.dispatch: .sample()])
    )
    static func decision(
        _ ask: Entry.ID,
        _ ruling: MatterDecided.Ruling,
        by party: Party,
        lead: Code? = nil,
        clocks: [Clock: Term] = [:]
    ) -> MatterEvent {
        .decided(MatterDecided(ask, ruling, unit: party.unit, day: .monday, lead: lead, clocks: clocks))
    }
    static func linked(_ link: MatterLinked.Link, _ other: Matter.ID = .other) -> MatterEvent {
        .linked(MatterLinked(link, other, day: .monday, unit: .desk))
    }
}
