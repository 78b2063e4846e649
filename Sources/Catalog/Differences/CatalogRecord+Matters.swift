import Ledger

// Kinds of matter, their documents, sources and categories, part by part as an office would name what it has changed.
extension CatalogRecord {
    init(_ kind: MatterKind) {
        var fields: [(name: String, text: String)] =
            [("name.zh", kind.name.zh), ("name.en", kind.name.en), ("line", kind.line.rawValue)]
        fields += [
            ("series", kind.series), ("confidentiality", kind.confidentiality.rawValue),
            ("reporters", kind.reporters.map(\.rawValue).joined(separator: ", ")),
            ("sources", Self.text(kind.sources)), ("categories", Self.text(kind.categories)),
            ("on_the_spot", kind.onTheSpot ? "yes" : "no"), ("documents", Self.text(kind.documents)),
            ("relapse_days", kind.relapseDays.map { "\($0)" } ?? ""),
            ("backlog_days", kind.backlogDays.map { "\($0)" } ?? ""),
            ("reporter_sees", kind.reporterSees.map(\.rawValue).joined(separator: ", ")),
            ("silence_days", "\(kind.silenceDays)"),
        ]
        fields += kind.fields.map { ("field \($0.code)", $0.text) }
        fields += kind.routes.enumerated().map { ("route \($0.offset + 1)", $0.element.text) }
        fields += kind.steps.enumerated().map { ("step \($0.offset + 1)", $0.element.text) }
        fields += kind.clocks.texts
        self.init(.kind, kind.code.rawValue, fields, validity: kind.validity)
    }

    init(_ document: MatterDocument) {
        self.init(
            .document,
            document.code.rawValue,
            [
                ("name.zh", document.name.zh), ("name.en", document.name.en),
                ("line", document.line.rawValue), ("number", document.number ?? ""),
                ("chain", document.chain.map(\.rawValue).joined(separator: ", ")),
                ("sealed", document.isSealed ? "yes" : "no"), ("text.zh", document.text.zh),
                ("text.en", document.text.en),
            ],
            validity: document.validity
        )
    }

    init(_ source: MatterSource) {
        self.init(
            .source,
            source.code.rawValue,
            [
                ("name.zh", source.name.zh), ("name.en", source.name.en), ("level", source.level.rawValue),
                ("closing", source.closing.rawValue), ("numbered", source.hasNumber ? "yes" : "no"),
            ],
            validity: source.validity
        )
    }

    init(_ category: MatterCategory) {
        self.init(
            .category,
            category.code.rawValue,
            [
                ("name.zh", category.name.zh), ("name.en", category.name.en),
                ("parent", category.parent?.rawValue ?? ""),
                ("hints", category.hints.joined(separator: ", ")),
            ],
            validity: category.validity
        )
    }

    private static func text(_ codes: [Code]) -> String { codes.map(\.rawValue).joined(separator: ", ") }
}

extension MatterKind.Field {
    fileprivate var text: String {
        let kind =
            switch type {
            case .text: "text"
            case .number(let unit): "number \(unit)"
            case .day: "day"
            case .yesNo: "yes-no"
            case .choice(let choices):
                "choice " + choices.map { "\($0.code) \($0.name.zh) \($0.name.en)" }.joined(separator: "; ")
            }
        return "\(name.zh) / \(name.en), \(kind), \(isRequired ? "required" : "optional"), \(stage.rawValue)"
    }
}

extension MatterKind.Route {
    fileprivate var text: String {
        let to =
            switch lead {
            case .unit(let code): code.rawValue
            case .workstation: "workstation"
            }
        let places = [category, community].compactMap { $0?.rawValue }.joined(separator: " ")
        let others = assisting.isEmpty ? "" : ", with \(assisting.map(\.rawValue).joined(separator: ", "))"
        return "\(places.isEmpty ? "all" : places): \(to)\(others)"
    }
}

extension MatterKind.Step {
    fileprivate var text: String {
        var parts = ["\(code)", "\(name.zh) / \(name.en)", "before \(before.rawValue)"]
        parts.append(isRequired ? "required" : "optional")
        if let clock {
            let from =
                switch clock.from {
                case .reported: "reported"
                case .filed: "filed"
                case .dispatched: "dispatched"
                case .step(let code): "step \(code)"
                }
            parts.append("\(clock.rule) from \(from)")
        }
        if let document { parts.append("document \(document)") }
        if isAbove { parts.append("above") }
        return parts.joined(separator: ", ")
    }
}

extension MatterKind.Clocks {
    fileprivate var texts: [(name: String, text: String)] {
        [
            ("clocks.answer", answer.rawValue), ("clocks.dispatch", dispatch?.rawValue ?? ""),
            ("clocks.handling", handling?.rawValue ?? ""), ("clocks.handling_from", handlingFrom.rawValue),
            (
                "clocks.handling_of",
                handlingOf.map { "\($0.category): \($0.rule)" }.joined(separator: ", ")
            ), ("clocks.verification", verification?.rawValue ?? ""),
            ("clocks.warning_permille", "\(warningPermille)"),
            ("clocks.escalation_hours", escalationHours.map(String.init).joined(separator: ", ")),
            ("clocks.escalation_to", escalationTo.map(\.rawValue).joined(separator: ", ")),
        ]
    }
}
