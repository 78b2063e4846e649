import Casework
import Catalog
import Identity
import Ledger
import Storage
import WorkingTime

/// One matter: what it is, its clocks, all that happened, and what can be done now.
struct MatterPage: Page {
    static let template = "matter"

    struct Point: Sendable {
        /// Nil where there is but one.
        let label: String?
        let text: String
        let state: String
    }

    struct ClockRow: Sendable {
        let name: String
        let due: String
        let left: String
        let isLate: Bool
        let isProvisional: Bool
        let hasSum: Bool
        let sum: [SumRow]
    }

    struct StepRow: Sendable {
        let name: String
        let state: String
    }

    struct Event: Sendable {
        let label: String
        let time: String
        let who: String
        let entry: Frame.Link
        let note: String?
        let hasFiles: Bool
        let files: [FileRow]
    }

    struct Why: Sendable {
        let name: String
        let reason: String
    }

    let title: String
    let place: Frame.Place? = .matters
    let reference: String
    let stage: String
    let isStruck: Bool
    let lines: [Line]
    let hasPoints: Bool
    let points: [Point]
    let clocks: [ClockRow]
    let steps: [StepRow]
    let hasSteps: Bool
    let asks: [String]
    let hasAsks: Bool
    let acts: [Frame.Link]
    let reasons: [Why]
    let events: [Event]
    let papers: PaperList

    init(
        _ matter: Matter,
        _ visitor: Visitor,
        _ office: Office,
        _ language: Language,
        _ reader: Reader
    ) throws {
        let words = try Matters.words(of: matter.id, reader)
        let rules = try office.matterRules
        title = words?.title ?? MatterWord.erasedMatter[language]
        reference = matter.reference.map { "\($0)" } ?? MatterWord.noReference[language]
        stage = matter.stage.text(language)
        isStruck = matter.stage.outcome == .struckOff
        lines = try Self.lines(matter, words, visitor, office, language, reader)
        let texts = words?.points ?? []
        hasPoints = !texts.isEmpty
        points = zip(texts, matter.answered).enumerated().map { number, point in
            Point(
                label: texts.count > 1 ? MatterWord.pointLabel[language, "\(number + 1)"] : nil,
                text: point.0,
                state: texts.count > 1 ? (point.1 ? MatterWord.pointAnswered : .pointOpen)[language] : ""
            )
        }
        clocks = matter.clocks.sorted { $0.key < $1.key }.map { clock, running in
            Self.row(clock, running, matter, rules, office, language)
        }
        steps = matter.steps.map { step in
            let required = step.isRequired ? "（\(MatterWord.stepRequired[language])）" : ""
            return StepRow(
                name: office.stepName(step.code, of: matter.origin.kind, language) + required,
                state: step.taken.map { MatterWord.stepTaken[language, "#\($0)"] }
                    ?? MatterWord.stepOpen[language]
            )
        }
        hasSteps = !steps.isEmpty
        asks = try matter.asks.map { open in
            let who = try office.name(of: open.by.actor, reader)
            return "\(open.ask.text(office, language)) · \(who)"
        }
        hasAsks = !asks.isEmpty
        let answers = office.acts(matter, visitor, rules).answers
        acts = Self.links(answers, matter, visitor, language)
        let about = Catalogued(office: office, kind: matter.origin.kind)
        reasons = answers.compactMap { name, answer in
            switch answer {
            case .allowed: nil
            case .lacks: Why(name: name.word[language], reason: MatterWord.lacksRight[language])
            case .refused(let refusal):
                Why(name: name.word[language], reason: refusal.text(language, about))
            }
        }
        events = try Self.events(matter.id, office, language, reader)
        papers = try PaperList(matter, visitor, office, language, reader)
    }

