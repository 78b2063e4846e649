package import Ledger

extension AccessGrant.Scope {
    /// The rights of its owner that a program uses through this scope.
    ///
    /// Accounts, roles, keys, opening, erasing and redacting are none of them: those take a person.
    package var rights: Set<Right> {
        switch self {
        case .readLedger: [.readLedgerInternals]
        case .writeAnnouncements: [.postAnnouncement, .correctAnnouncement, .withdrawAnnouncement]
        case .readMatters: [.seeMatters]
        case .reportMatters: [.reportMatter]
        case .handleMatters: [.fileMatter, .dispatchMatter, .handleMatter, .verifyMatter, .closeMatter]
        }
    }

    /// Whether somebody with these rights can use it: those that handle matters have one right each, for their own unit or line.
    package func isWithin(_ rights: Rights, on day: LocalDay) -> Bool {
        switch self {
        case .readLedger, .writeAnnouncements:
            self.rights.allSatisfy { rights.allows($0, unit: nil, line: nil, on: day) }
        case .readMatters, .reportMatters, .handleMatters:
            self.rights.contains { rights.allowsSomewhere($0, on: day) }
        }
    }
}
