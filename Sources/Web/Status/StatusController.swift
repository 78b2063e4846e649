import Catalog
import Hummingbird
import Ledger
import Storage

/// `/`: what the ledger is, how far it is, and how to check it.
struct StatusController: Sendable {
    let office: Office
    let pages: Pages

    func show(_ request: Request, context: SiteContext) async throws -> Response {
        let language = context.language
        let (page, state) = try await office.read { [office] reader in
            let state = try LedgerState(reader)
            let year = office.today.year
            let years = try office.firstYear(reader) < year ? [year, year - 1] : [year]
            // The page that everybody opens counts no single facts.
            let figures = office.catalog.figures.filter(\.isInTotals)
            let rows = try FigureRow.all(figures, years: years, office: office, language, reader)
            return (StatusPage(state, rows, years: years, office: office, language), state)
        }
        return try pages.answer(page, state: state, context: context)
    }
}
