import Hummingbird
import HTTPTypes
import Identity
import Ledger
import Storage

/// `/api/v1`: the same commands and queries as the pages, for programs.
struct API: Sendable {
    let operations: [APIOperation]
    private let office: Office
    private let document: OpenAPIDocument
    private let pages: Pages

    init(office: Office, pages: Pages, follow: FollowController, gate: ReportGate) {
        self.office = office
        let reports = ReportsAPI(office: office, follow: follow, gate: gate)
        operations =
            reports.operations + CodesAPI(office: office).operations
            + MattersAPI(office: office).operations
        document = OpenAPIDocument(
            operations: operations,
            schemas: ReportsAPI.schemas + CodesAPI.schemas + MattersAPI.schemas,
            origin: office.store.genesis.origin
        )
        self.pages = pages
    }

    var routes: [Route] {
        [Route(.get, "/api", show), Route(.get, "/api/v1/openapi.json", openAPI)]
            + operations.map { $0.route(office) }
    }

    private func openAPI(_ request: Request, context: SiteContext) async throws -> Response {
        .json(document.json, headers: [.cacheControl: "no-cache"])
    }

    private func show(_ request: Request, context: SiteContext) async throws -> Response {
        try await pages.answer(APIPage(operations, context.language), context: context)
    }
}

/// What programs can ask, for the people who write them.
struct APIPage: Page {
    static let template = "api"

    struct Row: Sendable {
        let address: String
        let what: String
        let access: String
    }

    struct Code: Sendable {
        let code: String
        let text: String
    }

    let title: String
    let place: Frame.Place? = nil
    let rows: [Row]
    let codes: [Code]

    init(_ operations: [APIOperation], _ language: Language) {
        title = APIWord.apiTitle[language]
        rows = operations.map { operation in
            let access =
                switch operation.access {
                case .anybody: APIWord.apiAnybody[language]
                case .reporter: APIWord.apiReporter[language]
                case .program(let scope): scope.label(language)
                }
            return Row(
                address: "\(operation.method.rawValue) /api/v1\(operation.path)",
                what: operation.about,
                access: access
            )
        }
        codes = APIProblem.Kind.allCases.filter { $0 != .fault }.map {
            Code(code: $0.rawValue, text: APIWord($0)[language, "…"])
        }
    }
}
