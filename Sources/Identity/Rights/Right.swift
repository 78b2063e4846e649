/// An action that somebody may or may not do; every command and every guarded page names one.
package enum Right: String, CaseIterable, Sendable {
    case manageAccounts = "accounts.manage"
    case manageRoles = "roles.manage"
    /// Of other people; one's own sessions everybody ends.
    case endSessions = "sessions.end"
    case adoptCatalog = "catalog.adopt"
    case rotateKeys = "keys.rotate"
    /// Who opened which sealed value, when and for what purpose.
    case seeOpenings = "openings.see"
    /// A request with a purpose, which becomes an entry itself.
    case openSealed = "sealed.open"
    /// Takes two persons, as `redact` does.
    case erase = "subject.erase"
    case redact = "entry.redact"
    case postAnnouncement = "announcement.post"
    case correctAnnouncement = "announcement.correct"
    case withdrawAnnouncement = "announcement.withdraw"
    case reportMatter = "matter.report"
    case fileMatter = "matter.file"
    case dispatchMatter = "matter.dispatch"
    case handleMatter = "matter.handle"
    case verifyMatter = "matter.verify"
    /// Strikes off what somebody else has verified.
    case closeMatter = "matter.close"
    /// As the head of the unit that drafts a paper (审核).
    case checkPaper = "paper.check"
    /// 法制审核.
    case reviewPaper = "paper.review"
    /// As the leader who answers for the line.
    case approvePaper = "paper.approve"
    /// As the principal (签发).
    case issuePaper = "paper.issue"
    /// Matters that are not confidential, with their words.
    case seeMatters = "matter.see"
    case seeConfidential = "matter.see-confidential"
    /// Entries of kinds that are not public, health and jobs.
    case readLedgerInternals = "ledger.internals"

    /// Whether an entry or a secret changes by it.
    package var writes: Bool {
        switch self {
        case .seeOpenings, .readLedgerInternals, .seeMatters, .seeConfidential: false
        case .manageAccounts, .manageRoles, .endSessions, .adoptCatalog, .rotateKeys, .openSealed, .erase,
            .redact, .postAnnouncement, .correctAnnouncement, .withdrawAnnouncement, .reportMatter,
            .fileMatter, .dispatchMatter, .handleMatter, .verifyMatter, .closeMatter, .checkPaper,
            .reviewPaper, .approvePaper, .issuePaper:
            true
        }
    }

    /// Whether it is done only where a second person agrees; see `TwoPersons`.
    package var takesTwoPersons: Bool { self == .erase || self == .redact }
}
