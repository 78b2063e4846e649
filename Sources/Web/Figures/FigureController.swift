import Casework
import Catalog
import Hummingbird
import Identity
import Ledger
import Storage

/// `/figures…`: what the report counts, each figure with the facts under it.
struct FigureController: Sendable {
    let office: Office
    let pages: Pages

    /// All figures of one year.
    func list(_ request: Request, context: SiteContext) async throws -> Response {
        let year = try Self.year(request, office)
        let language = context.language
        let (page, state) = try await office.read { [office] reader in
            let state = try LedgerState(reader)
            let figures = office.catalog.figures
            let rows = try FigureRow.all(figures, years: [year], office: office, language, reader)
            let first = try office.firstYear(reader)
            return (FiguresPage(rows, year: year, since: first, office: office, language), state)
        }
        return try pages.answer(page, state: state, context: context)
    }

    func show(_ request: Request, context: SiteContext) async throws -> Response {
        let id = context.parameters.get("id") ?? ""
        let query = request.uri.queryParameters
        let wantsJSON = try request.wantsJSON()
        let question = try FigureQuestion(
            id: id,
            year: Self.year(request, office),
            size: query["as_of"].map(String.init),
            after: query["after"].map(String.init)
        )
        let visitor = context.visitor
        let (answer, first, state) = try await office.read { [office] reader in
            let state = try LedgerState(reader)
            let sight = visitor.map { $0.sightOfFacts(office.catalog) } ?? .office
            let answer = try question.answer(office, state, seeing: sight, reader)
            return (answer, try office.firstYear(reader), state)
        }
        // Who has logged in may be shown more than others.
        let cache = visitor == nil ? "no-cache" : "no-store"
        if wantsJSON { return .json(answer.json, headers: [.cacheControl: cache]) }
        let page = FigurePage(answer, since: first, office: office, context.language)
        var response = try pages.answer(page, state: state, context: context)
        if visitor != nil { response.headers[.cacheControl] = cache }
        return response
    }

    /// The year asked for, or the present one.
    private static func year(_ request: Request, _ office: Office) throws -> Int {
        guard let text = request.uri.queryParameters["year"] else { return office.today.year }
        guard let year = Int64(exactly: text), (1...9999).contains(year) else {
            throw Fault.year(String(text))
        }
        return Int(year)
    }
}

extension Visitor {
    /// What of the confidential matters is listed for him under a figure.
    fileprivate func sightOfFacts(_ catalog: Catalog) -> MatterFilter.Sight {
        may(.seeMatters) && !mustChangePassword ? sight(catalog) : .office
    }
}
