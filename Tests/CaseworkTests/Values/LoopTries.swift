import Casework
import Ledger
import WorkingTime

/// Something that somebody tries, by its name in the tables.
struct LoopTry {
    let name: String
    let event: MatterEvent
    let party: Party

    private init(_ name: String, _ event: MatterEvent, by party: Party) {
        (self.name, self.event, self.party) = (name, event, party)
    }

    private static func ended(_ outcome: Matter.Outcome) -> MatterEvent {
        .ended(MatterEnded(outcome, day: .monday, unit: .desk))
    }
    private static func worked(_ part: MatterWorked.Part, for unit: Code) -> MatterEvent {
        .worked(MatterWorked(part, unit: unit, day: .monday))
    }
    private static func asked(_ name: String, _ ask: Ask, by party: Party = .handler) -> LoopTry {
        LoopTry(name, .asked(MatterAsked(ask, unit: party.unit)), by: party)
    }
    private static func planned(_ leader: Party?) -> MatterEvent {
        .planned(MatterPlanned(person: nil, leader: leader?.actor, unit: .desk))
    }
    private static func supervised(_ isAnswered: Bool, _ clocks: [Clock: Term]) -> MatterEvent {
        .supervised(
            MatterSupervised(isAnswered: isAnswered, outsideNumber: nil, unit: .desk, clocks: clocks)
        )
    }
    private static func sorted(_ community: Code?) -> MatterEvent {
        .corrected(
            MatterCorrected(place: Matter.Place(community: community, category: nil), unit: .desk)
        )
    }

    static let all = loop + asks + around

    private static let loop = [
        LoopTry("file", .sampleFiled, by: .clerk),
        LoopTry("decline", ended(.declined), by: .clerk),
        LoopTry("decline-by-machine", ended(.declined), by: .console),
        LoopTry("settle", ended(.settled), by: .clerk),
        LoopTry("withdraw", ended(.withdrawn), by: .reporter),
        LoopTry("merge", ended(.merged(into: .other)), by: .clerk),
        LoopTry("merge-into-itself", ended(.merged(into: .sample)), by: .clerk),
        LoopTry("close-at-source", ended(.closedAtSource), by: .clerk),
        LoopTry("end-as-struck-off", ended(.struckOff), by: .clerk),
        LoopTry("end-as-passed-on", ended(.passedOn), by: .clerk),
        LoopTry("dispatch", .sampleDispatched, by: .clerk),
        LoopTry(
            "dispatch-to-itself",
            .dispatched(MatterDispatched(lead: .lead, assisting: [.lead], clocks: [:], unit: .desk)),
            by: .clerk
        ),
        LoopTry(
            "assign",
            .assigned(MatterAssigned(person: Party.colleague.actor, unit: .lead)),
            by: .handler
        ),
        LoopTry(
            "assign-elsewhere",
            .assigned(MatterAssigned(person: Party.helper.actor, unit: .helping)),
            by: .helper
        ),
        LoopTry("progress", worked(.progress, for: .lead), by: .handler),
        LoopTry("progress-elsewhere", worked(.progress, for: .helping), by: .helper),
        LoopTry("assist", worked(.assistance, for: .helping), by: .helper),
        LoopTry("assist-unasked", worked(.assistance, for: .checking), by: .verifier),
        LoopTry("handle", .whole([1, 2]), by: .handler),
        LoopTry("handle-one-point", .whole([2]), by: .handler),
        LoopTry("handle-a-third", .whole([1, 2, 3]), by: .handler),
        LoopTry("handle-elsewhere", .whole([1, 2], for: .helping), by: .helper),
        LoopTry("verify", .verified(true, by: .verifier), by: .verifier),
        LoopTry("verify-by-handler", .verified(true, by: .handler), by: .handler),
        LoopTry("verify-by-unit", .verified(true, by: .colleague), by: .colleague),
        LoopTry("verify-by-helper", .verified(true, by: .helper), by: .helper),
        LoopTry("verify-by-machine", .verified(true, by: .console), by: .console),
        LoopTry(
            "verify-for-nobody",
            .verified(true, by: Party(Party.verifier.actor)),
            by: Party(Party.verifier.actor)
        ),
        LoopTry("send-back", .verified(false, by: .verifier), by: .verifier),
        LoopTry("send-back-by-unit", .verified(false, by: .colleague), by: .colleague),
        LoopTry("strike-off", .struckOff(by: .verifier), by: .verifier),
        LoopTry("strike-off-by-unit", .struckOff(by: .colleague), by: .colleague),
        LoopTry("strike-off-by-mach", .struckOff(by: .console), by: .console),
        LoopTry("reopen", .reopened, by: .reporter),
    ]

