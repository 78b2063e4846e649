import Catalog
import Ledger

/// All figures of a year.
struct FiguresPage: Page {
    static let template = "figures"

    let title: String
    let place: Frame.Place?
    let rows: [FigureRow]
    let columns: [String]
    let years: [Frame.Link]
    /// The year's report; nil where the catalog has none.
    let report: Frame.Link?

    init(_ rows: [FigureRow], year: Int, since firstYear: Int, office: Office, _ language: Language) {
        title = Word.figuresTitle[language, "\(year)"]
        place = .figures
        self.rows = rows
        columns = ["\(year)"]
        years = Self.years(around: year, since: firstYear, office, at: "/figures")
        report = office.catalog.report(year).map {
            Frame.Link(href: "/report/\(year)", label: $0.title[language])
        }
    }

    /// The year with its neighbours, none of them to come or from before the ledger began.
    static func years(
        around year: Int,
        since firstYear: Int,
        _ office: Office,
        at path: String
    ) -> [Frame.Link] {
        let (first, last) = (min(year, firstYear), max(year, office.today.year))
        return [year - 1, year, year + 1].filter { (first...last).contains($0) }.map {
            Frame.Link(href: "\(path)?year=\($0)", label: "\($0)", isCurrent: $0 == year)
        }
    }
}
