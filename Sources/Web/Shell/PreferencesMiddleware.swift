import Hummingbird

/// Reads the reader's preferences for those behind it, and keeps in a cookie what was chosen in the address.
struct PreferencesMiddleware: RouterMiddleware {
    private static let cookieSeconds = 365 * 86_400

    func handle(
        _ request: Request,
        context: SiteContext,
        next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.preferences = Preferences(request)
        var response = try await next(request, context)
        let asked = Preferences.asked(request)
        if let language = asked.language {
            response.setCookie(cookie(Preferences.languageName, language.rawValue))
        }
        if let isLarge = asked.isLarge {
            let size: TextSize = isLarge ? .large : .normal
            response.setCookie(cookie(Preferences.textName, size.rawValue))
        }
        return response
    }

    private func cookie(_ name: String, _ value: String) -> Cookie {
        Cookie(name: name, value: value, maxAge: Self.cookieSeconds, path: "/", sameSite: .lax)
    }
}
