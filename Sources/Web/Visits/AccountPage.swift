import Administration
import Catalog
import Identity
import Ledger
import Vault

/// What somebody sees of his own account.
struct AccountPage: Page {
    static let template = "account"

    let title: String
    let place: Frame.Place? = nil
    let lines: [Line]
    let roles: [String]
    let sessions: [SessionRow]
    /// Nil where there is no other session.
    let endOthers: FormView?
    let secondFactor: String

    init(
        _ visitor: Visitor,
        _ sessions: [Session],
        grants: [StaffGrant],
        hasSecondFactor: Bool,
        office: Office,
        _ language: Language
    ) {
        title = visitor.shownName
        lines = [
            Line(name: Word.fieldLogin[language], value: visitor.member.login?.rawValue ?? ""),
            Line(name: Word.fieldUnit[language], value: office.unitName(visitor.member.unit, language)),
        ]
        roles = grants.filter { $0.grant.isInForce(on: visitor.today) }
            .map { $0.grant.text(office, language) }
        self.sessions = sessions.map { session in
            SessionRow(
                session,
                isThis: session.digest == visitor.session.digest,
                end: Self.end(session.digest.description, Word.endSession[language], visitor),
                office: office,
                language
            )
        }
        endOthers =
            sessions.count > 1 ? Self.end("others", Word.endOtherSessions[language], visitor) : nil
        secondFactor = (hasSecondFactor ? Word.secondFactorRenew : .secondFactorTitle)[language]
    }

    private static func end(_ which: String, _ label: String, _ visitor: Visitor) -> FormView {
        FormView(to: "/account/sessions", visitor.token, fields: [.hidden("session", which)], submit: label)
    }
}

extension Grant {
    /// "Dispatcher · General Office · from 2018-01-01".
    func text(_ office: Office, _ language: Language) -> String {
        var parts = [role.word[language]]
        parts.append(units.code.map { office.unitName($0, language) } ?? Word.everyUnit[language])
        parts.append(
            lines.code.map { office.catalog.line($0)?.name[language] ?? $0.rawValue }
                ?? Word.everyLine[language]
        )
        parts.append(Word.grantFrom[language, "\(from)"])
        if let through { parts.append(Word.grantThrough[language, "\(through)"]) }
        return parts.joined(separator: " · ")
    }
}

extension Role {
    var word: Word {
        switch self {
        case .reporter: .roleReporter
        case .handler: .roleHandler
        case .dispatcher: .roleDispatcher
        case .verifier: .roleVerifier
        case .sectionHead: .roleSectionHead
        case .legal: .roleLegal
        case .leader: .roleLeader
        case .principal: .rolePrincipal
        case .auditor: .roleAuditor
        case .administrator: .roleAdministrator
        }
    }
}
