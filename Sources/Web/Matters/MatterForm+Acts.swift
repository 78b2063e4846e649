import Casework
import Ledger
import Registers
import Storage
import WorkingTime

extension MatterForm {
    /// What was sent with the form, as acts in their order.
    ///
    /// - Throws: `MatterError`, or `Fault.form` where no page of ours could have sent it.
    func acts(
        _ form: FormBody,
        _ files: [Attachment],
        on matter: Matter,
        _ colleague: some Colleague,
        _ reader: Reader
    ) throws -> [MatterAct] {
        let isOnSite = form["onsite"] == FormView.Field.ticked
        let tells = form["reporter"] == FormView.Field.ticked
        switch self {
        case .fileAndDispatch: return [.file, try Self.dispatch(form)]
        case .verifyAndStrikeOff: return [.verify(isOnSite: isOnSite, attachments: files), .strikeOff]
        case .split: throw Fault.form
        case .act(let name):
            switch name {
            case .file: return [.file]
            case .decline: return [.decline]
            case .settle: return [.settle(attachments: files)]
            case .withdraw: return [.withdraw]
            case .merge: return [.merge(into: try Self.other(form, colleague, reader))]
            case .markRelapse: return [.markRelapse(of: try Self.other(form, colleague, reader))]
            case .dispatch: return [try Self.dispatch(form)]
            case .assign: return [.assign(try Self.actor(form, "person"))]
            case .progress:
                return [
                    .progress(
                        points: Self.points(form, matter),
                        isForReporter: tells,
                        attachments: files
                    )
                ]
            case .handle:
                return [
                    .handle(
                        points: Self.points(form, matter),
                        isForReporter: tells,
                        attachments: files
                    )
                ]
            case .assist: return [.assist(unit: try Self.code(form, "unit"), attachments: files)]
            case .verify: return [.verify(isOnSite: isOnSite, attachments: files)]
            case .sendBack: return [.sendBack(isOnSite: isOnSite, attachments: files)]
            case .strikeOff: return [.strikeOff]
            case .reopen: return [.reopen]
            case .ask: return [.ask(try Self.ask(form))]
            case .decide: return [try Self.decision(form)]
            case .resume: return [.resume]
            case .supervise:
                guard let day = LocalDay(form["until"]) else { throw MatterError.time }
                return [.supervise(outsideNumber: form["number"], until: day)]
            case .answerSupervision: return [.answerSupervision]
            case .urge: return [.urge]
            case .rate:
                guard let answer = MatterRated.Answer(rawValue: form["answer"]) else { throw Fault.form }
                return [.rate(answer)]
            case .plan:
                return [
                    .plan(
                        person: form["person"].isEmpty ? nil : try Self.actor(form, "person"),
                        leader: form["leader"].isEmpty ? nil : try Self.actor(form, "leader")
                    )
                ]
            case .note:
                return [.note(isForReporter: tells, attachments: files)]
            case .correct: return [.correct(try PlaceFields.place(form))]
            case .takeStep:
                return [.takeStep(try Self.code(form, "step"), number: form["number"], attachments: files)]
            case .closeAtSource: throw Fault.form
            }
        }
    }

    private static func code(_ form: FormBody, _ name: String) throws -> Code {
        guard let code = Code(rawValue: form[name]) else { throw MatterError.noRoute }
        return code
    }

    private static func actor(_ form: FormBody, _ name: String) throws -> Actor {
        guard let actor = Actor(rawValue: form[name]) else { throw MatterError.unknownStaff(.resident) }
        return actor
    }

    private static func dispatch(_ form: FormBody) throws -> MatterAct {
        .dispatch(
            lead: form["lead"].isEmpty ? nil : try code(form, "lead"),
            assisting: form["assisting"].isEmpty ? [] : [try code(form, "assisting")]
        )
    }

    private static func points(_ form: FormBody, _ matter: Matter) -> [Int] {
        (1...matter.answered.count).filter { form["point\($0)"] == FormView.Field.ticked }
    }

    /// By its reference, or by the number of its entry, with or without `#`; one that he may not see is not there.
    private static func other(
        _ form: FormBody,
        _ colleague: some Colleague,
        _ reader: Reader
    ) throws -> Matter.ID {
        let typed = form["other"].filter { !$0.isWhitespace }
        let id: Matter.ID?
        if let reference = Matter.Reference(typed) {
            id = try Matters.id(of: reference, reader)
        } else {
            id = Int64(exactly: typed.trimmingPrefix("#")).map { Matter.ID(rawValue: $0) }
        }
        guard let id, let matter = try Matters.state(id, reader), colleague.maySee(matter) else {
            throw MatterFormError.other
        }
        return id
    }

    private static func ask(_ form: FormBody) throws -> Ask {
        guard let sort = Ask.Sort(rawValue: form["sort"]) else { throw Fault.form }
        switch sort {
        case .extension:
            guard let days = Int(form["days"]),
                let unit = DeadlineRule.Extension.Unit(rawValue: form["dayunit"])
            else { throw MatterFormError.number }
            return .longer(try DeadlineRule.Extension(days, unit))
        case .suspension:
            guard let cause = Pause.Cause(rawValue: form["cause"]) else { throw Fault.form }
            return .suspension(cause)
        case .transfer: return .transfer(to: try code(form, "unit"))
        case .handover: return .handover(to: try actor(form, "leader"))
        case .returnAbove: return .returnAbove
        case .passUp: return .passUp
        case .competence: return .competence
        case .closing: return .closing
        }
    }

    private static func decision(_ form: FormBody) throws -> MatterAct {
        guard let ask = Int64(exactly: form["ask"]),
            let ruling = MatterDecided.Ruling(rawValue: form["decision"])
        else { throw Fault.form }
        return .decide(
            Entry.ID(rawValue: ask),
            ruling,
            lead: form["lead"].isEmpty ? nil : try code(form, "lead"),
            outsideNumber: form["number"]
        )
    }
}

/// What was typed into a form about a matter and means nothing.
enum MatterFormError: Error {
    /// There is no other matter of that number.
    case other
    case number
}
