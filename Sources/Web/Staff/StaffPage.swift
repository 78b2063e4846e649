import Administration
import Identity
import Ledger
import Vault

/// One account with everything that can be done to it.
struct StaffPage: Page {
    static let template = "staff-member"

    /// A form that was sent and refused.
    struct Failed: Sendable {
        let act: StaffAct
        let sent: FormBody
        let problem: String
    }

    struct GrantRow: Sendable {
        let text: String
        /// The entry that gave it.
        let entry: Frame.Link
        /// Nil where it is over, or the visitor's own.
        let revoke: FormView?
    }

    /// How somebody and his programs get in, for administrators.
    struct Doors: Sendable {
        let sessions: [Session]
        let tokens: [ProgramToken]
        let now: Instant
    }

    let title: String
    let place: Frame.Place? = .staff
    let stamp: String?
    /// Why a form was refused that is no longer on the page, since the account has changed meanwhile.
    let problem: String?
    let lines: [Line]
    let grants: [GrantRow]
    /// Nil where the account has no telephone number that could be opened by the visitor.
    let telephone: Frame.Link?
    /// Whether the reader sees sessions and tokens.
    let seesDoors: Bool
    let sessions: [SessionRow]
    let tokens: [TokenRow]
    let forms: [FormSection]

    init(
        _ member: StaffMember,
        grants: [StaffGrant],
        hasSecondFactor: Bool,
        doors: Doors?,
        visitor: Visitor,
        failed: Failed?,
        office: Office,
        _ language: Language
    ) {
        let isActive = member.isActive(on: visitor.today)
        title = member.name ?? Word.erasedValue[language]
        stamp = member.endedOn.map { Word.endedOn[language, "\($0)"] }
        lines = [
            Line(
                name: Word.fieldLogin[language],
                value: member.login?.rawValue ?? Word.erasedValue[language]
            ),
            Line(name: Word.fieldUnit[language], value: office.unitName(member.unit, language)),
            Line(name: Word.fieldTelephone[language], value: member.telephone?.mask ?? "—"),
            Line(name: Word.sinceDay[language], value: "\(member.since)", href: "/entries/\(member.id)"),
            Line(
                name: Word.secondFactorTitle[language],
                value: (hasSecondFactor ? Word.yes : .no)[language]
            ),
        ]
        telephone = member.telephone.flatMap { telephone in
            guard visitor.may(.openSealed, unit: member.unit) else { return nil }
            return Frame.Link(
                href: "/open/\(telephone.entry)/\(StaffField.telephone)",
                label: Word.openTelephone[language]
            )
        }
        let forms = StaffForms(
            member: member,
            visitor: visitor,
            failed: failed,
            office: office,
            language: language
        )
        let isOwn = member.id == visitor.member.id
        let mayManage = visitor.may(.manageAccounts)
        self.grants = grants.map { grant in
            let isOver = grant.grant.through.map { $0 < visitor.today } ?? false
            return GrantRow(
                text: grant.grant.text(office, language),
                entry: Frame.Link(href: "/entries/\(grant.id)", label: "\(grant.id)"),
                revoke: isOver || isOwn || !mayManage ? nil : forms.revoke(grant.id)
            )
        }
        seesDoors = doors != nil
        sessions = (doors?.sessions ?? []).map { session in
            SessionRow(
                session,
                isThis: session.digest == visitor.session.digest,
                end: isOwn ? nil : forms.end(session),
                office: office,
                language
            )
        }
        tokens =
            doors.map { doors in
                doors.tokens.map { token in
                    let revoke = isOwn ? nil : forms.revoke(token)
                    return TokenRow(token, at: doors.now, revoke: revoke, office: office, language)
                }
            } ?? []
        self.forms =
            !mayManage
            ? [] : isActive ? forms.active(hasSecondFactor: hasSecondFactor, isOwn: isOwn) : forms.ended
        let shown = self.forms.map(\.form) + self.grants.compactMap(\.revoke)
        problem = shown.contains { $0.problem != nil } ? nil : failed?.problem
    }
}
