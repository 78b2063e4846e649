import Hummingbird
import Ledger
import Reporting
import Storage

/// `/report/2018`: the report of a year, each of its numbers a link to what it counts.
struct ReportController: Sendable {
    let office: Office
    let pages: Pages

    func show(_ request: Request, context: SiteContext) async throws -> Response {
        let text = context.parameters.get("year") ?? ""
        guard let number = Int64(exactly: text), (1...9999).contains(number) else { throw Fault.year(text) }
        let (year, named) = (Int(number), request.uri.queryParameters["as_of"].map(String.init))
        let wantsJSON = try request.wantsJSON()
        let (report, state) = try await office.read { [office] reader in
            let state = try LedgerState(reader)
            let size = try named.map { try state.size(named: $0) }
            do {
                let report = try Report.compile(year, asOf: size, catalog: office.catalog, reader)
                return (report, state)
            } catch Report.Failure.noText(let year, let known) { throw Fault.noReport(year, known: known) }
        }
        if wantsJSON { return .json(report.json, headers: [.cacheControl: "no-cache"]) }
        return try pages.answer(ReportPage(report, context.language), state: state, context: context)
    }
}