    static func lines(
        _ matter: Matter,
        _ words: ReportWords?,
        _ visitor: Visitor,
        _ office: Office,
        _ language: Language,
        _ reader: Reader
    ) throws -> [Line] {
        let facts = try Matters.facts(of: matter.id, reader)
        let origin = matter.origin
        func line(_ word: MatterWord, _ value: String?, href: String? = nil) -> Line? {
            value.map { Line(name: word[language], value: $0, href: href) }
        }
        func opening(_ field: String) -> String? {
            visitor.may(.openSealed, unit: matter.stage.lead, line: origin.line)
                ? "/open/\(matter.id)/\(field)" : nil
        }
        let secrecy: MatterWord =
            switch origin.confidentiality {
            case .open: .confidentialOpen
            case .internal: .confidentialInternal
            case .confidential: .confidentialSecret
            }
        let number = facts?.outsideNumber.map { "（\($0)）" } ?? ""
        var lines = [
            line(.columnKind, office.kindName(origin.kind, language)),
            line(.columnOrigin, office.sourceName(origin.source, language) + number),
            line(.columnCategory, matter.place.category.map { office.categoryName($0, language) }),
            line(.addressLabel, Self.place(matter, words, office, language)),
            line(.columnReported, office.zone.clock(of: origin.reportedAt)),
            line(.contactLabel, words?.nameMask, href: opening(MatterField.name)),
            line(.telephoneLabel, words?.telephoneMask, href: opening(MatterField.telephone)),
            line(
                .closingLabel,
                (origin.closing == .office ? MatterWord.closingOffice : .closingSource)[language]
            ),
            line(.confidentialLabel, secrecy[language]),
            line(.columnLead, matter.stage.lead.map { office.unitName($0, language) }),
            line(
                .assistingLabel,
                matter.assisting.isEmpty
                    ? nil
                    : matter.assisting.map { office.unitName($0, language) }.joined(separator: "、")
            ),
            line(.personLabel, try matter.person.map { try office.name(of: $0, reader) }),
            line(.leaderLabel, try matter.leader.map { try office.name(of: $0, reader) }),
            line(.parentLabel, origin.parent.map { "#\($0)" }, href: origin.parent.map { "/matters/\($0)" }),
            line(.talliesLabel, Self.tally(matter.tally, language)),
        ]
        for part in matter.openParts { lines.append(line(.partsLabel, "#\(part)", href: "/matters/\(part)")) }
        let fields = office.catalog.matterKind(origin.kind)?.fields ?? []
        for field in fields {
            let value = facts?.fields[field.code] ?? words?.fields[field.code]
            guard let value else { continue }
            lines.append(Line(name: field.name[language], value: field.text(value, language)))
        }
        return lines.compactMap { $0 }
    }

    private static func place(
        _ matter: Matter,
        _ words: ReportWords?,
        _ office: Office,
        _ language: Language
    ) -> String {
        var parts = [
            matter.place.community.map { office.communityName($0, language) }
                ?? MatterWord.noCommunity[language]
        ]
        if let address = words?.address { parts.append(address) }
        if matter.place.isDwelling { parts.append(MatterWord.dwellingLabel[language]) }
        return parts.joined(separator: " · ")
    }

    private static func tally(_ tally: Matter.Tally, _ language: Language) -> String? {
        let parts: [(MatterWord, Int)] = [
            (.tallySentBack, tally.sentBack), (.tallyReopened, tally.reopened),
            (.tallyRelapsed, tally.relapsed), (.tallyUrged, tally.urged), (.tallyExtended, tally.extended),
            (.tallyMerged, tally.merged), (.tallyOverdue, tally.overdue), (.tallyLapsed, tally.lapsed),
        ]
        let shown = parts.filter { $0.1 > 0 }.map { $0.0[language, "\($0.1)"] }
        return shown.isEmpty ? nil : shown.joined(separator: language == .zh ? "、" : ", ")
    }

