import Casework
import Catalog
import Hummingbird
import Identity
import Ledger
import Storage

/// What is like a report, asked by the forms' script while it is written.
struct SimilarController: Sendable {
    let office: Office
    private let gate = AskGate()

    init(office: Office) { self.office = office }

    static let streetPath = "/report/similar"
    static func deskPath(_ kind: Code) -> String { "/matters/similar?kind=\(kind)" }

    /// `POST /report/similar`, from our own form.
    func street(_ request: Request, context: SiteContext) async throws -> Response {
        let access = try office.requireAccess()
        let form = try await FormBody(request)
        guard let visit = SessionToken(cookieOf: request), let kind = Street.kind("", office)?.kind.code
        else {
            throw Fault.formExpired
        }
        try form.check(visit, purpose: "/report")
        guard gate.admits(context.block(request, access), at: office.store.clock.now) else {
            return Response(
                status: .tooManyRequests,
                headers: [.retryAfter: "\(AskGate.windowMilliseconds / 1000)", .cacheControl: "no-store"]
            )
        }
        let hints = try await office.streetHints(form, kind: kind, context.language)
        return .json(hints.json, headers: [.cacheControl: "no-store"])
    }

    /// `POST /matters/similar?kind=…`, from a clerk's form.
    func desk(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        try visitor.require(.reportMatter)
        let text = request.uri.queryParameters["kind"].map(String.init) ?? ""
        guard let kind = Code(rawValue: text), office.catalog.matterKind(kind) != nil else {
            throw Fault.filter(text)
        }
        let form = try await FormBody(request)
        try form.check(visitor.token, purpose: ReportDesk.path(kind))
        let hints = try await office.deskHints(form, kind: kind, visitor, context.language)
        return .json(hints.json, headers: [.cacheControl: "no-store"])
    }
}
