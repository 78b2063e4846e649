package import Identity
package import Ledger
import Storage
import Vault

extension Accounts {
    /// The days that may be a token's last one, if it is made on `day`; it ends with that day.
    package static func lastDays(from day: LocalDay) -> ClosedRange<LocalDay> {
        let longest = AccessGrant.longestMilliseconds / 86_400_000
        return day...LocalDay(daysSince1970: day.daysSince1970 + longest - 1)
    }

    /// Makes a token with which a program acts for `owner`, who asks for it himself.
    ///
    /// It is no entry, as his own password is none: nobody but him is concerned, and it gives nobody a right.
    ///
    /// - Parameters:
    ///   - last: Its last day.
    ///   - command: Of the form.
    /// - Returns: The secret, to be shown this once; nil where the same form had made one before.
    /// - Throws: `TokenError`.
    package func makeToken(
        of owner: Staff.ID,
        named name: TokenName,
        scopes: Set<AccessGrant.Scope>,
        through last: LocalDay,
        command: CommandID
    ) async throws -> AccessToken? {
        let (now, zone) = (store.clock.now, store.genesis.zone)
        let today = zone.day(of: now)
        let rights = try await store.read { try StaffDirectory.rights(of: owner, on: today, $0) }
        guard !scopes.isEmpty else { throw TokenError.noScope }
        for scope in AccessGrant.Scope.allCases where scopes.contains(scope) {
            guard scope.isWithin(rights, on: today) else {
                throw TokenError.notOffered(scope)
            }
        }
        let days = Self.lastDays(from: today)
        let end = zone.instant(LocalDay(daysSince1970: last.daysSince1970 + 1))
        guard days.contains(last), let grant = AccessGrant(scopes: scopes, begins: now, ends: end) else {
            throw TokenError.lastDay(days)
        }
        let token = AccessToken(random: .system)
        switch try await vault.keep(token, id: command, of: owner, named: name, grant, at: now) {
        case .kept: return token
        case .madeBefore: return nil
        case .tooMany: throw TokenError.tooMany(Vault.tokenLimit)
        }
    }

    /// Ends a token of somebody else; one that is over already is left alone.
    package func revokeToken(
        _ id: CommandID,
        of account: ExpectedAccount,
        command: CommandID,
        by actor: Actor
    ) async throws {
        let now = store.clock.now
        let tokens = try await vault.tokens(of: account.id, at: now)
        guard tokens.contains(where: { $0.id == id && $0.state(at: now) == .live }) else { return }
        _ = try await secure(account, .tokenRevoked, which: "\(id)", command: command, by: actor)
        try await vault.revoke(id, of: account.id, at: now)
    }

    /// Ends one session of somebody else; one that is over already is left alone.
    package func endSession(
        _ digest: Hash,
        of account: ExpectedAccount,
        command: CommandID,
        by actor: Actor
    ) async throws {
        let sessions = try await vault.sessions(of: account.id, at: store.clock.now)
        guard sessions.contains(where: { $0.digest == digest }) else { return }
        _ = try await secure(account, .sessionsEnded, which: "\(digest)", command: command, by: actor)
        try await vault.end(digest, of: account.id)
    }
}
