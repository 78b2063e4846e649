import Administration
import Hummingbird
import Identity
import Ledger
import Vault

/// Somebody of the staff who has logged in, as he stands at this request.
struct Visitor: Colleague {
    let token: SessionToken
    let session: Session
    let member: StaffMember
    let rights: Rights
    let today: LocalDay
    /// Whether he has to choose a password of his own before anything else.
    let mustChangePassword: Bool

    var actor: Actor { Actor(member.id) }

    /// The name to be greeted with; the login is always there, or he could not have logged in.
    var shownName: String { member.name ?? member.login?.rawValue ?? "\(member.id)" }
    var home: Code { member.unit }
}

/// Where a browser is sent instead of getting a page.
struct Redirect: Error, Equatable {
    let location: String

    var response: Response {
        Response(status: .seeOther, headers: [.location: location, .cacheControl: "no-store"])
    }
}

extension SiteContext {
    /// The visitor of a page that only staff may see.
    ///
    /// - Throws: `Redirect` to the login, which leads back, or to the choice of a password.
    func staff(_ request: Request) throws -> Visitor {
        guard let visitor else { throw Redirect.toSignIn(from: request) }
        guard !visitor.mustChangePassword else { throw Redirect(location: "/account/password") }
        return visitor
    }
}

extension Redirect {
    static func toSignIn(from request: Request) -> Redirect {
        let back = request.method == .get ? place(request.uri.description) : "/"
        return Redirect(location: back == "/" ? "/sign-in" : "/sign-in?next=\(escaped(back))")
    }

    /// A place on this site that an address names; the start where it names another.
    static func place(_ typed: String?) -> String {
        guard let typed, typed.utf8.count <= 500, typed.hasPrefix("/"), !typed.hasPrefix("//"),
            typed.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
        else { return "/" }
        return typed
    }

    /// For a value within a query (RFC 3986 section 3.4).
    static func escaped(_ text: String) -> String {
        let plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8
        return text.utf8.map { byte in
            plain.contains(byte)
                ? String(decoding: [byte], as: UTF8.self) : "%" + Hex.encode([byte]).uppercased()
        }.joined()
    }
}