    private static func row(
        _ clock: Clock,
        _ running: Running,
        _ matter: Matter,
        _ rules: MatterRules,
        _ office: Office,
        _ language: Language
    ) -> ClockRow {
        let due = running.term.due
        let deadline = rules.deadline(of: running.term)
        let asOf = office.zone.day(of: running.term.start)
        return ClockRow(
            name: office.clockName(clock, of: matter.origin.kind, language),
            due: due.map { office.zone.clock(of: $0.instant) } ?? MatterWord.clockStands[language],
            left: due.map { office.time(until: $0.instant, language) } ?? "",
            isLate: running.isOverdue || due.map { $0.instant < office.store.clock.now } ?? false,
            isProvisional: running.term.isProvisional,
            hasSum: deadline != nil,
            sum: deadline?.sum.map { SumRow($0, zone: office.zone, asOf: asOf, language) } ?? []
        )
    }

    /// Those that are allowed, the usual two at once first.
    private static func links(
        _ answers: [(name: MatterAct.Name, answer: MatterActs.Answer)],
        _ matter: Matter,
        _ visitor: Visitor,
        _ language: Language
    ) -> [Frame.Link] {
        let allowed = answers.filter { $0.answer == .allowed }.map(\.name)
        var links: [Frame.Link] = []
        for form in MatterForm.combined where form.isOpen(allowed, matter, visitor) {
            links.append(
                Frame.Link(href: "/matters/\(matter.id)/\(form.rawValue)", label: form.word[language])
            )
        }
        return links
            + allowed.map {
                Frame.Link(href: "/matters/\(matter.id)/\($0.rawValue)", label: $0.word[language])
            }
    }

    static func events(
        _ id: Matter.ID,
        _ office: Office,
        _ language: Language,
        _ reader: Reader
    ) throws -> [Event] {
        try Matters.history(of: id, reader).reversed().map { line in
            let files = try Matters.attachments(of: line.entry, reader)
            let unit = line.party.unit.map { " · \(office.unitName($0, language))" } ?? ""
            return Event(
                label: KindWord(rawValue: line.kind.rawValue)?[language] ?? line.kind.rawValue,
                time: office.zone.clock(of: line.at),
                who: try office.partyName(line.party.actor, id, language, reader) + unit,
                entry: Frame.Link(href: "/entries/\(line.entry)", label: "#\(line.entry)"),
                note: line.note,
                hasFiles: !files.isEmpty,
                files: files.map { FileRow($0, at: "/matters/\(id)/files/\(line.entry)", language) }
            )
        }
    }
}

extension Ask {
    func text(_ office: Office, _ language: Language) -> String {
        let name = sort.word[language]
        switch self {
        case .longer(let more):
            let unit: MatterWord = more.unit == .workingDays ? .unitWorkingDays : .unitCalendarDays
            return "\(name) \(more.count) \(unit[language])"
        case .suspension(let cause): return "\(name)（\(cause.word[language])）"
        case .transfer(let unit): return "\(name) → \(office.unitName(unit, language))"
        case .handover(let leader): return "\(name) → \(leader)"
        case .returnAbove, .passUp, .competence, .closing: return name
        }
    }
}

extension MatterKind.Field {
    /// What was answered to it.
    func text(_ value: JSON, _ language: Language) -> String {
        switch (type, value) {
        case (.choice(let choices), .string(let code)):
            choices.first { $0.code.rawValue == code }?.name[language] ?? code
        case (.yesNo, .bool(let flag)): (flag ? MatterWord.wordYes : .wordNo)[language]
        case (.number(let unit), .integer(let number)): unit.shown(number)
        case (_, .string(let text)): text
        case (_, .integer(let number)): number.grouped
        case (_, .bool), (_, .array), (_, .object): ""
        }
    }
}

extension Unit {
    /// A number of the unit as people write it: money in yuan, areas in square metres.
    func shown(_ number: Int64) -> String {
        switch rawValue {
        case "fen": "¥ \((number / 100).grouped).\(number % 100 < 10 ? "0" : "")\(number % 100)"
        case "dm2": "\((number / 100).grouped).\(number % 100 < 10 ? "0" : "")\(number % 100) m²"
        default: number.grouped
        }
    }
}
