import Administration
import Identity
import Ledger

/// The accounts, the newest first.
struct StaffListPage: Page {
    static let template = "staff"

    struct Row: Sendable {
        let href: String
        let login: String
        let name: String
        let unit: String
        let roles: String
        /// The day on which the account ended.
        let ended: String?
    }

    let title: String
    let place: Frame.Place? = .staff
    let rows: [Row]
    let new: Frame.Link?
    let first: Frame.Link?
    let next: Frame.Link?

    init(
        _ members: [(StaffMember, [StaffGrant])],
        visitor: Visitor,
        isFirstPage: Bool,
        hasMore: Bool,
        office: Office,
        _ language: Language
    ) {
        title = Word.staffTitle[language]
        rows = members.map { member, grants in
            Row(
                href: "/staff/\(member.id)",
                login: member.login?.rawValue ?? Word.erasedValue[language],
                name: member.name ?? Word.erasedValue[language],
                unit: office.unitName(member.unit, language),
                roles: grants.filter { $0.grant.isInForce(on: visitor.today) }.map {
                    $0.grant.role.word[language]
                }
                .joined(separator: "、"),
                ended: member.endedOn.map { Word.endedOn[language, "\($0)"] }
            )
        }
        new =
            visitor.may(.manageAccounts)
            ? Frame.Link(href: "/staff/new", label: Word.newAccount[language]) : nil
        first = isFirstPage ? nil : Frame.Link(href: "/staff", label: Word.pageFirst[language])
        next = members.last.flatMap { last in
            guard hasMore else { return nil }
            return Frame.Link(href: "/staff?before=\(last.0.id)", label: Word.pageNext[language])
        }
    }
}
