import Ledger

extension MatterKind {
    static let keys = [
        "code", "name", "series", "confidentiality", "reporters", "sources", "fields", "categories", "routes",
        "on_the_spot", "steps", "clocks", "documents", "relapse_days", "backlog_days", "reporter_sees",
        "silence_days", "since", "until",
    ]

    /// Reads a kind whose code and name its line has read already.
    init?(
        _ value: YAMLValue,
        _ code: Code?,
        _ name: LocalName?,
        _ validity: Validity,
        line: Code?,
        _ reader: CatalogReader
    ) {
        let series = reader.value("series", of: value, expected: "one to four letters or Han characters") {
            (1...4).contains($0.count) && $0.utf8.count <= 16 && $0.allSatisfy(\.isLetter) ? $0 : nil
        }
        let sources = reader.codes("sources", .source, of: value)
        if sources.isEmpty, let place = value["sources"], place.list != nil {
            reader.report(place, "\"sources\" is empty; a matter comes from somewhere")
        }
        let steps = reader.optionalList("steps", of: value).compactMap { Step($0, reader) }
        Self.checkSteps(steps, value, reader)
        let clocks = reader.member("clocks", of: value).flatMap { Clocks($0, reader) }
        let reporters: [Reporter] = reader.optionalList("reporters", of: value).compactMap {
            reader.choice($0, "reporters")
        }
        let confidentiality: Confidentiality =
            value["confidentiality"] == nil
            ? .internal : reader.choice("confidentiality", of: value) ?? .internal
        let onTheSpot = reader.yesNo("on_the_spot", of: value)
        let fields = reader.optionalList("fields", of: value).compactMap { Field($0, reader) }
        let categories = reader.codes("categories", .category, of: value, isOptional: true)
        let routes = reader.optionalList("routes", of: value).compactMap { Route($0, reader) }
        let documents = reader.codes("documents", .document, of: value, isOptional: true)
        let (relapse, backlog) = (
            reader.days("relapse_days", of: value), reader.days("backlog_days", of: value)
        )
        let sights: [Sight] = reader.optionalList("reporter_sees", of: value).compactMap {
            reader.choice($0, "reporter_sees")
        }
        let silence = reader.days("silence_days", of: value)
        guard let code, let name, let line, let series, let clocks, !sources.isEmpty else { return nil }
        self.init(
            code: code,
            name: name,
            line: line,
            series: series,
            confidentiality: confidentiality,
            reporters: reporters.isEmpty ? [.staff] : reporters,
            sources: sources,
            fields: fields,
            categories: categories,
            routes: routes,
            onTheSpot: onTheSpot,
            steps: steps,
            clocks: clocks,
            documents: documents,
            relapseDays: relapse,
            backlogDays: backlog,
            reporterSees: value["reporter_sees"] == nil ? Sight.allCases : sights,
            silenceDays: silence ?? Self.usualSilenceDays,
            validity: validity
        )
    }

    private static func checkSteps(_ steps: [Step], _ value: YAMLValue, _ reader: CatalogReader) {
        var known: Set<Code> = []
        for step in steps {
            if !known.insert(step.code).inserted {
                reader.report(value["steps"] ?? value, "the step \(step.code) is there twice")
            }
        }
        for case .step(let code)? in steps.map(\.clock?.from) where !known.contains(code) {
            let guess = CatalogReader.guess(code.rawValue, known.map(\.rawValue).sorted())
            reader.report(
                value["steps"] ?? value,
                "a clock starts from the step \(code), which is none\(guess)"
            )
        }
    }
}

extension MatterKind.Field {
    fileprivate init?(_ value: YAMLValue, _ reader: CatalogReader) {
        reader.expectOnly(["code", "name", "type", "unit", "choices", "required", "stage"], in: value)
        let code = reader.code("code", of: value)
        if let code, code.rawValue.utf8.count > 32, let place = value["code"] {
            reader.report(place, "the code of a field has 32 letters at most")
        }
        let name = reader.localName("name", of: value)
        let isRequired = reader.yesNo("required", of: value)
        let stage: Stage =
            value["stage"] == nil ? .report : reader.choice("stage", of: value) ?? .report
        guard let code, let name, let type = MatterKind.FieldType(value, reader) else { return nil }
        self.init(code: code, name: name, type: type, isRequired: isRequired, stage: stage)
    }
}

extension MatterKind.FieldType {
    private enum Word: String, CaseIterable {
        case text, number, day
        case yesNo = "yes-no"
        case choice
    }

    fileprivate init?(_ value: YAMLValue, _ reader: CatalogReader) {
        guard let word: Word = reader.choice("type", of: value) else { return nil }
        switch word {
        case .text: self = .text
        case .day: self = .day
        case .yesNo: self = .yesNo
        case .number:
            guard let unit = reader.value("unit", of: value, expected: "one word", { Unit(rawValue: $0) })
            else { return nil }
            self = .number(unit)
        case .choice:
            let choices = reader.list("choices", of: value).compactMap { choice -> MatterKind.Choice? in
                reader.expectOnly(["code", "name"], in: choice)
                let code = reader.code("code", of: choice)
                let name = reader.localName("name", of: choice)
                guard let code, let name else { return nil }
                return MatterKind.Choice(code: code, name: name)
            }
            guard choices.count > 1, Set(choices.map(\.code)).count == choices.count else {
                reader.report(value, "\"choices\" needs at least two, each with a code of its own")
                return nil
            }
            self = .choice(choices)
        }
    }
}

