import Administration
import Catalog
import Hummingbird
import Identity
import Ledger
import Storage
import Vault

/// `/account/second-factor`: codes of an authenticator app beside the password.
struct SecondFactorController: Sendable {
    let office: Office
    let pages: Pages

    private static let path = "/account/second-factor"

    func show(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        return try await answer(visitor, Authenticator(random: .system), problem: nil, context)
    }

    /// Takes the secret only where its owner's app gives the right code for it, and prints recovery codes once.
    func submit(_ request: Request, context: SiteContext) async throws -> Response {
        let (access, visitor) = (try office.requireAccess(), try context.staff(request))
        let form = try await FormBody(request)
        try form.check(visitor.token, purpose: Self.path)
        let language = context.language
        let secret = Base32.decode(form["secret"]).flatMap { Authenticator(bytes: $0) }
        guard let secret else { throw Fault.form }
        let credential = try await access.vault.credential(of: visitor.member.id)
        guard let password = Password(form["password"]) else {
            return try await answer(visitor, secret, problem: Word.problemPresentPassword[language], context)
        }
        let confirmation = try await access.signIn.confirm(password, credential, of: visitor.member)
        if let problem = Problem(confirmation, at: office.store.clock.now) {
            return try await answer(visitor, secret, problem: problem.text(language), context)
        }
        guard let step = secret.verify(form["code"], at: office.store.clock.now, after: nil) else {
            return try await answer(visitor, secret, problem: Word.problemCode[language], context)
        }
        let (codes, kept) = RecoveryCodes.new(random: .system)
        try await access.vault.setSecondFactor(
            Credential.SecondFactor(authenticator: secret, lastStep: step, recovery: kept),
            of: visitor.member.id
        )
        let page = RecoveryPage(
            title: Word.recoveryTitle[language],
            lead: Word.recoveryLead[language],
            codes: codes.map(\.text)
        )
        return try await pages.answer(page, context: context)
    }

    private func answer(
        _ visitor: Visitor,
        _ secret: Authenticator,
        problem: String?,
        _ context: SiteContext
    ) async throws -> Response {
        let language = context.language
        let form = FormView(
            to: Self.path,
            visitor.token,
            fields: [
                .hidden("secret", secret.typedSecret),
                .line(
                    "password",
                    Word.fieldPresentPassword[language],
                    type: "password",
                    autocomplete: "current-password"
                ),
                .line("code", Word.fieldCode[language], autocomplete: "one-time-code"),
            ],
            submit: Word.secondFactorSet[language],
            problem: problem
        )
        let uri = KeyURI(
            secret,
            issuer: office.catalog.subdistrict.name[language],
            account: visitor.member.login?.rawValue ?? ""
        )
        let page = SecondFactorPage(
            title: Word.secondFactorTitle[language],
            lead: Word.secondFactorLead[language],
            secret: Self.grouped(secret.typedSecret),
            uri: uri?.text ?? "",
            forms: [FormSection(form: form)]
        )
        return try await pages.answer(page, refusedFor: problem, context: context)
    }

    /// In groups of four, to be typed.
    private static func grouped(_ secret: String) -> String {
        var (text, rest) = ("", secret[...])
        while !rest.isEmpty {
            text += (text.isEmpty ? "" : " ") + rest.prefix(4)
            rest = rest.dropFirst(4)
        }
        return text
    }
}

struct SecondFactorPage: Page {
    static let template = "second-factor"

    let title: String
    let place: Frame.Place? = nil
    let lead: String
    let secret: String
    let uri: String
    let forms: [FormSection]
}

struct RecoveryPage: Page {
    static let template = "recovery"

    let title: String
    let place: Frame.Place? = nil
    let lead: String
    let codes: [String]
}
