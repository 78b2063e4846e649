import Administration
import Hummingbird
import Identity
import Ledger
import Storage
import Vault

/// `/account/programs…`: the tokens with which programs act for whoever has logged in.
struct ProgramController: Sendable {
    let office: Office
    let pages: Pages

    func show(_ request: Request, context: SiteContext) async throws -> Response {
        try await answer(try context.staff(request), sent: nil, problem: nil, context)
    }

    /// Makes a token and shows it, this once.
    ///
    /// The password is asked for again, since a token outlives the session: whoever finds a browser open shall not get one.
    func make(_ request: Request, context: SiteContext) async throws -> Response {
        let (access, visitor) = (try office.requireAccess(), try context.staff(request))
        let form = try await FormBody(request)
        try form.check(visitor.token, purpose: ProgramsPage.path)
        let language = context.language
        do {
            let (name, scopes, last) = (try name(form), scopes(form), try lastDay(form, visitor))
            let command = try form.command()
            let credential = try await access.vault.credential(of: visitor.member.id)
            guard let present = Password(form["present"]) else {
                let problem = Word.problemPresentPassword[language]
                return try await answer(visitor, sent: form, problem: problem, context)
            }
            let confirmation = try await access.signIn.confirm(present, credential, of: visitor.member)
            if let problem = Problem(confirmation, at: office.store.clock.now) {
                return try await answer(visitor, sent: form, problem: problem.text(language), context)
            }
            let made = try await access.accounts.makeToken(
                of: visitor.member.id,
                named: name,
                scopes: scopes,
                through: last,
                command: command
            )
            guard let made else { return Redirect(location: ProgramsPage.path).response }
            let page = OneTimePage(
                title: Word.tokenTitle[language, name.text],
                place: nil,
                lead: Word.tokenLead[language],
                secret: made.text,
                back: Frame.Link(href: ProgramsPage.path, label: Word.tokenKept[language])
            )
            return try await pages.answer(page, context: context)
        } catch {
            guard let problem = Problem(error) else { throw error }
            return try await answer(visitor, sent: form, problem: problem.text(language), context)
        }
    }

    /// Revokes one of the visitor's own tokens; somebody else's is never found.
    func revoke(_ request: Request, context: SiteContext) async throws -> Response {
        let (access, visitor) = (try office.requireAccess(), try context.staff(request))
        let form = try await FormBody(request)
        try form.check(visitor.token, purpose: ProgramsPage.revokePath)
        guard let id = CommandID(form["token"]) else { throw Fault.form }
        try await access.vault.revoke(id, of: visitor.member.id, at: office.store.clock.now)
        return Redirect(location: ProgramsPage.path).response
    }

    private func name(_ form: FormBody) throws(TokenError) -> TokenName {
        guard let name = TokenName(form["name"]) else { throw .name }
        return name
    }

    private func scopes(_ form: FormBody) -> Set<AccessGrant.Scope> {
        Set(AccessGrant.Scope.allCases.filter { form[ProgramsPage.field($0)] == FormView.Field.ticked })
    }

    private func lastDay(_ form: FormBody, _ visitor: Visitor) throws(TokenError) -> LocalDay {
        guard let day = LocalDay(form["through"]) else {
            throw .lastDay(Accounts.lastDays(from: visitor.today))
        }
        return day
    }

    private func answer(
        _ visitor: Visitor,
        sent: FormBody?,
        problem: String?,
        _ context: SiteContext
    ) async throws -> Response {
        let now = office.store.clock.now
        let tokens = try await office.requireAccess().vault.tokens(of: visitor.member.id, at: now)
        let page = ProgramsPage(
            visitor,
            tokens,
            at: now,
            sent: sent,
            problem: problem,
            office: office,
            context.language
        )
        return try await pages.answer(page, refusedFor: problem, context: context)
    }
}
