import Casework
import Hummingbird
import Ledger

/// Which matter a browser follows, with its code word: `81.7K3M9QWX2HT0`.
struct FollowCookie: Sendable {
    static let name = "jiedao-follow"

    let matter: Matter.ID
    let code: CodeWord

    init(_ matter: Matter.ID, _ code: CodeWord) { (self.matter, self.code) = (matter, code) }

    init?(_ request: Request) {
        guard let value = request.cookies[Self.name]?.value else { return nil }
        let parts = value.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int64(exactly: parts[0]), let code = CodeWord(String(parts[1]))
        else { return nil }
        self.init(Matter.ID(rawValue: number), code)
    }

    /// It ends with the browser's session.
    func set(isSecure: Bool) -> Cookie { Self.cookie("\(matter).\(code.text)", isSecure: isSecure) }

    /// Takes it from the browser, so that the next one who sits down before it sees nothing.
    static func forget(isSecure: Bool) -> Cookie { cookie("", seconds: 0, isSecure: isSecure) }

    /// No script reads it, and no other address gets it.
    private static func cookie(_ value: String, seconds: Int? = nil, isSecure: Bool) -> Cookie {
        Cookie(
            name: name,
            value: value,
            maxAge: seconds,
            path: "/follow",
            secure: isSecure,
            httpOnly: true,
            sameSite: .lax
        )
    }
}
