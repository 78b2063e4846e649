package import Catalog
import Ledger

// What a kind asks beside the report: at filing, and by whoever handles it.
extension MatterRules {
    /// The fields that are asked with an act; none of a task, which was split off what has answered them.
    package func fields(askedWith act: MatterAct.Name, of matter: Matter) -> [MatterKind.Field] {
        guard let stage = act.fieldStage, matter.origin.parent == nil,
            let kind = catalog.matterKind(matter.origin.kind)
        else { return [] }
        return kind.fields.filter { $0.stage == stage }
    }

    /// Refuses answers to what none of the acts asks.
    func check(
        _ answers: [Code: Report.FieldValue],
        to acts: [MatterAct],
        on matter: Matter
    ) throws(MatterError) {
        let asked = acts.flatMap { fields(askedWith: $0.name, of: matter) }.map(\.code)
        for code in answers.keys.sorted() where !asked.contains(code) { throw .fieldUnknown(code) }
    }

    /// The event with the answers to what is asked at its stage, and those of them that are to be sealed.
    ///
    /// - Throws: `MatterError.fieldMissing` where one that must be answered is not, and what else is wrong with an answer.
    func answering(
        _ event: MatterEvent,
        _ answers: [Code: Report.FieldValue],
        on matter: Matter
    ) throws(MatterError) -> (event: MatterEvent, sealed: [(field: Code, text: String)]) {
        func checked(
            _ act: MatterAct.Name
        ) throws(MatterError) -> (FieldAnswers, [(field: Code, text: String)]) {
            let fields = fields(askedWith: act, of: matter)
            guard let kind = catalog.matterKind(matter.origin.kind), let stage = act.fieldStage,
                !fields.isEmpty
            else { return (FieldAnswers(), []) }
            let own = answers.filter { answer in fields.contains { $0.code == answer.key } }
            let (open, sealed) = try self.checked(own, of: kind, at: stage)
            return (open, sealed)
        }
        switch event {
        case .filed(var filed):
            let (open, sealed) = try checked(.file)
            filed.fields = open
            return (.filed(filed), sealed)
        case .worked(var worked) where worked.part == .whole:
            let (open, sealed) = try checked(.handle)
            worked.fields = open
            return (.worked(worked), sealed)
        default: return (event, [])
        }
    }
}

extension MatterAct.Name {
    /// At which stage its kind asks something with it.
    package var fieldStage: MatterKind.Field.Stage? {
        switch self {
        case .file: .filing
        case .handle: .handling
        case .decline, .settle, .withdraw, .merge, .dispatch, .assign, .progress, .assist, .verify, .sendBack,
            .strikeOff, .reopen, .ask, .decide, .resume, .supervise, .answerSupervision, .markRelapse, .urge,
            .rate, .plan, .note, .correct, .takeStep, .closeAtSource:
            nil
        }
    }
}

extension FieldAnswers {
    /// As they were typed, for the digest of a request.
    init(typed: [Code: Report.FieldValue]) {
        self.init()
        for (code, value) in typed {
            self[code] =
                switch value {
                case .text(let text): .string(text)
                case .number(let number): .integer(number)
                case .day(let day): .day(day)
                case .flag(let flag): .bool(flag)
                case .choice(let choice): .code(choice)
                }
        }
    }

    /// With those of another entry, which stand in the place of earlier ones.
    func merging(_ later: FieldAnswers) -> FieldAnswers {
        var all = self
        for (code, value) in later.answers { all.answers[code] = value }
        return all
    }
}
