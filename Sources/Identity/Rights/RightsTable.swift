/// How far a role's right goes, measured by the scope of the grant.
package enum Reach: Sendable {
    case none
    /// Where both unit and line of the thing lie in the grant's scope.
    case ownUnit
    /// Where the line lies in the grant's scope, whatever the unit.
    case ownLine
    /// Whatever the scope.
    case everywhere
}

/// The one table of who may do what.
package enum RightsTable {
    package static func reach(of role: Role, for right: Right) -> Reach {
        let row = row(for: right)
        return switch role {
        case .reporter: row.reporter
        case .handler: row.handler
        case .dispatcher: row.dispatcher
        case .verifier: row.verifier
        case .sectionHead: row.sectionHead
        case .legal: row.legal
        case .leader: row.leader
        case .principal: row.principal
        case .auditor: row.auditor
        case .administrator: row.administrator
        }
    }

    // swift-format-ignore
    private static func row(for right: Right) -> Row {
        switch right {
        //                               reporter     handler      dispatcher   verifier     sectionHead  legal        leader       principal    auditor      administrator
        case .manageAccounts:        Row(.none,       .none,       .none,       .none,       .none,       .none,       .none,       .none,       .none,       .everywhere)
        case .manageRoles:           Row(.none,       .none,       .none,       .none,       .none,       .none,       .none,       .none,       .none,       .everywhere)
        case .endSessions:           Row(.none,       .none,       .none,       .none,       .none,       .none,       .none,       .none,       .none,       .everywhere)
        case .adoptCatalog:          Row(.none,       .none,       .none,       .none,       .none,       .none,       .none,       .none,       .none,       .everywhere)
        case .rotateKeys:            Row(.none,       .none,       .none,       .none,       .none,       .none,       .none,       .none,       .none,       .everywhere)
        case .seeOpenings:           Row(.none,       .none,       .none,       .none,       .none,       .none,       .ownLine,    .none,       .everywhere, .none)
        case .openSealed:            Row(.none,       .ownUnit,    .everywhere, .none,       .none,       .none,       .ownLine,    .none,       .none,       .none)
        case .erase:                 Row(.none,       .none,       .none,       .none,       .none,       .none,       .everywhere, .none,       .none,       .everywhere)
        case .redact:                Row(.none,       .none,       .none,       .none,       .none,       .none,       .everywhere, .none,       .none,       .everywhere)
        case .postAnnouncement:      Row(.none,       .ownUnit,    .everywhere, .none,       .none,       .none,       .everywhere, .none,       .none,       .none)
        case .correctAnnouncement:   Row(.none,       .ownUnit,    .everywhere, .none,       .none,       .none,       .everywhere, .none,       .none,       .none)
        case .withdrawAnnouncement:  Row(.none,       .ownUnit,    .everywhere, .none,       .none,       .none,       .everywhere, .none,       .none,       .none)
        case .reportMatter:          Row(.everywhere, .everywhere, .everywhere, .everywhere, .everywhere, .everywhere, .everywhere, .everywhere, .none,       .none)
        case .fileMatter:            Row(.none,       .none,       .everywhere, .none,       .none,       .none,       .ownLine,    .none,       .none,       .none)
        case .dispatchMatter:        Row(.none,       .none,       .everywhere, .none,       .none,       .none,       .ownLine,    .none,       .none,       .none)
        case .handleMatter:          Row(.none,       .ownUnit,    .none,       .none,       .none,       .none,       .none,       .none,       .none,       .none)
        case .verifyMatter:          Row(.none,       .none,       .none,       .everywhere, .none,       .none,       .ownLine,    .none,       .none,       .none)
        case .closeMatter:           Row(.none,       .none,       .none,       .everywhere, .none,       .none,       .ownLine,    .none,       .none,       .none)
        case .checkPaper:            Row(.none,       .none,       .none,       .none,       .ownUnit,    .none,       .none,       .none,       .none,       .none)
        case .reviewPaper:           Row(.none,       .none,       .none,       .none,       .none,       .ownLine,    .none,       .none,       .none,       .none)
        case .approvePaper:          Row(.none,       .none,       .none,       .none,       .none,       .none,       .ownLine,    .none,       .none,       .none)
        case .issuePaper:            Row(.none,       .none,       .none,       .none,       .none,       .none,       .none,       .everywhere, .none,       .none)
        case .seeMatters:            Row(.everywhere, .everywhere, .everywhere, .everywhere, .everywhere, .everywhere, .everywhere, .everywhere, .everywhere, .none)
        case .seeConfidential:       Row(.none,       .ownUnit,    .everywhere, .none,       .ownUnit,    .ownLine,    .ownLine,    .everywhere, .none,       .none)
        case .readLedgerInternals:   Row(.none,       .none,       .none,       .none,       .none,       .none,       .none,       .none,       .everywhere, .everywhere)
        }
    }

    private struct Row {
        let reporter, handler, dispatcher, verifier, sectionHead, legal, leader, principal: Reach
        let auditor, administrator: Reach

        init(
            _ reporter: Reach,
            _ handler: Reach,
            _ dispatcher: Reach,
            _ verifier: Reach,
            _ sectionHead: Reach,
            _ legal: Reach,
            _ leader: Reach,
            _ principal: Reach,
            _ auditor: Reach,
            _ administrator: Reach
        ) {
            self.reporter = reporter
            self.handler = handler
            self.dispatcher = dispatcher
            self.verifier = verifier
            self.sectionHead = sectionHead
            self.legal = legal
            self.leader = leader
            self.principal = principal
            self.auditor = auditor
            self.administrator = administrator
        }
    }
}
