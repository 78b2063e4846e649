import Administration
import Hummingbird
import Identity
import Ledger
import Storage
import Vault

/// A program that acts for somebody of the staff, as he stands at this request.
struct Program: Colleague {
    let token: ProgramToken
    /// Its owner's unit.
    let home: Code
    let rights: Rights
    let today: LocalDay

    /// What it writes is its owner's.
    var actor: Actor { Actor(token.staff) }
}

/// Lets programs in, with the operator's token or with one that acts for somebody of the staff (RFC 6750).
///
/// The token's scope is checked here; the right is checked where it is used, by the roles that the owner has then.
struct ProgramAdmission: Sendable {
    let office: Office

    /// On whose behalf a program writes.
    func actor(of request: Request, for scope: AccessGrant.Scope) async throws -> Actor {
        if let program = try await program(of: request, for: scope) { return program.actor }
        guard let token = office.token else {
            throw Refusal(
                .serviceUnavailable,
                "no-token",
                "This server has no operator's token, so programs write through it only with a token of somebody of the staff.",
                headers: [.retryAfter: "600"]
            )
        }
        guard let sent = request.bearer, token.matches(sent) else { throw Refusal.noToken }
        return .program
    }

    /// The program that shows the token of somebody of the staff.
    ///
    /// - Returns: Nil where no such token is shown.
    /// - Throws: `Refusal`, the same for a token that is unknown, has ended or was revoked, and where its owner has no
    ///   account any more.
    func program(of request: Request, for scope: AccessGrant.Scope) async throws -> Program? {
        guard let text = request.bearer, text.hasPrefix(AccessToken.prefix) else { return nil }
        let (vault, now) = (try office.requireAccess().vault, office.store.clock.now)
        guard let token = AccessToken(text), let known = try await vault.token(token, at: now) else {
            throw Refusal.unknownToken
        }
        let today = office.zone.day(of: now)
        let (member, rights) = try await office.read { reader in
            (
                try StaffDirectory.member(known.staff, reader),
                try StaffDirectory.rights(of: known.staff, on: today, reader)
            )
        }
        guard let member, member.isActive(on: today) else { throw Refusal.unknownToken }
        do { try known.grant.check(scope, at: now) } catch {
            throw Refusal(
                .forbidden,
                "out-of-scope",
                "\(error)",
                headers: [
                    .wwwAuthenticate:
                        "Bearer realm=\"jiedao\", error=\"insufficient_scope\", scope=\"\(scope.rawValue)\""
                ]
            )
        }
        return Program(token: known, home: member.unit, rights: rights, today: today)
    }
}

extension Request {
    /// What stands behind `Authorization: Bearer`; nil where nothing does.
    fileprivate var bearer: String? {
        let parts = (headers[.authorization] ?? "").split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1])
    }

    /// Whether it shows a token of somebody of the staff.
    var showsToken: Bool { bearer?.hasPrefix(AccessToken.prefix) ?? false }
}

extension Refusal {
    static let noToken = Refusal(
        .unauthorized,
        "unauthorized",
        "Send a program's token, or the operator's: \"Authorization: Bearer TOKEN\".",
        headers: [.wwwAuthenticate: "Bearer realm=\"jiedao\""]
    )

    fileprivate static let unknownToken = Refusal(
        .unauthorized,
        "unauthorized",
        "This token is not known, has ended or was revoked. Ask its owner for a new one.",
        headers: [.wwwAuthenticate: "Bearer realm=\"jiedao\", error=\"invalid_token\""]
    )

    /// The token is good, but its owner may not do it.
    static func lacks(_ right: Right) -> Refusal {
        Refusal(
            .forbidden,
            "not-allowed",
            "The owner of this token lacks the right \(right.rawValue). Ask an administrator for the role, or use another token."
        )
    }
}
