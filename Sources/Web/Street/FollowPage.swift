import Casework
import Identity
import Ledger
import Storage

/// A report as whoever made it follows it: honest about what was done and what was not.
struct FollowPage: Page {
    static let template = "follow"

    struct Step: Sendable {
        let label: String
        let time: String
        let note: String?
    }

    let title: String
    var place: Frame.Place? { .follow }
    let number: String
    let state: String
    let isStruck: Bool
    let due: String?
    let isLate: Bool
    let isErased: Bool
    let points: [String]
    let steps: [Step]
    let hasActs: Bool
    let forms: [FormSection]
    let receipt: String

    init(
        _ matter: Matter,
        visit: SessionToken,
        sent: FormBody?,
        problem: String?,
        _ office: Office,
        _ language: Language,
        _ reader: Reader
    ) throws {
        let words = try Matters.words(of: matter.id, reader)
        title = words?.title ?? StreetWord.followTitle[language]
        number = matter.reference.map { "\($0) · #\(matter.id)" } ?? "#\(matter.id)"
        state = matter.stage.publicText(office, language)
        isStruck = matter.stage.outcome == .struckOff
        let next = matter.clocks.values.compactMap { $0.term.due?.instant }.min()
        due = next.map { office.zone.clock(of: $0) }
        isLate = next.map { $0 < office.store.clock.now } ?? false
        points = words?.points ?? []
        isErased = points.isEmpty
        steps = try Matters.history(of: matter.id, reader).compactMap { line in
            Step(line, matter, office, language)
        }
        receipt = "/follow/\(matter.id)/receipt"
        forms = try FollowAct.allowed(on: matter, office).map { act in
            let isSent = sent?["act"] == act.rawValue
            return FormSection(
                heading: act.word[language],
                form: FormView(
                    to: "/follow/\(matter.id)",
                    visit,
                    fields: [.hidden("act", act.rawValue)] + Self.fields(act, language),
                    submit: act.word[language],
                    sent: isSent ? sent : nil,
                    problem: isSent ? problem : nil,
                    isGrave: act == .withdraw
                )
            )
        }
        hasActs = !forms.isEmpty
    }

    private static func fields(_ act: FollowAct, _ language: Language) -> [FormView.Field] {
        switch act {
        case .satisfied, .withdraw, .urge: []
        case .add: [.text("note", StreetWord.actNoteLabel[language])]
        case .unsatisfied, .reopen: [.text("note", StreetWord.actReopenLabel[language])]
        }
    }
}

extension FollowPage.Step {
    /// Nil where it is the office's own business.
    init?(_ line: HistoryLine, _ matter: Matter, _ office: Office, _ language: Language) {
        let unit = line.party.unit.map { office.unitName($0, language) } ?? ""
        let lead = matter.stage.lead.map { office.unitName($0, language) } ?? unit
        switch line.kind {
        case MatterReported.kind: label = StreetWord.eventReported[language]
        case MatterFiled.kind:
            label = StreetWord.eventFiled[language, matter.reference.map { "\($0)" } ?? ""]
        case MatterEnded.kind: label = StreetWord.eventEnded[language]
        case MatterDispatched.kind: label = StreetWord.eventDispatched[language, lead]
        case MatterWorked.kind: label = StreetWord.eventWorked[language, unit]
        case MatterVerified.kind: label = StreetWord.eventVerified[language]
        case MatterStruckOff.kind: label = StreetWord.eventStruckOff[language]
        case MatterReopened.kind: label = StreetWord.eventReopened[language]
        case MatterUrged.kind: label = StreetWord.eventUrged[language]
        case MatterRated.kind: label = StreetWord.eventRated[language]
        case MatterNoted.kind:
            guard line.isForReporter else { return nil }
            label = StreetWord.eventNoted[language]
        default: return nil
        }
        time = office.zone.clock(of: line.at)
        note = line.isForReporter ? line.note : nil
    }
}

extension Matter.Stage {
    /// In words that promise no more than was done.
    func publicText(_ office: Office, _ language: Language) -> String {
        switch self {
        case .reported: StreetWord.stateReported[language]
        case .filed: StreetWord.stateFiled[language]
        case .dispatched(let lead): StreetWord.stateDispatched[language, office.unitName(lead, language)]
        case .handled: StreetWord.stateHandled[language]
        case .verified: StreetWord.stateVerified[language]
        case .closed(let outcome, _):
            switch outcome {
            case .struckOff: StreetWord.stateStruckOff[language]
            case .settled: StreetWord.stateSettled[language]
            case .declined: StreetWord.stateDeclined[language]
            case .withdrawn: StreetWord.stateWithdrawn[language]
            case .merged: StreetWord.stateMerged[language]
            case .passedOn: StreetWord.statePassedOn[language]
            case .closedAtSource: StreetWord.stateAtSource[language]
            }
        }
    }
}
