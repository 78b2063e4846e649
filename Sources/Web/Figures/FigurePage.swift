import Catalog
import Ledger
import Reporting

/// A figure, how it is counted, and a page of the facts under it.
struct FigurePage: Page {
    static let template = "figure"

    let title: String
    let place: Frame.Place?
    let period: String
    let value: String
    let unit: String
    let rule: String
    let lines: [Line]
    let facts: [FactRow]
    let count: String
    let first: Frame.Link?
    let next: Frame.Link?
    let json: Frame.Link
    let years: [Frame.Link]

    init(_ answer: FigureAnswer, since firstYear: Int, office: Office, _ language: Language) {
        let (figure, definition) = (answer.figure, answer.figure.definition)
        title = definition.name[language]
        place = .figures
        period = definition.kind.period(figure.year, language)
        value = figure.quantity.grouped
        unit = definition.unit.name(language)
        rule = definition.rule[language]
        count = Word.factCount[language, figure.facts.grouped]
        facts = answer.facts.map { FactRow($0.id, $0.fact, office: office, language) }
        // The pages of one list count the same entries, whatever is written meanwhile.
        let address = "/figures/\(definition.id)?year=\(figure.year)&as_of=\(figure.size)"
        lines = [
            Line(name: Word.figureVersion[language], value: "\(definition.version)"),
            Line(
                name: Word.figureSize[language],
                value: Word.figureSizeValue[language, figure.size.grouped],
                href: address
            ),
            Line(name: Word.figureMeasure[language], value: "\(definition.measure)", isCode: true),
            Line(name: Word.figureCatalog[language], value: "\(figure.catalog)", isCode: true),
        ]
        first = answer.isFirstPage ? nil : Frame.Link(href: address, label: Word.pageFirst[language])
        next = answer.next.map { Frame.Link(href: "\(address)&after=\($0)", label: Word.pageNext[language]) }
        json = Frame.Link(href: "\(address)&format=json", label: Word.figureJSON[language])
        years = FiguresPage.years(
            around: figure.year,
            since: firstYear,
            office,
            at: "/figures/\(definition.id)"
        )
    }
}

extension FigureDefinition.Kind {
    /// `2018 年`, or for what stands at the end `2018 年末`.
    func period(_ year: Int, _ language: Language) -> String {
        switch self {
        case .flow: Word.periodFlow[language, "\(year)"]
        case .stock: Word.periodStock[language, "\(year)"]
        }
    }
}
