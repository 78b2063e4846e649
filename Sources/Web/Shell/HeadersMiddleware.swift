import HTTPTypes
import Hummingbird

/// Puts on every answer what keeps a browser from doing anything but showing it.
struct HeadersMiddleware: RouterMiddleware {
    private static let fields: [(HTTPField.Name, String)] = [
        (.xContentTypeOptions, "nosniff"),
        (.referrerPolicy, "no-referrer"),
        (.crossOriginOpenerPolicy, "same-origin"),
        (
            .permissionsPolicy,
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
        ),
    ]

    func handle(
        _ request: Request,
        context: SiteContext,
        next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for (name, value) in Self.fields { response.headers[name] = value }
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = ContentPolicy.plain
        }
        // An error page behind HEAD has no body either.
        return request.method == .head ? response.createHeadResponse() : response
    }
}

/// What a page may bring with it.
enum ContentPolicy {
    /// No script at all.
    static let plain = """
        default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
        frame-ancestors 'none'; font-src 'self'
        """
    /// A paper brings its own style and pictures, and nothing else.
    static let printed = """
        default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; \
        frame-ancestors 'none'
        """
    /// A script of ours, which may ask this site and no other.
    static let scripted = plain + "; script-src 'self'; connect-src 'self'"
}

extension HTTPField.Name {
    fileprivate static let referrerPolicy = known("Referrer-Policy")
    fileprivate static let crossOriginOpenerPolicy = known("Cross-Origin-Opener-Policy")
    fileprivate static let permissionsPolicy = known("Permissions-Policy")

    private static func known(_ name: String) -> Self {
        guard let field = Self(name) else { preconditionFailure("\(name) is the name of a field.") }
        return field
    }
}
