import Administration
import Catalog
import Hummingbird
import Identity
import Ledger
import Storage
import Vault

/// `/account…`: one's own sessions, password and second factor.
struct AccountController: Sendable {
    let office: Office
    let pages: Pages

    func show(_ request: Request, context: SiteContext) async throws -> Response {
        let (access, visitor) = (try office.requireAccess(), try context.staff(request))
        let sessions = try await access.vault.sessions(of: visitor.member.id, at: office.store.clock.now)
        let hasFactor = try await access.vault.credential(of: visitor.member.id)?.secondFactor != nil
        let (grants, state) = try await office.read { reader in
            (try StaffDirectory.grants(of: visitor.member.id, reader), try LedgerState(reader))
        }
        let page = AccountPage(
            visitor,
            sessions,
            grants: grants,
            hasSecondFactor: hasFactor,
            office: office,
            context.language
        )
        return try pages.answer(page, state: state, context: context)
    }

    /// Ends one of the visitor's own sessions, or all others; somebody else's is never found.
    func endSession(_ request: Request, context: SiteContext) async throws -> Response {
        let (access, visitor) = (try office.requireAccess(), try context.staff(request))
        let form = try await FormBody(request)
        try form.check(visitor.token, purpose: "/account/sessions")
        if form["session"] == "others" {
            try await access.vault.endSessions(of: visitor.member.id, but: visitor.session.digest)
        } else if let digest = Hash(hex: form["session"]) {
            try await access.vault.end(digest, of: visitor.member.id)
        } else {
            throw Fault.form
        }
        return Redirect(location: "/account").response
    }

    func passwordForm(_ request: Request, context: SiteContext) async throws -> Response {
        guard let visitor = context.visitor else { throw Redirect.toSignIn(from: request) }
        return try await password(visitor, problem: nil, context)
    }

    func changePassword(_ request: Request, context: SiteContext) async throws -> Response {
        let access = try office.requireAccess()
        guard let visitor = context.visitor else { throw Redirect.toSignIn(from: request) }
        let form = try await FormBody(request)
        try form.check(visitor.token, purpose: "/account/password")
        let language = context.language
        guard let present = Password(form["present"]), let new = Password(form["new"]) else {
            return try await password(visitor, problem: Word.problemPasswordLong[language], context)
        }
        let credential = try await access.vault.credential(of: visitor.member.id)
        let confirmation = try await access.signIn.confirm(present, credential, of: visitor.member)
        if let problem = Problem(confirmation, at: office.store.clock.now) {
            return try await password(visitor, problem: problem.text(language), context)
        }
        guard form["new"] == form["again"] else {
            return try await password(visitor, problem: Word.problemPasswordAgain[language], context)
        }
        guard form["new"] != form["present"] else {
            return try await password(visitor, problem: Word.problemPasswordSame[language], context)
        }
        let rules = PasswordRules(
            withSecondFactor: credential?.secondFactor != nil,
            officeNames: office.guessableNames
        )
        let names = [visitor.member.login?.rawValue, visitor.member.name].compactMap { $0 }
        if let refusal = rules.refusals(of: new, userNames: names).first {
            return try await password(visitor, problem: refusal.text(language), context)
        }
        try await access.vault.setPassword(
            try await access.hasher.hash(new),
            of: visitor.member.id,
            temporary: false,
            at: office.store.clock.now,
            keeping: visitor.session.digest
        )
        return Redirect(location: "/account").response
    }

    private func password(
        _ visitor: Visitor,
        problem: String?,
        _ context: SiteContext
    ) async throws -> Response {
        let language = context.language
        let form = FormView(
            to: "/account/password",
            visitor.token,
            fields: [
                .hidden("username", visitor.member.login?.rawValue ?? ""),
                .line(
                    "present",
                    Word.fieldPresentPassword[language],
                    type: "password",
                    autocomplete: "current-password"
                ),
                .line(
                    "new",
                    Word.fieldNewPassword[language],
                    type: "password",
                    hint: Word.hintPassword[language],
                    autocomplete: "new-password"
                ),
                .line(
                    "again",
                    Word.fieldPasswordAgain[language],
                    type: "password",
                    autocomplete: "new-password"
                ),
            ],
            submit: Word.changePassword[language],
            problem: problem
        )
        let page = PlainFormPage(
            title: Word.changePassword[language],
            lead: (visitor.mustChangePassword ? Word.passwordMust : .passwordLead)[language],
            forms: [FormSection(form: form)]
        )
        return try await pages.answer(page, refusedFor: problem, context: context)
    }
}

extension Office {
    /// The place's names as people would put them into a password: 坪山, pingshan.
    fileprivate var guessableNames: [String] {
        let name = catalog.subdistrict.name
        let place = name.zh.hasSuffix("街道") ? String(name.zh.dropLast(2)) : name.zh
        return [place, "街道", "jiedao"] + name.en.split(separator: " ").map(String.init)
    }
}

/// A page that is a form and nothing else.
struct PlainFormPage: Page {
    static let template = "form-page"

    let title: String
    var place: Frame.Place? = nil
    let lead: String
    let forms: [FormSection]
    /// A script of ours that helps to fill it in; everything works without.
    var script: String? = nil
}
