import Hummingbird
import Ledger
import Storage
import WorkingTime

/// `/deadlines` counts until when something must be done; `/calendar` shows the days that are counted.
struct DeadlineController: Sendable {
    let office: Office
    let pages: Pages

    /// The rules of a day, and one of them counted where the address names it.
    func show(_ request: Request, context: SiteContext) async throws -> Response {
        let wantsJSON = try request.wantsJSON()
        // The read also takes over a catalog that was adopted meanwhile.
        let state = try await office.read { try LedgerState($0) }
        let (catalog, zone) = (office.catalog, office.zone)
        let question = try DeadlineQuestion(request, catalog, zone: zone, now: office.store.clock.now)
        let answer = try question.count.map { try DeadlineAnswer($0, of: question, catalog, office) }
        if wantsJSON {
            let object = answer?.json(catalog) ?? question.json(catalog)
            return .json(object, headers: [.cacheControl: "no-cache"])
        }
        let page = DeadlinesPage(question, answer, catalog, zone: zone, context.language)
        return try pages.answer(page, state: state, context: context)
    }

    /// The days off and the working days of a year.
    func calendar(_ request: Request, context: SiteContext) async throws -> Response {
        let wantsJSON = try request.wantsJSON()
        let state = try await office.read { try LedgerState($0) }
        let catalog = office.catalog
        let year = try Self.year(request) ?? office.today.year
        let calendar = try WorkingCalendar(catalog)
        let answer = CalendarYear(year, asOf: try Self.asOf(request), calendar)
        if wantsJSON { return .json(answer.json(catalog), headers: [.cacheControl: "no-cache"]) }
        let years = Set(calendar.notices.map(\.year) + [year, office.today.year])
        let page = CalendarPage(answer, years: years.sorted(), context.language)
        return try pages.answer(page, state: state, context: context)
    }

    private static func year(_ request: Request) throws(Fault) -> Int? {
        guard let text = request.uri.queryParameters["year"] else { return nil }
        guard let year = Int64(exactly: text), HolidayNotice.years.contains(Int(year)) else {
            throw .calendarYear(String(text))
        }
        return Int(year)
    }

    /// The day as which the calendar is asked for.
    private static func asOf(_ request: Request) throws(Fault) -> LocalDay? {
        guard let text = request.uri.queryParameters["as_of"] else { return nil }
        guard let day = LocalDay(String(text)) else { throw .day(String(text)) }
        return day
    }
}
