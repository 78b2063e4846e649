import Identity
import Testing

@Suite("The table of rights")
struct RightsTableTests {
    /// Written apart from the program's: - none, U own unit, L own line, E everywhere.
    private static let expected = """
                               reporter handler dispatcher verifier section-head legal leader principal auditor administrator
        accounts.manage        -        -       -          -        -            -     -      -         -       E
        roles.manage           -        -       -          -        -            -     -      -         -       E
        sessions.end           -        -       -          -        -            -     -      -         -       E
        catalog.adopt          -        -       -          -        -            -     -      -         -       E
        keys.rotate            -        -       -          -        -            -     -      -         -       E
        openings.see           -        -       -          -        -            -     L      -         E       -
        sealed.open            -        U       E          -        -            -     L      -         -       -
        subject.erase          -        -       -          -        -            -     E      -         -       E
        entry.redact           -        -       -          -        -            -     E      -         -       E
        announcement.post      -        U       E          -        -            -     E      -         -       -
        announcement.correct   -        U       E          -        -            -     E      -         -       -
        announcement.withdraw  -        U       E          -        -            -     E      -         -       -
        matter.report          E        E       E          E        E            E     E      E         -       -
        matter.file            -        -       E          -        -            -     L      -         -       -
        matter.dispatch        -        -       E          -        -            -     L      -         -       -
        matter.handle          -        U       -          -        -            -     -      -         -       -
        matter.verify          -        -       -          E        -            -     L      -         -       -
        matter.close           -        -       -          E        -            -     L      -         -       -
        paper.check            -        -       -          -        U            -     -      -         -       -
        paper.review           -        -       -          -        -            L     -      -         -       -
        paper.approve          -        -       -          -        -            -     L      -         -       -
        paper.issue            -        -       -          -        -            -     -      E         -       -
        matter.see             E        E       E          E        E            E     E      E         E       -
        matter.see-confidential -        U       E          -        U            L     L      E         -       -
        ledger.internals       -        -       -          -        -            -     -      -         E       E
        """

    @Test func isCellByCellTheOneThatWasAgreed() throws {
        let lines = Self.expected.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        let roles = try lines[0].map { try #require(Role(rawValue: $0)) }
        #expect(roles == Role.allCases)
        let rows = lines.dropFirst()
        #expect(Set(rows.map { $0[0] }) == Set(Right.allCases.map(\.rawValue)))
        #expect(rows.count == Right.allCases.count)
        var cells = 0
        for row in rows {
            let right = try #require(Right(rawValue: row[0]))
            try #require(row.count == roles.count + 1)
            for (role, letter) in zip(roles, row.dropFirst()) {
                let reach: Reach =
                    switch letter {
                    case "-": .none
                    case "U": .ownUnit
                    case "L": .ownLine
                    default: .everywhere
                    }
                #expect(RightsTable.reach(of: role, for: right) == reach, "\(role) \(right)")
                cells += 1
            }
        }
        #expect(cells == 25 * 10)
    }

    @Test func letsNoAuditorWrite() {
        for right in Right.allCases where right.writes {
            #expect(RightsTable.reach(of: .auditor, for: right) == .none, "\(right)")
        }
        #expect(
            Right.allCases.filter { !$0.writes } == [
                .seeOpenings, .seeMatters, .seeConfidential, .readLedgerInternals,
            ]
        )
    }

    @Test func givesAnAdministratorNoNamesAndNoMatters() {
        let rights: [Right] = [
            .openSealed, .reportMatter, .fileMatter, .dispatchMatter, .handleMatter, .verifyMatter,
        ]
        for right in rights { #expect(RightsTable.reach(of: .administrator, for: right) == .none) }
    }

    @Test func givesEveryRightToSomebody() {
        for right in Right.allCases {
            #expect(Role.allCases.contains { RightsTable.reach(of: $0, for: right) != .none }, "\(right)")
        }
    }

    @Test func letsNoProgramDoWhatTakesAPerson() {
        let personal: Set<Right> = [
            .manageAccounts, .manageRoles, .endSessions, .adoptCatalog, .rotateKeys, .openSealed, .erase,
            .redact, .seeOpenings, .checkPaper, .reviewPaper, .approvePaper, .issuePaper,
        ]
        for scope in AccessGrant.Scope.allCases {
            #expect(!scope.rights.isEmpty)
            #expect(scope.rights.isDisjoint(with: personal), "\(scope)")
        }
    }
}
