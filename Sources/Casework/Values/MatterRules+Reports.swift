package import Catalog
import Ledger

extension MatterRules {
    /// Whether place and answers of a report are those of the catalog and of the kind.
    package func check(_ report: Report, of kind: MatterKind) throws(MatterError) {
        try check(report.place, of: kind)
        _ = try checked(report.fields, of: kind, at: .report)
    }

    /// Whether community and category are those of the catalog and of the kind.
    func check(_ place: Matter.Place, of kind: MatterKind) throws(MatterError) {
        if let community = place.community, catalog.community(community) == nil {
            throw .unknownCommunity(community)
        }
        guard let category = place.category else { return }
        guard catalog.category(category) != nil,
            kind.categories.contains(where: { catalog.isCategory(category, within: $0) })
        else { throw .unknownCategory(category) }
    }

    /// The clocks of a kind that start with being reported, filed or dispatched, with those of its steps.
    func clocks(
        of kind: MatterKind,
        category: Code? = nil,
        startingAt moment: MatterKind.StepClock.Start,
        from start: Instant,
        now: Instant
    ) throws(MatterError) -> [Clock: Term] {
        var clocks: [Clock: Term] = [:]
        switch moment {
        case .reported:
            clocks[.answer] = try term(kind.clocks.answer, of: kind, from: start, now: now)
        case .filed:
            if let rule = kind.clocks.dispatch {
                clocks[.dispatch] = try term(rule, of: kind, from: start, now: now)
            }
        case .dispatched, .step: break
        }
        if let handling = handlingStart(of: kind), handling == moment,
            let rule = catalog.handlingRule(of: kind, category: category, on: zone.day(of: start))
        {
            clocks[.handling] = try term(rule.code, of: kind, from: start, now: now)
        }
        for step in kind.steps {
            guard let clock = step.clock, clock.from == moment else { continue }
            clocks[.step(step.code)] = try term(clock.rule, of: kind, from: start, now: now)
        }
        return clocks
    }

    private func handlingStart(of kind: MatterKind) -> MatterKind.StepClock.Start? {
        switch kind.clocks.handlingFrom {
        case .reported: .reported
        case .filed: .filed
        case .dispatched: .dispatched
        }
    }

    /// The answers to the fields that are asked at a stage: those kept open, and those that are sealed.
    func checked(
        _ answers: [Code: Report.FieldValue],
        of kind: MatterKind,
        at stage: MatterKind.Field.Stage
    ) throws(MatterError) -> (open: FieldAnswers, sealed: [(field: Code, text: String)]) {
        let fields = kind.fields.filter { $0.stage == stage }
        for code in answers.keys.sorted() where !fields.contains(where: { $0.code == code }) {
            throw .fieldUnknown(code)
        }
        var (open, sealed): (FieldAnswers, [(field: Code, text: String)]) = (FieldAnswers(), [])
        for field in fields.sorted(by: { $0.code < $1.code }) {
            guard let answer = answers[field.code] else {
                guard !field.isRequired else { throw .fieldMissing(field.code) }
                continue
            }
            switch (field.type, answer) {
            case (.text, .text(let text)):
                let kept = try MatterError.kept(text, .fields)
                guard kept.utf8.count <= Self.fieldLimit else {
                    throw .tooLong(.fields, kept.utf8.count, of: Self.fieldLimit)
                }
                sealed.append((field.code, kept))
            case (.number, .number(let number)) where (0...Limit.integer).contains(number):
                open[field.code] = .integer(number)
            case (.day, .day(let day)): open[field.code] = .day(day)
            case (.yesNo, .flag(let flag)): open[field.code] = .bool(flag)
            case (.choice(let choices), .choice(let code)) where choices.contains { $0.code == code }:
                open[field.code] = .code(code)
            case (.text, _), (.number, _), (.day, _), (.yesNo, _), (.choice, _):
                throw .fieldShape(field.code)
            }
        }
        return (open, sealed)
    }

    /// In bytes of UTF-8, of an answer that is free text.
    static let fieldLimit = 2_000
}

extension Matter.Closing {
    init(_ closing: MatterSource.Closing) {
        self =
            switch closing {
            case .office: .office
            case .source: .source
            }
    }
}

extension Matter.Confidentiality {
    init(_ confidentiality: MatterKind.Confidentiality) {
        self =
            switch confidentiality {
            case .open: .open
            case .internal: .internal
            case .confidential: .confidential
            }
    }
}

extension Matter.Step {
    init(_ step: MatterKind.Step) {
        self.init(code: step.code, before: Gate(step.before), isRequired: step.isRequired)
    }
}

extension Matter.Step.Gate {
    init(_ gate: MatterKind.Step.Gate) {
        self =
            switch gate {
            case .dispatch: .dispatch
            case .handled: .handled
            case .verified: .verified
            case .struckOff: .struckOff
            case .never: .never
            }
    }
}