    private static let asks = [
        asked("ask-longer", .sampleLonger),
        asked("ask-longer-elsewhere", .sampleLonger, by: .helper),
        asked("ask-longer-by-mach", .sampleLonger, by: .console),
        asked("ask-suspension", .suspension(.awaitingParty)),
        asked("ask-transfer", .transfer(to: .helping)),
        asked("ask-transfer-to-self", .transfer(to: .lead)),
        asked("ask-hand-over", .handover(to: Party.successor.actor), by: .clerk),
        asked("ask-hand-over-same", .handover(to: Party.leader.actor), by: .clerk),
        asked("ask-return", .returnAbove),
        asked("ask-pass-up", .passUp),
        asked("ask-competence", .competence),
        asked("ask-closing", .closing, by: .clerk),
        LoopTry(
            "decide-unasked",
            .decision(Entry.ID(rawValue: 1), .granted, by: .leader),
            by: .leader
        ),
        LoopTry(
            "resume",
            .resumed(MatterResumed(unit: .desk, clocks: [.handling: .sample()])),
            by: .leader
        ),
        LoopTry("resume-no-clock", .resumed(MatterResumed(unit: .desk, clocks: [:])), by: .leader),
    ]

    private static let around = [
        LoopTry("supervise", supervised(false, [.supervision: .sample()]), by: .clerk),
        LoopTry("supervise-no-date", supervised(false, [:]), by: .clerk),
        LoopTry("answer-supervision", supervised(true, [:]), by: .clerk),
        LoopTry("absorb", .linked(.absorbed), by: .clerk),
        LoopTry("split", .linked(.part), by: .clerk),
        LoopTry("part-closed", .linked(.partClosed), by: .clerk),
        LoopTry("part-reopened", .linked(.partReopened), by: .clerk),
        LoopTry("relapse-of", .linked(.relapseOf), by: .clerk),
        LoopTry("relapsed", .linked(.relapsed), by: .clerk),
        LoopTry("link-to-itself", .linked(.absorbed, .sample), by: .clerk),
        LoopTry("urge", .urged(MatterUrged(day: .monday, unit: nil)), by: .reporter),
        LoopTry("rate", .rated(MatterRated(.satisfied, day: .monday, unit: nil)), by: .reporter),
        LoopTry("plan", planned(nil), by: .clerk),
        LoopTry("plan-leader", planned(.leader), by: .clerk),
        LoopTry("plan-other-leader", planned(.successor), by: .clerk),
        LoopTry("note", .noted(MatterNoted(isForReporter: true, unit: .desk)), by: .clerk),
        LoopTry("sort-anew", sorted(.handlingRule), by: .clerk),
        LoopTry("sort-as-it-is", sorted(nil), by: .clerk),
        LoopTry(
            "take-unknown-step",
            .stepTaken(MatterStepTaken(.letter, day: .monday, unit: .desk)),
            by: .clerk
        ),
        LoopTry(
            "pass-a-clock-early",
            .clockPassed(MatterClockPassed(.handling, mark: 1, day: .monday)),
            by: .watch
        ),
        LoopTry(
            "recount-what-is-sure",
            .recounted(
                MatterRecounted(from: [.handling: .sample()], to: [.handling: .sample(hours: 50)])
            ),
            by: .watch
        ),
    ]
}
