import Hummingbird
import Ledger
import Logging

/// Writes one line a request: the pattern of its route, never the address, query or sender.
struct LogMiddleware: RouterMiddleware {
    let logger: Logger

    func handle(
        _ request: Request,
        context: SiteContext,
        next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        var metadata: Logger.Metadata = [
            "method": "\(Self.methods.contains(request.method) ? request.method.rawValue : "other")",
            "route": "\(context.endpointPath ?? "none")",
            "status": "\(response.status.code)",
            "ms": "\(Int(((ContinuousClock.now - start) / .milliseconds(1)).rounded(.up)))",
        ]
        if let report = context.trouble.value {
            metadata["error"] = report.number.map { "\($0)" }
            metadata["cause"] = "\(report.cause.shown())"
        }
        logger.log(level: response.status.code >= 500 ? .error : .info, "request", metadata: metadata)
        return response
    }

    /// A method may be any word, so only those that we know are repeated.
    private static let methods: Set<HTTPRequest.Method> = [
        .get, .head, .post, .put, .patch, .delete, .options,
    ]
}
