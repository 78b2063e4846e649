import Administration
import Catalog
import Identity
import Ledger
import Vault

/// The forms on an account's page.
struct StaffForms {
    let member: StaffMember
    let visitor: Visitor
    let failed: StaffPage.Failed?
    let office: Office
    let language: Language

    /// Of an account that has not ended; nobody changes his own roles or ends his own account here.
    func active(hasSecondFactor: Bool, isOwn: Bool) -> [FormSection] {
        var sections = [section(.change, Word.changeAccount, changeFields)]
        if !isOwn {
            sections.append(section(.grant, Word.giveRole, grantFields, lead: Word.giveRoleLead))
            sections.append(section(.password, Word.resetPassword, [], lead: Word.resetPasswordLead))
            if hasSecondFactor {
                sections.append(section(.secondFactor, Word.removeSecondFactor, [], isGrave: true))
            }
            sections.append(section(.sessions, Word.endSessions, []))
            sections.append(section(.end, Word.endAccount, [], lead: Word.endAccountLead, isGrave: true))
        }
        return sections
    }

    var ended: [FormSection] { [section(.restore, Word.returnAccount, [])] }

    func revoke(_ grant: StaffGrant.ID) -> FormView {
        form(.revoke, Word.revokeRole, [.hidden("grant", "\(grant)")])
    }

    func end(_ session: Session) -> FormView {
        form(.session, Word.endSession, [.hidden("session", "\(session.digest)")])
    }

    func revoke(_ token: ProgramToken) -> FormView {
        form(.token, Word.revokeToken, [.hidden("token", "\(token.id)")], isGrave: true)
    }

    private var changeFields: [FormView.Field] {
        [
            .line("name", Word.fieldName[language], value: member.name ?? ""),
            .line(
                "telephone",
                Word.fieldTelephone[language],
                type: "tel",
                hint: Word.hintTelephoneAgain[language],
                isRequired: false
            ),
            .tick("no-telephone", Word.removeTelephone[language]),
            .choice(
                "unit",
                Word.fieldUnit[language],
                office.unitChoices(on: visitor.today, language),
                chosen: member.unit.rawValue
            ),
        ]
    }

    private var grantFields: [FormView.Field] {
        let lines = office.catalog.lines.map { (value: $0.code.rawValue, label: $0.name[language]) }
        return [
            .choice("role", Word.fieldRole[language], Role.allCases.map { ($0.rawValue, $0.word[language]) }),
            .choice(
                "unit",
                Word.fieldForUnit[language],
                [("", Word.everyUnit[language])] + office.unitChoices(on: visitor.today, language)
            ),
            .choice("line", Word.fieldForLine[language], [("", Word.everyLine[language])] + lines),
            .line("from", Word.fieldFrom[language], type: "date", value: "\(visitor.today)"),
            .line(
                "through",
                Word.fieldThrough[language],
                type: "date",
                hint: Word.hintThrough[language],
                isRequired: false
            ),
        ]
    }

    private func section(
        _ act: StaffAct,
        _ heading: Word,
        _ fields: [FormView.Field],
        lead: Word? = nil,
        isGrave: Bool = false
    ) -> FormSection {
        FormSection(
            heading: heading[language],
            lead: lead?[language],
            form: form(act, heading, fields, isGrave: isGrave)
        )
    }

    private func form(
        _ act: StaffAct,
        _ submit: Word,
        _ fields: [FormView.Field],
        isGrave: Bool = false
    ) -> FormView {
        // Of forms that differ by what they are about, the one that was sent.
        let failed = failed.flatMap { failed in
            let isSame = fields.allSatisfy { !$0.isHidden || failed.sent[$0.name] == $0.value }
            return failed.act == act && isSame ? failed : nil
        }
        return FormView(
            to: act.path(of: member.id),
            visitor.token,
            fields: [.hidden("revision", "\(member.revision)")] + fields,
            submit: submit[language],
            sent: failed?.sent,
            problem: failed?.problem,
            isGrave: isGrave
        )
    }
}
