import Catalog
import Ledger
import Reporting

/// A report, what was found of its words, and the figures under it.
struct ReportPage: Page {
    static let template = "report"

    let title: String
    let place: Frame.Place?
    let lead: String
    let sentences: [Sentence]
    let figures: [Row]
    let lines: [Line]
    let json: Frame.Link

    struct Sentence: Sendable {
        let id: String
        let parts: [Part]
        /// What its words assert and the count does not bear out.
        let problems: [String]
    }

    /// A piece of text; a number with the page of its figure.
    struct Part: Sendable {
        let text: String
        let href: String?
    }

    struct Row: Sendable {
        let name: String
        let rule: String
        let href: String
        let value: String
        let unit: String
        /// How many facts, and which version of the rule.
        let basis: String
    }

    init(_ report: Report, _ language: Language) {
        title = report.text.title[language]
        place = .figures
        let wrong = report.sentences.count { !$0.holds }
        lead =
            wrong == 0
            ? ReportWord.reportHolds[language] : ReportWord.reportWrong[language, "\(wrong)"]
        sentences = report.sentences.map { Sentence($0, language) }
        figures = report.figures.map { Row($0, language) }
        lines = [
            Line(
                name: Word.figureSize[language],
                value: Word.figureSizeValue[language, report.size.grouped],
                href: "/report/\(report.text.year)?as_of=\(report.size)"
            ),
            Line(name: Word.checkpointRoot[language], value: "\(report.root)", isCode: true),
        ]
        json = Frame.Link(
            href: "/report/\(report.text.year)?as_of=\(report.size)&format=json",
            label: Word.figureJSON[language]
        )
    }
}

extension ReportPage.Sentence {
    fileprivate init(_ statement: Report.Statement, _ language: Language) {
        let sentence = statement.sentence
        let text =
            switch language {
            case .zh: sentence.zh
            case .en: sentence.en
            }
        id = sentence.id.rawValue
        parts = text.map { part in
            switch part {
            case .text(let text): ReportPage.Part(text: text, href: nil)
            case .figure(let id):
                ReportPage.Part(
                    text: statement.finding(on: id)?.shown ?? "—",
                    href: statement.finding(on: id)?.figure.address
                )
            }
        }
        problems = statement.findings.filter { !$0.holds }.map { finding in
            ReportWord.claimFails[
                language,
                finding.figure.definition.name[language],
                finding.claim.assertion.words(language),
                finding.figure.grouped
            ]
        }
    }
}

extension ReportPage.Row {
    fileprivate init(_ figure: Figure, _ language: Language) {
        name = figure.definition.name[language]
        rule = figure.definition.rule[language]
        href = figure.address
        value = figure.grouped
        unit = figure.definition.unitName(language)
        basis = ReportWord.figureBasis[language, figure.facts.grouped, "\(figure.definition.version)"]
    }
}

extension Claim.Assertion {
    /// What is asserted, in words: `超过 70、不到 80`.
    fileprivate func words(_ language: Language) -> String {
        switch self {
        case .exact(nil): ReportWord.claimExact[language]
        case .exact(let number?): ReportWord.claimEqual[language, number.grouped]
        case .about(let number): ReportWord.claimAbout[language, number.grouped]
        case .moreThan(let number, false): ReportWord.claimMoreThan[language, number.grouped]
        case .moreThan(let number, true):
            ReportWord.claimBetween[language, number.grouped, (number + Self.step(of: number)).grouped]
        case .nearly(let number): ReportWord.claimNearly[language, number.grouped]
        case .within(let number): ReportWord.claimWithin[language, number.grouped]
        case .atLeast(let number): ReportWord.claimAtLeast[language, number.grouped]
        case .first: ReportWord.claimFirst[language]
        case .consecutive: ReportWord.claimConsecutive[language]
        }
    }
}
