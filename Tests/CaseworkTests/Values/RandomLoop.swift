import Casework
import Ledger
import TestSupport
import WorkingTime

/// Draws whatever can be asked of a matter, sensible or not.
struct RandomLoop {
    var chance: SeededGenerator
    var entry: Int64 = 100
    var now = Instant(rawValue: 1_520_212_800_000)

    static let units = ["a", "b", "c", "d", "e", "f"].map { Code(rawValue: "unit-\($0)")! }
    static let people = (1...6).map { Actor(rawValue: "staff:\($0)")! }
    private static let day = LocalDay("2018-03-05")!

    mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &chance) }
    private mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }
    private mutating func unit() -> Code { pick(Self.units) }
    private mutating func person() -> Actor { pick(Self.people) }

    /// Mostly a member of the staff for some unit; at times the machine, a rule or the reporter.
    mutating func party(_ matter: Matter) -> Party {
        switch below(12) {
        case 0: Party(.console)
        case 1: Party(.reporter(of: matter.id))
        case 2: Party(.matterClockRule)
        case 3: Party(person())
        default: Party(person(), unit: unit())
        }
    }

    /// A clock that runs for some hours, or stands.
    mutating func term(from start: Instant? = nil, stands: Bool = false) -> Term {
        let start = start ?? now
        let hours = Int64(1 + below(50))
        let isProvisional = below(3) == 0
        let due = start.advanced(byMilliseconds: hours * 3_600_000)
        let basis: Term.Basis =
            (try? DeadlineRule(5, .workingDays)).map {
                .rule(Code(rawValue: "rule")!, $0, pauses: [], versions: [], isProvisional: isProvisional)
            } ?? .date
        return Term(
            basis: basis,
            start: start,
            due: stands ? nil : Term.Due(instant: due, day: Self.day),
            warning: stands ? nil : start.advanced(byMilliseconds: hours * 2_880_000),
            escalations: stands ? [] : [due.advanced(byMilliseconds: 3_600_000)]
        )
    }

    private mutating func terms(_ clocks: Clock...) -> [Clock: Term] {
        var terms: [Clock: Term] = [:]
        for clock in clocks where below(4) > 0 { terms[clock] = term() }
        return terms
    }

    mutating func reported(_ number: Int64) -> Matter {
        let gates = Matter.Step.Gate.allCases
        let steps = (0..<below(3)).map { place in
            Matter.Step(
                code: Code(rawValue: "step-\(place)")!,
                before: pick(gates),
                isRequired: below(2) == 0
            )
        }
        let event = MatterReported(
            origin: Matter.Origin(
                kind: Code(rawValue: "kind")!,
                line: Code(rawValue: "line")!,
                source: Code(rawValue: "web")!,
                closing: below(3) == 0 ? .source : .office,
                confidentiality: .open,
                onTheSpot: below(2) == 0,
                parent: below(8) == 0 ? Matter.ID(rawValue: 7) : nil,
                relapseDays: 30,
                reportedAt: now,
                reportedOn: Self.day
            ),
            place: Matter.Place(community: nil, category: nil, isDwelling: below(4) == 0),
            points: 1 + below(3),
            steps: steps,
            clocks: terms(.answer),
            key: Subject("key:1")!
        )
        return Matter(event, id: Matter.ID(rawValue: number), at: now)
    }

    /// Something that somebody tries, often on the common way, for the unit that the entry will name.
    mutating func next(_ matter: Matter) -> (event: MatterEvent, party: Party) {
        let party = party(matter)
        if below(4) == 0, let next = onTheWay(matter) { return next }
        let event = anything(matter)
        return (event, Party(party.actor, unit: event.unit))
    }

    /// What brings it further, by whoever may, so that a matter is not only refused things.
    private mutating func onTheWay(_ matter: Matter) -> (event: MatterEvent, party: Party)? {
        let (day, lead) = (Self.day, matter.stage.lead ?? Self.units[0])
        let taken = Set(matter.handlingUnits + matter.assisting + [lead])
        let free = Self.units.first { !taken.contains($0) }
        let handler = Party(person(), unit: lead)
        let checker = Party(
            Self.people.first { !matter.handlers.contains($0) && $0 != matter.person } ?? person(),
            unit: free
        )
        if let open = matter.asks.last, below(2) == 0 { return granted(open, checker, on: matter) }
        if let step = matter.steps.first(where: { $0.taken == nil && $0.isRequired }) {
            return (.stepTaken(MatterStepTaken(step.code, day: day, unit: lead)), handler)
        }
        switch matter.stage {
        case .reported, .closed: return nil
        case .filed:
            let unit = unit()
            let event = MatterDispatched(lead: unit, assisting: [], clocks: terms(.handling), unit: lead)
            return (.dispatched(event), handler)
        case .dispatched:
            if matter.suspended != nil {
                return (.resumed(MatterResumed(unit: lead, clocks: [.handling: term()])), handler)
            }
            if below(8) == 0 {
                return (.asked(MatterAsked(.suspension(.awaitingParty), unit: lead)), handler)
            }
            let points = Array(1...matter.answered.count)
            return (.worked(MatterWorked(.whole, unit: lead, points: points, day: day)), handler)
        case .handled:
            return (.verified(MatterVerified(isDone: true, isOnSite: true, unit: free, day: day)), checker)
        case .verified:
            return matter.origin.closing == .office
                ? (.struckOff(MatterStruckOff(unit: free, day: day)), checker)
                : (.asked(MatterAsked(.closing, unit: free)), checker)
        }
    }

    /// What was asked is granted by whoever decides it, its clocks as the command would give them.
    private mutating func granted(
        _ open: OpenAsk,
        _ other: Party,
        on matter: Matter
    ) -> (event: MatterEvent, party: Party) {
        let party: Party =
            switch open.ask {
            case .transfer(let to): Party(other.actor, unit: to)
            case .handover(let to): Party(to, unit: other.unit)
            case .longer, .suspension, .returnAbove, .passUp, .competence, .closing: other
            }
        let event = MatterDecided(
            open.id,
            .granted,
            unit: party.unit,
            day: Self.day,
            lead: matter.stage.lead,
            clocks: decisionClocks(open.ask, matter)
        )
        return (.decided(event), party)
    }

    private mutating func decisionClocks(_ ask: Ask, _ matter: Matter) -> [Clock: Term] {
        switch ask {
        case .suspension: matter.clocks[.handling] == nil ? [:] : [.handling: term(stands: true)]
        case .longer: [.handling: term(stands: matter.suspended != nil)]
        case .closing: terms(.handling)
        case .transfer, .handover, .returnAbove, .passUp, .competence: [:]
        }
    }

    private mutating func anything(_ matter: Matter) -> MatterEvent {
        let (day, lead) = (Self.day, matter.stage.lead)
        let near = below(2) == 0
        let unit = near ? lead ?? unit() : unit()
        let points = near ? Array(1...matter.answered.count) : [1 + below(4)]
        switch below(25) {
        case 0:
            let reference = Matter.Reference(word: "诉", year: 2018, number: 1 + Int64(below(1000)))
            return .filed(
                MatterFiled(reference: reference, day: day, unit: unit, clocks: terms(.dispatch, .handling))
            )
        case 1:
            let outcome: Matter.Outcome = pick([
                .declined, .settled, .withdrawn, .merged(into: matter.id),
                .merged(into: Matter.ID(rawValue: 5)), .closedAtSource, .struckOff, .passedOn,
            ])
            return .ended(MatterEnded(outcome, day: day, unit: unit))
        case 2, 3:
            let others = Self.units.filter { _ in below(3) == 0 }
            return .dispatched(
                MatterDispatched(lead: unit, assisting: others, clocks: terms(.handling), unit: unit)
            )
        case 4: return .assigned(MatterAssigned(person: person(), unit: unit))
        case 5, 6, 7:
            let part: MatterWorked.Part = pick([.progress, .assistance, .whole, .whole])
            return .worked(
                MatterWorked(part, unit: unit, points: points, day: day, clocks: terms(.verification))
            )
        case 8, 9, 10:
            let isDone = below(3) > 0
            return .verified(
                MatterVerified(
                    isDone: isDone,
                    isOnSite: true,
                    unit: unit,
                    day: day,
                    clocks: isDone ? [:] : terms(.handling)
                )
            )
        case 11, 12: return .struckOff(MatterStruckOff(unit: unit, day: day))
        case 13: return .reopened(MatterReopened(unit: unit, day: day, clocks: terms(.dispatch)))
        case 14, 15: return .asked(MatterAsked(ask(), unit: unit))
        case 16, 17: return decision(matter, unit)
        case 18: return .resumed(MatterResumed(unit: unit, clocks: terms(.handling)))
        case 19:
            let isAnswered = below(2) == 0
            return .supervised(
                MatterSupervised(
                    isAnswered: isAnswered,
                    outsideNumber: nil,
                    unit: unit,
                    clocks: isAnswered ? [:] : terms(.supervision)
                )
            )
        case 20:
            let link: MatterLinked.Link = pick([
                .absorbed, .part, .partClosed, .partReopened, .relapseOf, .relapsed,
            ])
            let other = near ? matter.openParts.first ?? Matter.ID(rawValue: 3) : matter.id
            return .linked(
                MatterLinked(
                    link,
                    other,
                    day: day,
                    unit: unit,
                    handlers: below(2) == 0 ? [person()] : [],
                    handlingUnits: below(2) == 0 ? [self.unit()] : [],
                    clocks: link == .partReopened ? terms(.handling) : [:]
                )
            )
        case 21:
            return pick([
                .urged(MatterUrged(day: day, unit: unit)),
                .rated(MatterRated(.unsatisfied, day: day, unit: unit)),
                .noted(MatterNoted(isForReporter: true, unit: unit)),
                .planned(
                    MatterPlanned(person: nil, leader: below(2) == 0 ? person() : nil, unit: unit)
                ),
                .corrected(
                    MatterCorrected(
                        place: Matter.Place(
                            community: below(2) == 0 ? Code(rawValue: "440310001001") : nil,
                            category: nil
                        ),
                        unit: unit
                    )
                ),
            ])
        case 22:
            let step = matter.steps.isEmpty ? Code(rawValue: "step-9")! : pick(matter.steps.map(\.code))
            return .stepTaken(MatterStepTaken(step, day: day, unit: unit))
        case 23: return recounted(matter)
        default:
            if near, let next = matter.nextMark {
                now = max(now, next.at)
                return .clockPassed(MatterClockPassed(next.clock, mark: next.mark, day: day))
            }
            return .clockPassed(MatterClockPassed(.handling, mark: 1 + below(3), day: day))
        }
    }

    /// One of its clocks with some hours more or less, whether it leans on a year without its notice or not.
    private mutating func recounted(_ matter: Matter) -> MatterEvent {
        let clocks = matter.clocks.sorted { $0.key < $1.key }
        guard !clocks.isEmpty else {
            return .recounted(MatterRecounted(from: [.answer: term()], to: [.answer: term()]))
        }
        let (clock, running) = pick(clocks)
        let again = term(from: running.term.start, stands: running.term.due == nil)
        return .recounted(MatterRecounted(from: [clock: running.term], to: [clock: again]))
    }

    private mutating func ask() -> Ask {
        switch below(8) {
        case 0: (try? DeadlineRule.Extension(3, .workingDays)).map { .longer($0) } ?? .passUp
        case 1: .suspension(.hearing)
        case 2: .transfer(to: unit())
        case 3: .handover(to: person())
        case 4: .returnAbove
        case 5: .passUp
        case 6: .competence
        default: .closing
        }
    }

    private mutating func decision(_ matter: Matter, _ unit: Code) -> MatterEvent {
        guard !matter.asks.isEmpty else {
            return .decided(MatterDecided(Entry.ID(rawValue: 1), .granted, unit: unit, day: Self.day))
        }
        let open = pick(matter.asks)
        return .decided(
            MatterDecided(
                open.id,
                pick([.granted, .granted, .refused, .dropped]),
                unit: unit,
                day: Self.day,
                lead: below(2) == 0 ? self.unit() : nil,
                clocks: below(3) == 0 ? terms(.handling) : decisionClocks(open.ask, matter)
            )
        )
    }
}
