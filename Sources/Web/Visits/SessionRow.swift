import Identity
import Ledger
import Vault

/// A session in a list; the template `session-table` prints it.
struct SessionRow: Sendable {
    let begun: String
    let seen: String
    let network: String
    let browser: String
    /// Whether it is the reader's own, in which he looks at the list.
    let isThis: Bool
    /// Nil where it is not the reader's to end.
    let end: FormView?

    init(_ session: Session, isThis: Bool, end: FormView?, office: Office, _ language: Language) {
        begun = office.zone.clock(of: session.times.begun)
        seen = office.zone.clock(of: session.times.lastSeen)
        network = session.network
        browser = BrowserName(session.browser).shown(language)
        self.isThis = isThis
        self.end = isThis ? nil : end
    }
}
