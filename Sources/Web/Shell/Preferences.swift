import Hummingbird

/// How a reader wants the pages.
struct Preferences: Equatable, Sendable {
    var language = Language.zh
    var isLarge = false
    /// The other parts of the address's query, as they were sent, for links that change one preference only.
    var query: [Substring] = []

    static let languageName = "lang"
    static let textName = "text"

    init() {}

    /// What the address says goes before the cookie, the cookie before the browser's languages.
    init(_ request: Request) {
        let cookies = request.cookies
        let asked = Self.asked(request)
        language =
            asked.language ?? cookies[Self.languageName].flatMap { Language(rawValue: $0.value) }
            ?? request.headers[.acceptLanguage].flatMap { Language(accepting: $0) } ?? .zh
        isLarge = asked.isLarge ?? (cookies[Self.textName]?.value == TextSize.large.rawValue)
        query = (request.uri.query ?? "").split(separator: "&").filter { part in
            let name = part.prefix { $0 != "=" }
            return name != Self.languageName && name != Self.textName
        }
    }

    /// What the address asks for, and a cookie is to keep.
    static func asked(_ request: Request) -> (language: Language?, isLarge: Bool?) {
        let query = request.uri.queryParameters
        return (
            query[languageName[...]].flatMap { Language(rawValue: String($0)) },
            query[textName[...]].flatMap { TextSize(rawValue: String($0)) }.map { $0 == .large }
        )
    }

    /// The address of this same page with one preference changed; relative, so it needs no path.
    func link(_ name: String, _ value: String) -> String {
        "?" + (query + ["\(name)=\(value)"]).joined(separator: "&")
    }
}

enum TextSize: String {
    case large
    case normal
}
