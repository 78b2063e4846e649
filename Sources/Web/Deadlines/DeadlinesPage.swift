import Catalog
import Ledger
import WorkingTime

/// The rules that a day has, the form to count one of them, and what came out.
struct DeadlinesPage: Page {
    static let template = "deadlines"

    struct Row: Sendable {
        let name: String
        let code: String
        let limit: String
        let source: String
        /// Nil for a rule without a first and a last day.
        let validity: String?
    }

    let title: String
    let place: Frame.Place? = nil
    let calendar: Frame.Link
    /// Nil where nothing was counted.
    let result: DeadlineResult?
    let heading: String
    let rows: [Row]
    /// Whether there is anything to choose.
    let hasRows: Bool
    let json: Frame.Link

    // The form, as it was sent.
    let day: String
    let start: String
    let startHint: String
    let choices: [FormView.Field.Choice]
    let isExtended: Bool
    let firstDay: String
    let lastDay: String

    init(
        _ question: DeadlineQuestion,
        _ answer: DeadlineAnswer?,
        _ catalog: Catalog,
        zone: Zone,
        _ language: Language
    ) {
        let rules = catalog.deadlineRules(on: question.day)
        title = DeadlineWord.deadlinesTitle[language]
        calendar = Frame.Link(
            href: "/calendar?year=\(question.day.year)",
            label: DeadlineWord.calendarTitle[language, "\(question.day.year)"]
        )
        result = answer.map { DeadlineResult($0, at: question.address(zone), zone: zone, language) }
        heading = DeadlineWord.rulesOfDay[language, question.day.text(language)]
        rows = rules.map { Row($0, language) }
        hasRows = !rules.isEmpty
        json = Frame.Link(
            href: "/deadlines?start=\(question.day)&format=json",
            label: Word.figureJSON[language]
        )
        day = "\(question.day)"
        start = question.typed(zone)
        startHint = DeadlineWord.hintStart[language, zone.name]
        choices = rules.map { rule in
            .init(
                value: rule.code.rawValue,
                label: "\(rule.name[language]) · \(DeadlineRule.Unit(rule.unit).text(rule.count, language))",
                isChosen: rule.code == question.count?.rule.code
            )
        }
        isExtended = question.count?.longer != nil
        firstDay = "\(HolidayNotice.years.lowerBound)-01-01"
        lastDay = "\(HolidayNotice.years.upperBound)-12-31"
    }
}

extension DeadlinesPage.Row {
    fileprivate init(_ rule: DeadlineRuleEntry, _ language: Language) {
        name = rule.name[language]
        code = rule.code.rawValue
        limit = rule.limit(language)
        source = rule.source[language]
        validity = rule.validity.text(language)
    }
}

/// A deadline with all that it was counted from.
struct DeadlineResult: Sendable {
    let name: String
    /// The last moment in time, and its day of the week.
    let ends: String
    let weekday: String
    let isProvisional: Bool
    let lines: [Line]
    let notices: [Frame.Link]
    let sum: [SumRow]
    let json: Frame.Link

    init(_ answer: DeadlineAnswer, at address: String, zone: Zone, _ language: Language) {
        let (rule, deadline) = (answer.rule, answer.deadline)
        name = rule.name[language]
        ends = deadline.instant.map(zone.clock(of:)) ?? "—"
        weekday = deadline.lastDay?.weekday(language) ?? ""
        isProvisional = deadline.isProvisional
        lines =
            [
                Line(name: DeadlineWord.columnLimit[language], value: rule.limit(language)),
                Line(name: DeadlineWord.columnSource[language], value: rule.source[language]),
                Line(name: DeadlineWord.fieldStart[language], value: zone.clock(of: deadline.start)),
                Line(
                    name: Word.columnStatus[language],
                    value: (deadline.isProvisional ? DeadlineWord.deadlineProvisional : .deadlineFinal)[
                        language
                    ]
                ),
            ]
            + (answer.recount.map { again in
                [
                    Line(
                        name: DeadlineWord.deadlineRecount[language],
                        value: Self.recounted(again, instead: deadline, zone, language)
                    )
                ]
            } ?? [])
        notices = deadline.versions.map { $0.link(asOf: answer.asOf, language) }
        sum = deadline.sum.map { SumRow($0, zone: zone, asOf: answer.asOf, language) }
        json = Frame.Link(href: "\(address)&format=json", label: Word.figureJSON[language])
    }

    private static func recounted(
        _ again: Deadline,
        instead earlier: Deadline,
        _ zone: Zone,
        _ language: Language
    ) -> String {
        guard again.end != earlier.end else { return DeadlineWord.deadlineConfirmed[language] }
        let end = again.instant.map(zone.clock(of:)) ?? "—"
        return DeadlineWord.deadlineMoved[language, end, again.lastDay?.weekday(language) ?? ""]
    }
}
