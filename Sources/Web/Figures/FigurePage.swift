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
    /// Minutes in larger units.
    let duration: String?
    let rule: String
    let lines: [Line]
    let parts: [PartTable]
    /// Those of the year's report that hold the figure.
    let sentences: [Frame.Link]
    let facts: [FactRow]
    let count: String
    /// That some facts are counted and not listed.
    let hidden: String?
    let first: Frame.Link?
    let next: Frame.Link?
    let json: Frame.Link
    let years: [Frame.Link]

    init(_ answer: FigureAnswer, since firstYear: Int, office: Office, _ language: Language) {
        let (figure, definition) = (answer.figure, answer.figure.definition)
        title = definition.name[language]
        place = .figures
        period = definition.period(figure.year, language)
        value = figure.grouped
        unit = definition.unitName(language)
        duration = figure.duration(language)
        parts = Self.parts(answer, office, language)
        sentences = Self.sentences(with: figure, office, language)
        rule = definition.rule[language]
        count = Word.factCount[language, figure.facts.grouped]
        hidden = answer.hides ? Word.factsHidden[language] : nil
        facts = answer.facts.map {
            FactRow($0.id, $0.fact, hasReceipt: $0.hasReceipt, office: office, language)
        }
        // The pages of one list count the same entries, whatever is written meanwhile.
        let address = "/figures/\(definition.id)?year=\(figure.year)&as_of=\(figure.size)"
        let basis = [figure.basis(language)].compactMap(\.self)
        let changes = definition.changes.map { change in
            Line(
                name: ReportWord.figureChange[language, "\(change.version)"],
                value: ReportWord.figureChangeValue[language, "\(change.day)", change.what[language]]
            )
        }
        lines =
            basis + [
                Line(name: Word.figureVersion[language], value: "\(definition.version)")
            ] + changes + [
                Line(
                    name: Word.figureSize[language],
                    value: Word.figureSizeValue[language, figure.size.grouped],
                    href: address
                ),
                Line(
                    name: Word.figureMeasure[language],
                    value: definition.measures.map(\.rawValue).joined(separator: " "),
                    isCode: true
                ),
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

extension FigurePage {
    /// What parts of the year or of the subdistrict add to the figure.
    struct PartTable: Sendable {
        struct Row: Sendable {
            let name: String
            let quantity: String
        }

        let heading: String
        let rows: [Row]
    }

    private static func parts(_ answer: FigureAnswer, _ office: Office, _ language: Language) -> [PartTable] {
        let scale = answer.figure.definition.scale
        func row(_ name: String, _ quantity: Int64) -> PartTable.Row {
            PartTable.Row(name: name, quantity: Figure.grouped(quantity, scale))
        }
        let communities = answer.communities.map { shares in
            PartTable(
                heading: ReportWord.byCommunity[language],
                rows: shares.map { row(office.communityName($0.code, language), $0.quantity) }
            )
        }
        let months = answer.months.map { quantities in
            PartTable(
                heading: ReportWord.byMonth[language],
                rows: quantities.enumerated().map { place, quantity in
                    row("\(answer.figure.year)-\(place < 9 ? "0" : "")\(place + 1)", quantity)
                }
            )
        }
        return [communities, months].compactMap(\.self).filter { !$0.rows.isEmpty }
    }

    private static func sentences(
        with figure: Figure,
        _ office: Office,
        _ language: Language
    ) -> [Frame.Link] {
        let report = office.catalog.report(figure.year)
        return (report?.sentences ?? []).filter { $0.claim(on: figure.definition.id) != nil }.map {
            Frame.Link(
                href: "/report/\(figure.year)?as_of=\(figure.size)#\($0.id)",
                label: ReportWord.inReport[language, "\(figure.year)"]
            )
        }
    }
}
