import Foundation
import Hummingbird
import Mustache

/// A page's values, every word of them ready to print.
protocol Page: Sendable {
    /// The name of its template.
    static var template: String { get }
    /// For the window's title.
    var title: String { get }
    /// Where it stands in the navigation.
    var place: Frame.Place? { get }
}

/// What a template sees: `w` for the fixed words, `frame` for what surrounds a page, `page` for the page.
private struct Sheet<Content: Page> {
    let w: WordTable
    let frame: Frame
    let page: Content
}

/// Turns pages into answers, with templates that are compiled once.
struct Pages: Sendable {
    let office: Office
    let assets: Assets
    private let library: MustacheLibrary
    private let words: [Language: WordTable]

    /// Every template, by the name of its file.
    static let templates = [
        "layout", "fault", "status", "figures", "figure", "figure-rows", "report", "deadlines", "calendar",
        "announcements", "announcement", "announcement-plans", "files", "entries", "entry", "form",
        "form-page", "account", "session-table", "programs", "token-table", "second-factor", "recovery",
        "desk", "matter", "matter-events", "matter-form", "matter-kinds", "matter-rows", "matters",
        "api", "done", "follow", "follow-ask", "street", "staff", "staff-member", "one-time", "catalog",
        "catalog-difference", "openings", "opened", "breaches", "matter-papers", "paper-form", "paper-rows",
    ]

    /// - Throws: An error of the file system or of the template engine where a template cannot be read.
    init(office: Office, assets: Assets) throws {
        self.office = office
        self.assets = assets
        library = try Self.makeLibrary()
        words = Dictionary(
            uniqueKeysWithValues: Language.allCases.map { ($0, WordTable(table: Self.words($0))) }
        )
    }

    /// The words of every list; a name stands in one of them only.
    private static func words(_ language: Language) -> [String: String] {
        Word.table(language).merging(DeadlineWord.table(language)) { first, _ in first }
            .merging(MatterWord.table(language)) { first, _ in first }
            .merging(StreetWord.table(language)) { first, _ in first }
            .merging(ReportWord.table(language)) { first, _ in first }
            .merging(APIWord.table(language)) { first, _ in first }
            .merging(WatchWord.table(language)) { first, _ in first }
            .merging(DocumentWord.table(language)) { first, _ in first }
    }

    private static func makeLibrary() throws -> MustacheLibrary {
        MustacheContentTypes.register(ScalarEscaping(), named: ScalarEscaping.name)
        var library = MustacheLibrary()
        for name in templates {
            // Put in here, so that no template can be without it.
            let pragma = "{{% CONTENT_TYPE: \(ScalarEscaping.name)}}\n"
            try library.register(pragma + (try Assets.text(name, "mustache")), named: name)
        }
        return library
    }

    /// Answers with a page that has read nothing of the store itself.
    ///
    /// - Parameter problem: Why the form on it was refused; nil where it is shown anew.
    func answer(
        _ page: some Page,
        refusedFor problem: String? = nil,
        context: SiteContext
    ) async throws -> Response {
        try answer(
            page,
            state: try await office.read { try LedgerState($0) },
            context: context,
            status: problem == nil ? .ok : .unprocessableContent
        )
    }

    /// - Parameter state: What the foot says of the ledger; nil where the store could not be read.
    func answer<Content: Page>(
        _ page: Content,
        state: LedgerState?,
        context: SiteContext,
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let frame = Frame(
            title: page.title,
            place: page.place,
            state: state,
            office: office,
            assets: assets,
            visitor: context.visitor,
            preferences: context.preferences ?? Preferences()
        )
        let words = words[context.language] ?? WordTable(table: [:])
        let sheet = Sheet(w: words, frame: frame, page: page)
        guard let html = library.render(Printed(sheet), withTemplate: Content.template) else {
            throw MissingTemplate(name: Content.template)
        }
        return Response(
            status: status,
            headers: [
                .contentType: "text/html; charset=utf-8", .contentLanguage: context.language.tag,
                // What somebody sees by his rights is for nobody else, also not for a cache on the way.
                .cacheControl: context.visitor == nil ? "no-cache" : "no-store",
                .vary: "Accept-Language, Cookie",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html))
        )
    }
}

struct MissingTemplate: Error, CustomStringConvertible {
    let name: String

    var description: String { "there is no template \"\(name)\"" }
}
