import Hummingbird
import Ledger
import Reporting
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
            let rows = try FigureRow.all(years: [year], office: office, language, reader)
            return (FiguresPage(rows, year: year, language), state)
        }
        return try pages.answer(page, state: state, context: context)
    }

    func show(_ request: Request, context: SiteContext) async throws -> Response {
        let id = context.parameters.get("id") ?? ""
        let query = request.uri.queryParameters
        let format = query["format"].map(String.init)
        guard [nil, "json", "html"].contains(format) else { throw Fault.format(format ?? "") }
        let question = try FigureQuestion(
            id: id,
            year: Self.year(request, office),
            size: query["as_of"].map(String.init),
            after: query["after"].map(String.init)
        )
        let (answer, state) = try await office.read { [office] reader in
            let state = try LedgerState(reader)
            return (try question.answer(office, state, reader), state)
        }
        if format == "json" { return try .json(answer.json, headers: [.cacheControl: "no-cache"]) }
        let page = FigurePage(answer, office: office, context.language)
        return try pages.answer(page, state: state, context: context)
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

/// What somebody wants to know of a figure.
struct FigureQuestion: Sendable {
    let id: String
    let year: Int
    /// Still as it was typed: whether it is right depends on the ledger.
    let size: String?
    let after: Fact.ID?

    static let pageLimit = 50

    init(id: String, year: Int, size: String?, after: String?) throws {
        self.id = id
        self.year = year
        self.size = size
        self.after = try after.map { text in
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, let entry = Int64(exactly: parts[0]), entry >= 0,
                let ordinal = Int64(exactly: parts[1]), (0..<Int64(Entry.factLimit)).contains(ordinal)
            else { throw Fault.after(text) }
            return Fact.ID(entry: Entry.ID(rawValue: entry), ordinal: Int(ordinal))
        }
    }

    func answer(_ office: Office, _ state: LedgerState, _ reader: Reader) throws -> FigureAnswer {
        let size = try size.map { text in
            guard let size = Int64(exactly: text), (0...state.size).contains(size) else {
                throw Fault.size(text, head: state.size)
            }
            return size
        }
        let figure: Figure
        do {
            figure = try Figure.count(id, year: year, asOf: size, catalog: office.catalog, reader)
        } catch Figure.Failure.unknown(let id, let known) { throw Fault.noFigure(id, known: known) }
        // One more than is shown tells whether there is another page.
        let found = try figure.trace(after: after, limit: Self.pageLimit + 1, reader)
        return FigureAnswer(
            figure: figure,
            facts: found.prefix(Self.pageLimit).map { FigureAnswer.Part(id: $0.id, fact: $0.fact) },
            isFirstPage: after == nil,
            hasMore: found.count > Self.pageLimit
        )
    }
}

/// A figure with one page of the facts under it.
struct FigureAnswer: Sendable {
    struct Part: Sendable {
        let id: Fact.ID
        let fact: Fact
    }

    let figure: Figure
    let facts: [Part]
    let isFirstPage: Bool
    let hasMore: Bool

    /// The place behind which the next page begins; nil on the last page.
    var next: Fact.ID? { hasMore ? facts.last?.id : nil }
}
