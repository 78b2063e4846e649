import Hummingbird
import Storage

/// Refuses at once, with a time to come again, whoever comes while as many requests are in hand as can be answered soon.
///
/// So a crowd does not make everybody wait. What an answer sends after its head is not counted, and forms with files have
/// their own limit.
struct CrowdMiddleware: RouterMiddleware {
    private let places: Places

    init(limit: Int) { places = Places(limit, "requests are in hand") }

    func handle(
        _ request: Request,
        context: SiteContext,
        next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        let type = request.headers[.contentType] ?? ""
        guard !type.hasPrefix("multipart/"), request.uri.path != "/healthz" else {
            return try await next(request, context)
        }
        try places.take()
        defer { places.leave() }
        return try await next(request, context)
    }
}
