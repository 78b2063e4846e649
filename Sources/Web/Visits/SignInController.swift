import Administration
import Hummingbird
import Identity
import Ledger
import Storage
import Vault

/// `/sign-in`, `/sign-out`.
struct SignInController: Sendable {
    let office: Office
    let pages: Pages

    private static let deviceSeconds = 365 * 86_400
    private static let busySeconds: Int64 = 5

    func show(_ request: Request, context: SiteContext) async throws -> Response {
        _ = try office.requireAccess()
        if context.visitor != nil { throw Redirect(location: "/account") }
        return try await answer(request, context, sent: nil, problem: nil)
    }

    func submit(_ request: Request, context: SiteContext) async throws -> Response {
        let access = try office.requireAccess()
        let form = try await FormBody(request)
        guard let visit = SessionToken(cookieOf: request) else {
            return try await answer(
                request,
                context,
                sent: form,
                problem: Word.problemFormExpired[context.language]
            )
        }
        do { try form.check(visit, purpose: "/sign-in") } catch {
            return try await answer(
                request,
                context,
                sent: form,
                problem: Word.problemFormExpired[context.language]
            )
        }
        let attempt = SignIn.Attempt(
            login: form["login"],
            password: form["password"],
            code: form["code"],
            network: context.network(request, trustingProxy: access.isBehindProxy).flatMap {
                NetworkBlock($0)
            },
            device: DeviceToken(cookieOf: request)
        )
        switch try await access.signIn.check(attempt) {
        case .wrong:
            return try await answer(
                request,
                context,
                sent: form,
                problem: Word.problemSignIn[context.language],
                status: .unprocessableContent
            )
        case .wait(let until):
            let seconds = Problem.seconds(until, from: office.store.clock.now)
            let problem = Word.problemWait[context.language, "\(seconds)"]
            return try await later(seconds, request, context, form, problem, .tooManyRequests)
        case .busy:
            let problem = Word.problemBusy[context.language]
            return try await later(Self.busySeconds, request, context, form, problem, .serviceUnavailable)
        case .welcome(let staff, let mustChangePassword):
            return try await welcome(staff, mustChangePassword, form, access, request, context)
        }
    }

    func signOut(_ request: Request, context: SiteContext) async throws -> Response {
        let access = try office.requireAccess()
        guard let visitor = context.visitor else { return Redirect(location: "/").response }
        try await FormBody(request).check(visitor.token, purpose: "/sign-out")
        try await access.vault.end(visitor.session.digest, of: visitor.member.id)
        var response = Redirect(location: "/").response
        response.setCookie(VisitCookie.session.set("", seconds: 0, isSecure: access.isBehindProxy))
        return response
    }

    /// A new session, whatever the browser brought with it, so that nobody can prepare one for another.
    private func welcome(
        _ staff: Staff.ID,
        _ mustChangePassword: Bool,
        _ form: FormBody,
        _ access: Access,
        _ request: Request,
        _ context: SiteContext
    ) async throws -> Response {
        let (token, now) = (SessionToken(random: .system), office.store.clock.now)
        try await access.vault.begin(
            token,
            of: staff,
            at: now,
            network: context.network(request, trustingProxy: access.isBehindProxy) ?? "",
            browser: request.headers[.userAgent] ?? ""
        )
        let device = DeviceToken(cookieOf: request) ?? DeviceToken(random: .system)
        try await access.vault.note(device, of: staff, at: now)
        let place = mustChangePassword ? "/account/password" : Redirect.place(form["next"])
        var response = Redirect(location: place == "/" ? "/account" : place).response
        response.setCookie(VisitCookie.session.set(token.text, seconds: nil, isSecure: access.isBehindProxy))
        response.setCookie(
            VisitCookie.device.set(device.text, seconds: Self.deviceSeconds, isSecure: access.isBehindProxy)
        )
        return response
    }

    /// Shows the form again, to be sent after some seconds.
    private func later(
        _ seconds: Int64,
        _ request: Request,
        _ context: SiteContext,
        _ form: FormBody,
        _ problem: String,
        _ status: HTTPResponse.Status
    ) async throws -> Response {
        var response = try await answer(request, context, sent: form, problem: problem, status: status)
        response.headers[.retryAfter] = "\(seconds)"
        return response
    }

    private func answer(
        _ request: Request,
        _ context: SiteContext,
        sent: FormBody?,
        problem: String?,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let visit = SessionToken(cookieOf: request) ?? SessionToken(random: .system)
        let next = sent?["next"] ?? request.uri.queryParameters["next"].map(String.init)
        let page = SignInPage(
            visit,
            next: Redirect.place(next),
            sent: sent,
            problem: problem,
            context.language
        )
        let state = try await office.read { try LedgerState($0) }
        var response = try pages.answer(page, state: state, context: context, status: status)
        response.headers[.cacheControl] = "no-store"
        let isSecure = office.access?.isBehindProxy ?? false
        response.setCookie(VisitCookie.session.set(visit.text, seconds: nil, isSecure: isSecure))
        return response
    }
}

/// The form to log in with.
struct SignInPage: Page {
    static let template = "form-page"

    let title: String
    let place: Frame.Place? = nil
    let lead: String
    let forms: [FormSection]

    init(_ visit: SessionToken, next: String, sent: FormBody?, problem: String?, _ language: Language) {
        title = Word.signInTitle[language]
        lead = Word.signInLead[language]
        let form = FormView(
            to: "/sign-in",
            visit,
            fields: [
                .line("login", Word.fieldLogin[language], autocomplete: "username"),
                .line(
                    "password",
                    Word.fieldPassword[language],
                    type: "password",
                    autocomplete: "current-password"
                ),
                .line(
                    "code",
                    Word.fieldCode[language],
                    hint: Word.hintCode[language],
                    autocomplete: "one-time-code",
                    isRequired: false
                ),
                .hidden("next", next),
            ],
            submit: Word.signIn[language],
            sent: sent,
            problem: problem
        )
        forms = [FormSection(form: form)]
    }
}

/// A form with a heading of its own.
struct FormSection: Sendable {
    var heading: String?
    var lead: String?
    let form: FormView
}
