package import Identity
package import Ledger
import WorkingTime

/// What somebody may do to a matter now, and why not the rest.
package struct MatterActs: Sendable {
    package enum Answer: Equatable, Sendable {
        case allowed
        case lacks(Right)
        case refused(MatterRefusal)
    }

    /// In the order of `MatterAct.Name`; those that only another part of the program does are left out.
    package let answers: [(name: MatterAct.Name, answer: Answer)]

    package static let asked = MatterAct.Name.allCases.filter { $0 != .closeAtSource }

    /// - Parameters:
    ///   - home: The unit of whoever asks.
    ///   - allows: Whether he has a right for a unit, in the matter's line.
    package init(
        _ matter: Matter,
        by actor: Actor,
        home: Code?,
        at now: Instant,
        rules: MatterRules,
        allows: (Right, Code?) -> Bool
    ) {
        let day = rules.zone.day(of: now)
        answers = Self.asked.map { name in
            let samples = Self.samples(name, matter, day)
            var first: Answer?
            for (act, event) in samples {
                let answer = Self.answer(act, event, matter, actor, home, now, rules, allows)
                if answer == .allowed { return (name, .allowed) }
                if first == nil { first = answer }
            }
            return (name, first ?? .refused(.stage(matter.stage.name)))
        }
    }

    private static func answer(
        _ act: MatterAct,
        _ event: (Code?) -> MatterEvent,
        _ matter: Matter,
        _ actor: Actor,
        _ home: Code?,
        _ now: Instant,
        _ rules: MatterRules,
        _ allows: (Right, Code?) -> Bool
    ) -> Answer {
        let unit: Code?
        do {
            unit = try rules.permit(
                act,
                on: matter,
                by: actor,
                home: home,
                on: rules.zone.day(of: now),
                allows: allows
            )
        } catch { return .lacks(error.right) }
        do {
            _ = try matter.applying(
                event(unit),
                by: Party(actor, unit: unit),
                entry: Entry.ID(rawValue: Limit.integer),
                at: now
            )
        } catch { return .refused(error) }
        return .allowed
    }

    /// Acts of a name, each with the event that it would come to, filled with whatever does not decide the answer.
    private static func samples(
        _ name: MatterAct.Name,
        _ matter: Matter,
        _ day: LocalDay
    ) -> [(MatterAct, (Code?) -> MatterEvent)] {
        let other = Matter.ID(rawValue: matter.id.rawValue == 0 ? 1 : 0)
        let all = Array(1...max(1, matter.answered.count))
        func worked(_ part: MatterWorked.Part, _ points: [Int]) -> (Code?) -> MatterEvent {
            { .worked(MatterWorked(part, unit: $0 ?? matter.origin.line, points: points, day: day)) }
        }
        func verified(_ isDone: Bool) -> (Code?) -> MatterEvent {
            { .verified(MatterVerified(isDone: isDone, isOnSite: true, unit: $0, day: day)) }
        }
        func ended(_ outcome: Matter.Outcome) -> (Code?) -> MatterEvent {
            { .ended(MatterEnded(outcome, day: day, unit: $0)) }
        }
        switch name {
        case .file:
            let reference = Matter.Reference(word: "", year: day.year, number: 1)
            return [
                (.file, { .filed(MatterFiled(reference: reference, day: day, unit: $0, clocks: [:])) })
            ]
        case .decline: return [(.decline, ended(.declined))]
        case .settle: return [(.settle(), ended(.settled))]
        case .withdraw: return [(.withdraw, ended(.withdrawn))]
        case .merge: return [(.merge(into: other), ended(.merged(into: other)))]
        case .dispatch:
            return [
                (
                    .dispatch(lead: matter.origin.line, assisting: []),
                    {
                        .dispatched(
                            MatterDispatched(lead: matter.origin.line, assisting: [], clocks: [:], unit: $0)
                        )
                    }
                )
            ]
        case .assign:
            let nobody = Actor.resident
            return [(.assign(nobody), { .assigned(MatterAssigned(person: nobody, unit: $0)) })]
        case .progress: return [(.progress(points: []), worked(.progress, []))]
        case .assist:
            return matter.assisting.map { (.assist(unit: $0), worked(.assistance, [])) }
        case .handle: return [(.handle(points: all), worked(.whole, all))]
        case .verify: return [(.verify(isOnSite: true), verified(true))]
        case .sendBack: return [(.sendBack(isOnSite: true), verified(false))]
        case .strikeOff: return [(.strikeOff, { .struckOff(MatterStruckOff(unit: $0, day: day)) })]
        case .reopen:
            return [(.reopen, { .reopened(MatterReopened(unit: $0, day: day, clocks: [:])) })]
        case .ask:
            return asks(matter).map { ask in (.ask(ask), { .asked(MatterAsked(ask, unit: $0)) }) }
        case .decide:
            return matter.asks.map { open in
                let refused = MatterDecided.Ruling.refused
                return (
                    .decide(open.id, refused),
                    { .decided(MatterDecided(open.id, refused, unit: $0, day: day)) }
                )
            }
        case .resume:
            return [
                (
                    .resume,
                    { .resumed(MatterResumed(unit: $0, clocks: matter.clocks.mapValues(\.term).running)) }
                )
            ]
        case .supervise:
            let term = Term(
                basis: .date,
                start: matter.origin.reportedAt,
                due: nil,
                warning: nil,
                escalations: []
            )
            return [
                (
                    .supervise(outsideNumber: nil, until: day),
                    {
                        .supervised(
                            MatterSupervised(
                                isAnswered: false,
                                outsideNumber: nil,
                                unit: $0,
                                clocks: [.supervision: term]
                            )
                        )
                    }
                )
            ]
        case .answerSupervision:
            return [
                (
                    .answerSupervision,
                    {
                        .supervised(
                            MatterSupervised(isAnswered: true, outsideNumber: nil, unit: $0, clocks: [:])
                        )
                    }
                )
            ]
        case .markRelapse:
            return [
                (
                    .markRelapse(of: other),
                    { .linked(MatterLinked(.relapseOf, other, day: day, unit: $0)) }
                )
            ]
        case .urge: return [(.urge, { .urged(MatterUrged(day: day, unit: $0)) })]
        case .rate: return [(.rate(.satisfied), { .rated(MatterRated(.satisfied, day: day, unit: $0)) })]
        case .plan:
            return [
                (
                    .plan(person: nil, leader: nil),
                    { .planned(MatterPlanned(person: nil, leader: nil, unit: $0)) }
                )
            ]
        case .note:
            return [
                (
                    .note(isForReporter: true),
                    { .noted(MatterNoted(isForReporter: true, unit: $0)) }
                )
            ]
        case .correct:
            var place = matter.place
            place.isDwelling.toggle()
            return [(.correct(place), { .corrected(MatterCorrected(place: place, unit: $0)) })]
        case .takeStep:
            return matter.steps.filter { $0.taken == nil }.map { step in
                (
                    .takeStep(step.code, number: nil),
                    { .stepTaken(MatterStepTaken(step.code, day: day, unit: $0)) }
                )
            }
        case .closeAtSource: return []
        }
    }

    /// One of each sort.
    private static func asks(_ matter: Matter) -> [Ask] {
        let longer = (try? DeadlineRule.Extension(1, .workingDays)).map { [Ask.longer($0)] } ?? []
        return longer + [
            .suspension(.suspension), .transfer(to: matter.origin.line), .handover(to: .resident),
            .returnAbove, .passUp, .competence, .closing,
        ]
    }
}

extension [Clock: Term] {
    /// The same with an end for those that stand, as a resumption would give them.
    fileprivate var running: Self {
        mapValues { term in
            term.due != nil
                ? term
                : Term(
                    basis: term.basis,
                    start: term.start,
                    due: Term.Due(instant: Limit.instant, day: LocalDay(daysSince1970: 0)),
                    warning: nil,
                    escalations: []
                )
        }
    }
}
