import Ledger

/// One thing of a catalog as names and texts, so that two of them can be compared field by field.
struct CatalogRecord {
    let thing: CatalogDifference.Thing
    let code: String
    let fields: [(name: String, text: String)]

    func text(_ name: String) -> String? { fields.first { $0.name == name }?.text }
}

extension Catalog {
    /// Everything in it, each thing once.
    var records: [CatalogRecord] {
        [CatalogRecord(subdistrict)] + subdistrict.communities.map { CatalogRecord($0) }
            + units.map { CatalogRecord($0) } + cells.map { CatalogRecord($0) }
            + lines.flatMap { line in
                [CatalogRecord(line)]
                    + line.kinds.map { term in
                        line.matterKinds.first { $0.code == term.code }.map { CatalogRecord($0) }
                            ?? CatalogRecord(.kind, term, of: line)
                    }
                    + line.documents.map { term in
                        line.matterDocuments.first { $0.code == term.code }.map { CatalogRecord($0) }
                            ?? CatalogRecord(.document, term, of: line)
                    }
            }
            + sources.map { CatalogRecord($0) } + categories.map { CatalogRecord($0) }
            + profiles.map { CatalogRecord($0) } + figures.map { CatalogRecord($0) }
            + reports.map { CatalogRecord($0) }
            + holidayNotices.map { CatalogRecord($0) }
            + (workingHours.map { [CatalogRecord($0)] } ?? []) + deadlineRules.map { CatalogRecord($0) }
    }
}

extension CatalogRecord {
    private typealias Field = (name: String, text: String)

    init(
        _ thing: CatalogDifference.Thing,
        _ code: String,
        _ fields: [(name: String, text: String)],
        validity: Validity = .always
    ) {
        self.thing = thing
        self.code = code
        let days: [Field] = [
            ("since", validity.since?.description ?? ""), ("until", validity.until?.description ?? ""),
        ]
        self.fields = fields + days
    }

    private static func fields(_ name: String, _ text: LocalName) -> [Field] {
        [("\(name).zh", text.zh), ("\(name).en", text.en)]
    }

    private static func list(_ words: [some CustomStringConvertible]) -> String {
        words.map(\.description).joined(separator: ", ")
    }

    fileprivate init(_ subdistrict: Subdistrict) {
        let fields: [Field] = [
            ("code", subdistrict.code), ("time_zone", subdistrict.zone.name), ("origin", subdistrict.origin),
        ]
        // There is one in each catalog: it is the same thing under another code.
        self.init(.subdistrict, "", fields + Self.fields("name", subdistrict.name))
    }

    fileprivate init(_ community: Community) {
        self.init(
            .community,
            community.code.rawValue,
            Self.fields("name", community.name),
            validity: community.validity
        )
    }

    fileprivate init(_ unit: OfficeUnit) {
        let fields: [Field] = [
            ("kind", unit.kind.rawValue), ("parent", unit.parent?.rawValue ?? ""),
            ("community", unit.community?.rawValue ?? ""),
        ]
        self.init(.unit, unit.code.rawValue, Self.fields("name", unit.name) + fields, validity: unit.validity)
    }

    fileprivate init(_ cell: GridCell) {
        self.init(.cell, cell.code.rawValue, Self.fields("name", cell.name), validity: cell.validity)
    }

    fileprivate init(_ line: Line) {
        let fields: [Field] = [
            ("lead", line.lead.rawValue), ("assisting", Self.list(line.assisting)),
            ("mechanisms", Self.list(line.mechanisms.map(\.rawValue))), ("figures", Self.list(line.figures)),
        ]
        self.init(
            .line,
            line.code.rawValue,
            Self.fields("name", line.name) + Self.fields("does", line.does) + fields,
            validity: line.validity
        )
    }

    fileprivate init(_ thing: CatalogDifference.Thing, _ term: Line.Term, of line: Line) {
        self.init(
            thing,
            term.code.rawValue,
            Self.fields("name", term.name) + [("line", line.code.rawValue)],
            validity: term.validity
        )
    }

    fileprivate init(_ figure: FigureDefinition) {
        let head: [Field] = [("version", "\(figure.version)"), ("kind", figure.kind.rawValue)]
        let unit: [Field] = [("unit", figure.unit.rawValue), ("shown", figure.scale.rawValue)]
        self.init(
            .figure,
            figure.id,
            head + Self.fields("", figure.selection)
                + (figure.whole.map { Self.fields("of.", $0) } ?? []) + unit
                + Self.fields("name", figure.name) + Self.fields("rule", figure.rule)
                + figure.changes.flatMap { change in
                    [("changes.\(change.version)", change.day.description)]
                        + Self.fields("changes.\(change.version)", change.what)
                }
        )
    }

    private static func fields(_ place: String, _ selection: FactSelection) -> [Field] {
        [
            ("\(place)measure", list(selection.measures)), ("\(place)less", list(selection.less)),
            ("\(place)tags.all", list(selection.tags.all)),
            ("\(place)tags.some", list(selection.tags.some)),
            ("\(place)tags.none", list(selection.tags.none)),
            ("\(place)communities", list(selection.communities)),
            ("\(place)offices", list(selection.offices)),
        ]
    }

    fileprivate init(_ report: ReportText) {
        self.init(
            .report,
            "\(report.year)",
            Self.fields("title", report.title)
                + report.sentences.flatMap { sentence in
                    Self.fields(sentence.id.rawValue, sentence.text)
                        + [("\(sentence.id).claims", Self.list(sentence.claims))]
                }
        )
    }

    fileprivate init(_ notice: HolidayNoticeEntry) {
        let fields: [Field] = [
            ("days_off", Self.list(notice.daysOff)), ("makeup_days", Self.list(notice.makeupDays)),
        ]
        self.init(
            .holidayNotice,
            "\(notice.year)/\(notice.published)",
            fields + (notice.note.map { Self.fields("note", $0) } ?? [])
        )
    }

    fileprivate init(_ hours: WorkingHoursEntry) {
        self.init(
            .workingHours,
            "",
            [("spans", Self.spans(hours.spans))]
                + hours.changes.map { ("spans from \($0.from)", Self.spans($0.spans)) }
        )
    }

    fileprivate init(_ rule: DeadlineRuleEntry) {
        let fields: [Field] = [
            ("count", "\(rule.count)"), ("unit", rule.unit.rawValue),
            ("last_day", rule.lastDay?.rawValue ?? ""),
            ("extension", rule.extension.map { "\($0.count) \($0.unit.rawValue)" } ?? ""),
            ("extension.approval.zh", rule.extension?.approval.zh ?? ""),
            ("extension.approval.en", rule.extension?.approval.en ?? ""),
        ]
        self.init(
            .deadlineRule,
            rule.code.rawValue,
            Self.fields("name", rule.name) + fields + Self.fields("source", rule.source)
                + [("replaces", rule.replaces?.rawValue ?? "")],
            validity: rule.validity
        )
    }

    private static func spans(_ spans: [WorkingHoursEntry.Span]) -> String {
        list(spans.map { "\(clock($0.from))–\(clock($0.until))" })
    }

    private static func clock(_ minute: Int) -> String {
        [minute / 60, minute % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}
