package import Ledger

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

    /// Those that a door of the program asks for; the others wait for what they are named for.
    package static let open: [Self] = [.readLedger, .writeAnnouncements]

    /// Whether somebody with these rights has all that the scope would use.
    package func isWithin(_ rights: Rights, on day: LocalDay) -> Bool {
        self.rights.allSatisfy { rights.allows($0, unit: nil, line: nil, on: day) }
    }
}
