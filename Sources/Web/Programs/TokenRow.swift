import Identity
import Ledger
import Vault

/// A program's token in a list; the template `token-table` prints it.
struct TokenRow: Sendable {
    let name: String
    let hint: String
    let scopes: [String]
    /// Its last day.
    let through: String
    let lastUsed: String
    let state: String
    /// Nil where it is over, or not the reader's to revoke.
    let revoke: FormView?

    init(_ token: ProgramToken, at now: Instant, revoke: FormView?, office: Office, _ language: Language) {
        name = token.name.text
        hint = token.hint + "…"
        scopes = AccessGrant.Scope.allCases.filter { token.grant.scopes.contains($0) }.map {
            $0.label(language)
        }
        through = "\(office.zone.day(of: token.grant.ends.advanced(byMilliseconds: -1)))"
        lastUsed = token.lastUsed.map { office.zone.clock(of: $0) } ?? Word.tokenUnused[language]
        switch token.state(at: now) {
        case .live: (state, self.revoke) = (Word.tokenLive[language], revoke)
        case .ended: (state, self.revoke) = (Word.tokenEnded[language], nil)
        case .revoked: (state, self.revoke) = (Word.tokenRevoked[language], nil)
        }
    }
}

extension AccessGrant.Scope {
    /// What it allows, with the name under which programs know it.
    func label(_ language: Language) -> String {
        let word: Word =
            switch self {
            case .readLedger: .scopeReadLedger
            case .writeAnnouncements: .scopeWriteAnnouncements
            case .readMatters: .scopeReadMatters
            case .reportMatters: .scopeReportMatters
            case .handleMatters: .scopeHandleMatters
            }
        return word[language, rawValue]
    }
}
