import Administration
import Catalog
import Hummingbird
import Identity
import Ledger
import Storage
import Vault

/// `/staff…`: who works here, for everybody who does; administrators make and change the accounts.
struct StaffController: Sendable {
    let office: Office
    let pages: Pages

    static let pageLimit = 50

    func list(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        let before: Staff.ID? = try request.before()
        let language = context.language
        let (page, state) = try await office.read { [office] reader in
            let found = try StaffDirectory.page(before: before, limit: Self.pageLimit + 1, reader)
            let shown = found.prefix(Self.pageLimit)
            let grants = try StaffDirectory.grants(of: shown.map(\.id), reader)
            let rows = shown.map { ($0, grants[$0.id] ?? []) }
            let page = StaffListPage(
                rows,
                visitor: visitor,
                isFirstPage: before == nil,
                hasMore: found.count > Self.pageLimit,
                office: office,
                language
            )
            return (page, try LedgerState(reader))
        }
        return try pages.answer(page, state: state, context: context)
    }

    func newForm(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        try visitor.require(.manageAccounts)
        return try await new(visitor, sent: nil, problem: nil, context)
    }

    /// Makes the account and shows its one-time password, this once.
    func add(_ request: Request, context: SiteContext) async throws -> Response {
        let (access, visitor) = (try office.requireAccess(), try context.staff(request))
        try visitor.require(.manageAccounts)
        let form = try await FormBody(request)
        try form.check(visitor.token, purpose: "/staff/new")
        do {
            guard let login = Login(rawValue: form["login"]) else { throw StaffError.login(form["login"]) }
            let role = Role(rawValue: form["role"])
            let grant = role.flatMap { Grant($0, units: .every, lines: .every, from: visitor.today) }
            let made = try await access.accounts.add(
                login,
                try StaffPerson(name: form["name"], telephone: form["telephone"]),
                unit: try office.unit(form["unit"], on: visitor.today),
                grants: [grant].compactMap { $0 },
                command: try form.command(),
                by: visitor.actor
            )
            guard let password = made.oneTimePassword else {
                return Redirect(location: "/staff/\(made.id)").response
            }
            return try await oneTime(password, of: made.id, context)
        } catch {
            guard let problem = Problem(error) else { throw error }
            return try await new(visitor, sent: form, problem: problem.text(context.language), context)
        }
    }

    func show(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        return try await page(of: try id(context), visitor, failed: nil, context)
    }

    /// Does what one of the forms on an account's page asks for.
    func act(_ request: Request, context: SiteContext) async throws -> Response {
        let (access, visitor) = (try office.requireAccess(), try context.staff(request))
        try visitor.require(.manageAccounts)
        let id = try id(context)
        guard let act = StaffAct(rawValue: context.parameters.get("act") ?? "") else { throw Fault.noPage }
        let form = try await FormBody(request)
        try form.check(visitor.token, purpose: act.path(of: id))
        guard let revision = Int(form["revision"]) else { throw Fault.form }
        let account = ExpectedAccount(id, revision: revision, zone: office.zone)
        do {
            let desk = StaffDesk(office: office, access: access, visitor: visitor, today: visitor.today)
            guard let password = try await desk.run(act, on: account, form) else {
                return Redirect(location: "/staff/\(id)").response
            }
            return try await oneTime(password, of: id, context)
        } catch {
            guard let problem = Problem(error) else { throw error }
            let failed = StaffPage.Failed(act: act, sent: form, problem: problem.text(context.language))
            return try await page(of: id, visitor, failed: failed, context)
        }
    }

    private func id(_ context: SiteContext) throws(Fault) -> Staff.ID {
        let text = context.parameters.get("id") ?? ""
        guard let number = Int64(exactly: text), number >= 0 else { throw .noStaff(text) }
        return Staff.ID(rawValue: number)
    }

    private func page(
        of id: Staff.ID,
        _ visitor: Visitor,
        failed: StaffPage.Failed?,
        _ context: SiteContext
    ) async throws -> Response {
        let (vault, now) = (try office.requireAccess().vault, office.store.clock.now)
        let hasFactor = try await vault.hasSecondFactor(id)
        var doors: StaffPage.Doors?
        if visitor.may(.manageAccounts) {
            doors = StaffPage.Doors(
                sessions: try await vault.sessions(of: id, at: now),
                tokens: try await vault.tokens(of: id, at: now),
                now: now
            )
        }
        let language = context.language
        let (page, state) = try await office.read { [office, doors] reader in
            guard let member = try StaffDirectory.member(id, reader) else { throw Fault.noStaff("\(id)") }
            let page = StaffPage(
                member,
                grants: try StaffDirectory.grants(of: id, reader),
                hasSecondFactor: hasFactor,
                doors: doors,
                visitor: visitor,
                failed: failed,
                office: office,
                language
            )
            return (page, try LedgerState(reader))
        }
        return try pages.answer(
            page,
            state: state,
            context: context,
            status: failed == nil ? .ok : .unprocessableContent
        )
    }

    private func oneTime(_ password: String, of id: Staff.ID, _ context: SiteContext) async throws -> Response
    {
        let language = context.language
        let (member, state) = try await office.read { reader in
            (try StaffDirectory.member(id, reader), try LedgerState(reader))
        }
        let page = OneTimePage(
            title: Word.oneTimeTitle[language, member?.name ?? "\(id)"],
            lead: Word.oneTimeLead[language, member?.login?.rawValue ?? ""],
            secret: password,
            back: Frame.Link(href: "/staff/\(id)", label: Word.oneTimeBack[language])
        )
        return try pages.answer(page, state: state, context: context)
    }

    private func new(
        _ visitor: Visitor,
        sent: FormBody?,
        problem: String?,
        _ context: SiteContext
    ) async throws -> Response {
        let language = context.language
        let form = FormView(
            to: "/staff/new",
            visitor.token,
            fields: [
                .line("login", Word.fieldLogin[language], hint: Word.hintLogin[language]),
                .line("name", Word.fieldName[language]),
                .line(
                    "telephone",
                    Word.fieldTelephone[language],
                    type: "tel",
                    hint: Word.hintTelephone[language],
                    isRequired: false
                ),
                .choice(
                    "unit",
                    Word.fieldUnit[language],
                    [("", Word.chooseUnit[language])] + office.unitChoices(on: visitor.today, language)
                ),
                .choice(
                    "role",
                    Word.fieldRole[language],
                    [("", Word.roleLater[language])] + Role.allCases.map { ($0.rawValue, $0.word[language]) }
                ),
            ],
            submit: Word.makeAccount[language],
            sent: sent,
            problem: problem
        )
        let page = PlainFormPage(
            title: Word.newAccount[language],
            place: .staff,
            lead: Word.newAccountLead[language],
            forms: [FormSection(form: form)]
        )
        return try await pages.answer(page, refusedFor: problem, context: context)
    }
}

/// A password or a token, shown this once.
struct OneTimePage: Page {
    static let template = "one-time"

    let title: String
    var place: Frame.Place? = .staff
    let lead: String
    /// A password or a token, shown this once.
    let secret: String
    let back: Frame.Link
}

extension Office {
    /// - Throws: `StaffError.unknownUnit`.
    func unit(_ text: String, on day: LocalDay) throws(StaffError) -> Code {
        guard let code = Code(rawValue: text), catalog.unit(code, on: day) != nil else {
            throw .unknownUnit(text)
        }
        return code
    }

    func unitChoices(on day: LocalDay, _ language: Language) -> [(value: String, label: String)] {
        catalog.units(on: day).map { ($0.code.rawValue, $0.name[language]) }
    }
}
