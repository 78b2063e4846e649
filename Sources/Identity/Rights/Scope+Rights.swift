extension AccessGrant.Scope {
    /// The rights of its owner that a program uses through this scope.
    ///
    /// Accounts, roles, keys, opening, erasing and redacting are none of them: those take a person.
    package var rights: Set<Right> {
        switch self {
        case .readLedger: [.readLedgerInternals]
        case .writeAnnouncements: [.postAnnouncement, .correctAnnouncement, .withdrawAnnouncement]
        case .reportMatters: [.reportMatter]
        case .handleMatters: [.handleMatter]
        }
    }
}
