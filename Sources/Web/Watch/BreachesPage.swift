import Casework
import Catalog
import Ledger
import Storage
import WorkingTime

/// Matters that are past a limit, or on which nobody acts, each with since when, by which rule, and who is asked.
struct BreachesPage: Page {
    static let template = "breaches"

    struct Row: Sendable {
        let href: String
        let reference: String
        let title: String
        let kind: String
        let since: String
        let rules: [String]
        let asked: String
    }

    struct Unit: Sendable {
        let link: Frame.Link
        let count: String
    }

    let title: String
    let place: Frame.Place? = .matters
    let checked: String
    let tabs: [Frame.Link]
    let units: [Unit]
    let hasUnits: Bool
    let rows: [Row]
    let first: Frame.Link?
    let next: Frame.Link?

    init(
        _ question: BreachQuestion,
        rows: [Breaches.Breach],
        next: Breaches.Place?,
        counts: [Breaches.Rule: [(asked: Breaches.Asked, count: Int)]],
        most: Int,
        open: Int,
        checkedAt: Instant,
        _ office: Office,
        _ language: Language,
        days: (Code) -> Int,
        name: (Actor) throws -> String
    ) rethrows {
        func shown(_ count: Int) -> String {
            count >= most ? "\(Int64(most).grouped)+" : Int64(count).grouped
        }
        title = WatchWord.breachTitle[language]
        checked =
            WatchWord.breachChecked[
                language,
                "\(office.zone.clock(of: checkedAt))",
                shown(open)
            ]
        tabs = Breaches.Rule.allCases.map { rule in
            let word: WatchWord = rule == .limit ? .breachLimit : .breachSilence
            let count = (counts[rule] ?? []).reduce(0) { $0 + $1.count }
            return Frame.Link(
                href: BreachQuestion.address(rule),
                label: word[language, shown(count)],
                isCurrent: rule == question.rule
            )
        }
        var units = (counts[question.rule] ?? []).map { asked, count in
            Unit(
                link: Frame.Link(
                    href: BreachQuestion.address(question.rule, asked),
                    label: asked.text(office, language),
                    isCurrent: asked == question.asked
                ),
                count: WatchWord.breachCount[language, shown(count)]
            )
        }
        if question.asked != nil {
            let all = Frame.Link(
                href: BreachQuestion.address(question.rule),
                label: WatchWord.breachAll[language]
            )
            units.insert(Unit(link: all, count: ""), at: 0)
        }
        self.units = units
        hasUnits = !units.isEmpty
        self.rows = try rows.map { breach in
            let line = MatterLine(breach.matter, office, language)
            let person = try breach.person.map { " · \(try name($0))" } ?? ""
            let stands = breach.isSuspended ? "（\(WatchWord.breachStands[language])）" : ""
            var rules = breach.late.map { late in
                WatchWord.breachLimitRule[
                    language,
                    office.clockName(late.clock, of: breach.matter.kind, language),
                    late.term.ruleName(office.catalog, language),
                    late.term.due.map { "\(office.zone.clock(of: $0.instant))" } ?? ""
                ]
            }
            if question.rule == .silence {
                rules.insert(
                    WatchWord.breachSilenceRule[
                        language,
                        "\(days(breach.matter.kind))",
                        "\(office.zone.clock(of: breach.touchedAt))"
                    ] + stands,
                    at: 0
                )
            }
            return Row(
                href: line.href,
                reference: line.reference,
                title: line.title,
                kind: "\(line.kind) · \(line.place) · \(line.stage)",
                since: "\(office.zone.clock(of: breach.since))",
                rules: rules,
                asked: breach.asked.text(office, language) + person
            )
        }
        first =
            question.place == nil
            ? nil
            : Frame.Link(
                href: BreachQuestion.address(question.rule, question.asked),
                label: Word.pageFirst[language]
            )
        self.next = next.map {
            Frame.Link(
                href: BreachQuestion.address(question.rule, question.asked, after: $0),
                label: Word.pageNext[language]
            )
        }
    }
}

extension Breaches.Asked {
    func text(_ office: Office, _ language: Language) -> String {
        switch self {
        case .dispatchers: WatchWord.askedDispatchers[language]
        case .unit(let code): office.unitName(code, language)
        case .verifiers: WatchWord.askedVerifiers[language]
        case .closers: WatchWord.askedClosers[language]
        }
    }
}

extension Term {
    /// What its limit is called in the catalog.
    fileprivate func ruleName(_ catalog: Catalog, _ language: Language) -> String {
        guard case .rule(let code, _, _, _, _) = basis else { return WatchWord.breachDate[language] }
        return catalog.deadlineRule(code)?.name[language] ?? code.rawValue
    }
}
