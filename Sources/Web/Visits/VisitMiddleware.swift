import Administration
import Hummingbird
import Identity
import Ledger
import Storage
import Vault

/// Finds out who asks, by the session's cookie.
struct VisitMiddleware: RouterMiddleware {
    let office: Office

    func handle(
        _ request: Request,
        context: SiteContext,
        next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        guard let access = office.access, let token = SessionToken(cookieOf: request) else {
            return try await next(request, context)
        }
        context.visit.value = try await visitor(token, access)
        return try await next(request, context)
    }

    private func visitor(_ token: SessionToken, _ access: Access) async throws -> Visitor? {
        let now = office.store.clock.now
        guard let session = try await access.vault.session(of: token, at: now) else { return nil }
        let day = office.zone.day(of: now)
        let found = try await office.read { reader in
            try StaffDirectory.member(session.staff, reader).map {
                ($0, try StaffDirectory.rights(of: session.staff, on: day, reader))
            }
        }
        guard let (member, rights) = found, member.isActive(on: day), member.login != nil else { return nil }
        return Visitor(
            token: token,
            session: session,
            member: member,
            rights: rights,
            today: day,
            mustChangePassword: try await access.vault.isPasswordTemporary(of: session.staff)
        )
    }
}

/// The cookies that tell who somebody is.
enum VisitCookie: String {
    /// Of somebody who has logged in, or of a visitor with the form to do so.
    case session = "jiedao-session"
    /// Of a browser that has logged in before.
    case device = "jiedao-device"

    /// No script reads it, and no other site's form brings it.
    func set(_ text: String, seconds: Int?, isSecure: Bool) -> Cookie {
        Cookie(
            name: rawValue,
            value: text,
            maxAge: seconds,
            path: "/",
            secure: isSecure,
            httpOnly: true,
            sameSite: .lax
        )
    }
}

extension OpaqueToken<SessionUse> {
    init?(cookieOf request: Request) {
        guard let cookie = request.cookies[VisitCookie.session.rawValue] else { return nil }
        self.init(cookie.value)
    }
}

extension OpaqueToken<DeviceUse> {
    init?(cookieOf request: Request) {
        guard let cookie = request.cookies[VisitCookie.device.rawValue] else { return nil }
        self.init(cookie.value)
    }
}
