package import Ledger

/// What somebody wants to do to a matter, before clocks, numbers and units are resolved.
package enum MatterAct: Equatable, Sendable {
    case file
    case decline
    /// 即办即结, by the workstation of its community.
    case settle(attachments: [Attachment] = [])
    case withdraw
    case merge(into: Matter.ID)
    /// - Parameter lead: Nil for the unit that the routes of its kind give.
    case dispatch(lead: Code?, assisting: [Code])
    case assign(Actor)
    case progress(points: [Int], isForReporter: Bool = false, attachments: [Attachment] = [])
    case assist(unit: Code, attachments: [Attachment] = [])
    case handle(points: [Int], isForReporter: Bool = false, attachments: [Attachment] = [])
    case verify(isOnSite: Bool, attachments: [Attachment] = [])
    case sendBack(isOnSite: Bool, attachments: [Attachment] = [])
    case strikeOff
    case reopen
    case ask(Ask)
    /// - Parameter lead: Of the office, to which a dispute of competence gave it.
    case decide(Entry.ID, MatterDecided.Ruling, lead: Code? = nil, outsideNumber: String? = nil)
    case resume
    case supervise(outsideNumber: String?, until: LocalDay)
    case answerSupervision
    case markRelapse(of: Matter.ID)
    case urge
    case rate(MatterRated.Answer)
    case plan(person: Actor?, leader: Actor?)
    case note(isForReporter: Bool, attachments: [Attachment] = [])
    case correct(Matter.Place)
    case takeStep(Code, number: String?, attachments: [Attachment] = [])
    /// It was closed elsewhere before it came in.
    case closeAtSource(isInTime: Bool?, on: LocalDay)

    /// The word of addresses and requests.
    package var name: Name {
        switch self {
        case .file: .file
        case .decline: .decline
        case .settle: .settle
        case .withdraw: .withdraw
        case .merge: .merge
        case .dispatch: .dispatch
        case .assign: .assign
        case .progress: .progress
        case .assist: .assist
        case .handle: .handle
        case .verify: .verify
        case .sendBack: .sendBack
        case .strikeOff: .strikeOff
        case .reopen: .reopen
        case .ask: .ask
        case .decide: .decide
        case .resume: .resume
        case .supervise: .supervise
        case .answerSupervision: .answerSupervision
        case .markRelapse: .markRelapse
        case .urge: .urge
        case .rate: .rate
        case .plan: .plan
        case .note: .note
        case .correct: .correct
        case .takeStep: .takeStep
        case .closeAtSource: .closeAtSource
        }
    }

    package enum Name: String, CaseIterable, Sendable {
        case file, decline, settle, withdraw, merge, dispatch, assign, progress, assist, handle, verify
        case sendBack = "send-back"
        case strikeOff = "strike-off"
        case reopen, ask, decide, resume, supervise
        case answerSupervision = "answer-supervision"
        case markRelapse = "mark-relapse"
        case urge, rate, plan, note, correct
        case takeStep = "take-step"
        case closeAtSource = "close-at-source"

        /// Whether somebody has to say why, how, or with what result, whatever the matter.
        package var needsNote: Bool {
            switch self {
            case .decline, .settle, .merge, .progress, .assist, .handle, .sendBack, .reopen, .ask, .plan,
                .note, .correct, .supervise, .answerSupervision:
                true
            case .file, .withdraw, .dispatch, .assign, .verify, .strikeOff, .decide, .resume, .markRelapse,
                .urge, .rate, .takeStep, .closeAtSource:
                false
            }
        }
    }

    var attachments: [Attachment] {
        switch self {
        case .settle(let files), .progress(_, _, let files), .assist(_, let files), .handle(_, _, let files),
            .verify(_, let files), .sendBack(_, let files), .note(_, let files), .takeStep(_, _, let files):
            files
        case .file, .decline, .withdraw, .merge, .dispatch, .assign, .strikeOff, .reopen, .ask, .decide,
            .resume, .supervise, .answerSupervision, .markRelapse, .urge, .rate, .plan, .correct,
            .closeAtSource:
            []
        }
    }
}

extension MatterAct {
    /// Whether it has to be said why, how, or with what result: also where somebody else's decision is written down, and
    /// where the office withdraws what another reported.
    func needsNote(on matter: Matter, by actor: Actor) -> Bool {
        switch self {
        case .decide(let id, let ruling, _, _): matter.isDecidedAbove(id, ruling)
        case .withdraw: actor != .reporter(of: matter.id)
        default: name.needsNote
        }
    }

    /// All that is asked, for the digest of a request.
    var json: JSON.Object {
        var json: JSON.Object =
            switch self {
            case .file, .decline, .settle, .withdraw, .strikeOff, .reopen, .resume, .answerSupervision, .urge:
                [:]
            case .merge(let id), .markRelapse(let id): ["other": .id(id)]
            case .dispatch(let lead, let assisting):
                ["assisting": .codes(assisting), "lead": lead.map { .code($0) }]
            case .assign(let person): ["person": .string(person.rawValue)]
            case .progress(let points, let tells, _), .handle(let points, let tells, _):
                [
                    "for_reporter": .flag(tells), "points": .array(points.map { .integer(Int64($0)) }),
                ]
            case .assist(let unit, _): ["unit": .code(unit)]
            case .verify(let isOnSite, _), .sendBack(let isOnSite, _): ["on_site": .flag(isOnSite)]
            case .ask(let ask): ["ask": .object(ask.json)]
            case .decide(let ask, let ruling, let lead, let number):
                [
                    "ask": .id(ask), "decision": .string(ruling.rawValue), "lead": lead.map { .code($0) },
                    "number": number.map { .string($0) },
                ]
            case .supervise(let number, let day):
                ["number": number.map { .string($0) }, "until": .day(day)]
            case .rate(let answer): ["answer": .string(answer.rawValue)]
            case .plan(let person, let leader):
                [
                    "leader": leader.map { .string($0.rawValue) },
                    "person": person.map { .string($0.rawValue) },
                ]
            case .note(let isForReporter, _): ["for_reporter": .flag(isForReporter)]
            case .correct(let place): ["place": .object(place.json)]
            case .takeStep(let step, let number, _):
                ["number": number.map { .string($0) }, "step": .code(step)]
            case .closeAtSource(let isInTime, let day):
                ["in_time": isInTime.map { .bool($0) }, "on": .day(day)]
            }
        json["act"] = .string(name.rawValue)
        if !attachments.isEmpty { json["attachments"] = attachments.json }
        return json
    }
}