extension MatterKind.Route {
    fileprivate init?(_ value: YAMLValue, _ reader: CatalogReader) {
        reader.expectOnly(["category", "community", "lead", "assisting"], in: value)
        func code(_ key: String, _ sort: CatalogNames.Sort) -> Code? {
            let code = reader.optional(key, of: value, expected: "the code of a \(sort)") {
                Code(rawValue: $0)
            }
            if let code, let place = value[key] {
                reader.refer(to: sort, code.rawValue, as: key, from: nil, at: place)
            }
            return code
        }
        let (category, community) = (code("category", .category), code("community", .community))
        let assisting = reader.codes("assisting", .unit, of: value, isOptional: true)
        let lead: Lead
        if value["lead"]?.text == "workstation" {
            lead = .workstation
        } else if let unit = code("lead", .unit) {
            lead = .unit(unit)
        } else {
            _ = reader.member("lead", of: value)
            return nil
        }
        self.init(category: category, community: community, lead: lead, assisting: assisting)
    }
}

extension MatterKind.Step {
    fileprivate init?(_ value: YAMLValue, _ reader: CatalogReader) {
        reader.expectOnly(
            ["code", "name", "before", "required", "clock", "document", "above"],
            in: value
        )
        let code = reader.code("code", of: value)
        let name = reader.localName("name", of: value)
        let before: Gate? = reader.choice("before", of: value)
        let document = reader.optional("document", of: value, expected: "the code of a document") {
            Code(rawValue: $0)
        }
        if let document, let place = value["document"] {
            reader.refer(to: .document, document.rawValue, as: "document", from: nil, at: place)
        }
        let clock = value["clock"].flatMap { MatterKind.StepClock($0, reader) }
        let isRequired = value["required"] == nil || reader.yesNo("required", of: value)
        let isAbove = reader.yesNo("above", of: value)
        guard let code, let name, let before else { return nil }
        self.init(
            code: code,
            name: name,
            before: before,
            isRequired: isRequired && before != .never,
            clock: clock,
            document: document,
            isAbove: isAbove
        )
    }
}

extension MatterKind.StepClock {
    fileprivate init?(_ value: YAMLValue, _ reader: CatalogReader) {
        reader.expectOnly(["rule", "from"], in: value)
        let rule = reader.rule("rule", of: value)
        let from = reader.value("from", of: value, expected: "reported, filed, dispatched or a step") {
            (text: String) -> Start? in
            switch text {
            case "reported": .reported
            case "filed": .filed
            case "dispatched": .dispatched
            default: Code(rawValue: text).map { .step($0) }
            }
        }
        guard let rule, let from else { return nil }
        self.init(rule: rule, from: from)
    }
}

extension MatterKind.Clocks {
    fileprivate init?(_ value: YAMLValue, _ reader: CatalogReader) {
        reader.expectOnly(
            [
                "answer", "dispatch", "handling", "handling_from", "handling_of", "verification",
                "warning_permille", "escalation_hours", "escalation_to",
            ],
            in: value
        )
        let answer = reader.rule("answer", of: value)
        func optional(_ key: String) -> Code? { value[key] == nil ? nil : reader.rule(key, of: value) }
        let (dispatch, handling) = (optional("dispatch"), optional("handling"))
        let verification = optional("verification")
        let from: HandlingStart =
            value["handling_from"] == nil
            ? .dispatched : reader.choice("handling_from", of: value) ?? .dispatched
        let others = reader.optionalList("handling_of", of: value).compactMap {
            other -> (category: Code, rule: Code)? in
            reader.expectOnly(["category", "rule"], in: other)
            let category = reader.value("category", of: other, expected: "the code of a category") {
                Code(rawValue: $0)
            }
            if let category, let place = other["category"] {
                reader.refer(to: .category, category.rawValue, as: "category", from: nil, at: place)
            }
            let rule = reader.rule("rule", of: other)
            guard let category, let rule else { return nil }
            return (category, rule)
        }
        let permille =
            reader.optional("warning_permille", of: value, expected: "1 to 999") {
                Int($0).flatMap { (1...999).contains($0) ? $0 : nil }
            } ?? 800
        let hours = reader.optionalList("escalation_hours", of: value).compactMap {
            reader.parse($0, "escalation_hours", expected: "hours from 1 to 9999") {
                Int($0).flatMap { (1...9999).contains($0) ? $0 : nil }
            }
        }
        if zip(hours, hours.dropFirst()).contains(where: { $0 >= $1 }) || hours.count > 5 {
            reader.report(value["escalation_hours"] ?? value, "\"escalation_hours\" must rise, five at most")
        }
        let told = reader.optionalList("escalation_to", of: value).compactMap { told -> Told? in
            reader.choice(told, "escalation_to")
        }
        if value["escalation_to"] != nil, told.count != hours.count {
            reader.report(
                value["escalation_to"] ?? value,
                "\"escalation_to\" says who is told at each of \"escalation_hours\", \(hours.count) in all"
            )
        }
        guard let answer else { return nil }
        self.init(
            answer: answer,
            dispatch: dispatch,
            handling: handling,
            handlingFrom: from,
            handlingOf: others,
            verification: verification,
            warningPermille: permille,
            escalationHours: hours,
            escalationTo: told
        )
    }
}
