import Administration
import Casework
import Catalog
import Identity
import Ledger
import Storage

extension Colleague {
    /// What of the confidential matters is shown to him.
    func sight(_ catalog: Catalog) -> MatterFilter.Sight {
        if may(.seeConfidential) { return .everything }
        let lines = catalog.lines.map(\.code).filter { may(.seeConfidential, line: $0) }
        let units = catalog.units.map(\.code).filter { may(.seeConfidential, unit: $0) }
        return lines.isEmpty && units.isEmpty ? .office : .some(lines: lines, units: units)
    }

    func maySee(_ matter: Matter) -> Bool {
        matter.isVisible { may($0, unit: $1, line: matter.origin.line) }
    }
}

extension Office {
    /// The matter that an address names, if the visitor may see it; what he may not see is not there.
    func matter(_ text: String, _ visitor: some Colleague, _ reader: Reader) throws -> Matter {
        guard let number = Int64(exactly: text),
            let matter = try Matters.state(Matter.ID(rawValue: number), reader), visitor.maySee(matter)
        else { throw Fault.noMatter(text) }
        return matter
    }

    /// What whoever asks may do to a matter now.
    func acts(_ matter: Matter, _ visitor: some Colleague, _ rules: MatterRules) -> MatterActs {
        MatterActs(
            matter,
            by: visitor.actor,
            home: visitor.home,
            at: store.clock.now,
            rules: rules
        ) { visitor.may($0, unit: $1, line: matter.origin.line) }
    }

    /// Who did something about a matter: a member by name, others by what they are.
    func partyName(
        _ actor: Actor,
        _ matter: Matter.ID,
        _ language: Language,
        _ reader: Reader
    ) throws -> String {
        switch actor {
        case .resident: MatterWord.actorResident[language]
        case .reporter(of: matter): MatterWord.actorReporter[language]
        case .matterClockRule, .matterRecountRule: MatterWord.actorRule[language]
        default: try name(of: actor, reader)
        }
    }

    func kindName(_ code: Code, _ language: Language) -> String {
        catalog.matterKind(code)?.name[language] ?? code.rawValue
    }

    func sourceName(_ code: Code, _ language: Language) -> String {
        catalog.source(code)?.name[language] ?? code.rawValue
    }

    /// From the top, joined by slashes.
    func categoryName(_ code: Code, _ language: Language) -> String {
        let path = catalog.path(of: code)
        return path.isEmpty ? code.rawValue : path.map { $0.name[language] }.joined(separator: " / ")
    }

    func stepName(_ step: Code, of kind: Code, _ language: Language) -> String {
        catalog.matterKind(kind)?.steps.first { $0.code == step }?.name[language] ?? step.rawValue
    }

    func clockName(_ clock: Clock, of kind: Code, _ language: Language) -> String {
        switch clock {
        case .answer: MatterWord.clockAnswer[language]
        case .dispatch: MatterWord.clockDispatch[language]
        case .handling: MatterWord.clockHandling[language]
        case .verification: MatterWord.clockVerification[language]
        case .supervision: MatterWord.clockSupervision[language]
        case .step(let code): stepName(code, of: kind, language)
        }
    }

    /// "3 days left", "2 hours late".
    func time(until due: Instant, _ language: Language) -> String {
        let minutes = (due.rawValue - store.clock.now.rawValue) / 60_000
        let size = abs(minutes)
        let amount =
            size >= 2880
            ? MatterWord.days[language, "\(size / 1440)"]
            : size >= 120
                ? MatterWord.hours[language, "\(size / 60)"] : MatterWord.minutes[language, "\(size)"]
        return minutes < 0 ? MatterWord.late[language, amount] : MatterWord.left[language, amount]
    }
}

extension Matter.Stage {
    func text(_ language: Language) -> String {
        switch self {
        case .closed(let outcome, _): outcome.name.word[language]
        case .reported, .filed, .dispatched, .handled, .verified: name.word[language]
        }
    }
}

extension Matter.Stage.Name {
    var word: MatterWord {
        switch self {
        case .reported: .stageReported
        case .filed: .stageFiled
        case .dispatched: .stageDispatched
        case .handled: .stageHandled
        case .verified: .stageVerified
        case .closed: .stageClosed
        }
    }
}

extension Matter.Outcome.Name {
    var word: MatterWord {
        switch self {
        case .struckOff: .outcomeStruckOff
        case .settled: .outcomeSettled
        case .declined: .outcomeDeclined
        case .withdrawn: .outcomeWithdrawn
        case .merged: .outcomeMerged
        case .passedOn: .outcomePassedOn
        case .closedAtSource: .outcomeClosedAtSource
        }
    }
}

extension Ask.Sort {
    var word: MatterWord {
        switch self {
        case .extension: .askExtension
        case .suspension: .askSuspension
        case .transfer: .askTransfer
        case .handover: .askHandover
        case .returnAbove: .askReturn
        case .passUp: .askPassUp
        case .competence: .askCompetence
        case .closing: .askClosing
        }
    }
}

extension MatterAct.Name {
    var word: MatterWord {
        switch self {
        case .file: .actFile
        case .decline: .actDecline
        case .settle: .actSettle
        case .withdraw: .actWithdraw
        case .merge: .actMerge
        case .dispatch: .actDispatch
        case .assign: .actAssign
        case .progress: .actProgress
        case .assist: .actAssist
        case .handle: .actHandle
        case .verify: .actVerify
        case .sendBack: .actSendBack
        case .strikeOff: .actStrikeOff
        case .reopen: .actReopen
        case .ask: .actAsk
        case .decide: .actDecide
        case .resume: .actResume
        case .supervise: .actSupervise
        case .answerSupervision: .actAnswerSupervision
        case .markRelapse: .actMarkRelapse
        case .urge: .actUrge
        case .rate: .actRate
        case .plan: .actPlan
        case .note: .actNote
        case .correct: .actCorrect
        case .takeStep: .actTakeStep
        case .closeAtSource: .actCloseAtSource
        }
    }
}
