import Casework
import Hummingbird
import Identity
import Ledger
import Papers
import Storage
import Vault

/// `/follow`: where somebody sees what becomes of his report, by its number and code word.
struct FollowController: Sendable {
    let office: Office
    let pages: Pages
    let desk: CheckpointDesk

    func form(_ request: Request, context: SiteContext) async throws -> Response {
        try await ask(request, context, sent: nil, problem: nil)
    }

    /// Opens a report; how many tries there are is bounded as for passwords.
    func open(_ request: Request, context: SiteContext) async throws -> Response {
        let access = try office.requireAccess()
        let language = context.language
        let form = try await FormBody(request)
        guard let visit = SessionToken(cookieOf: request),
            (try? form.check(visit, purpose: "/follow")) != nil
        else {
            return try await ask(request, context, sent: form, problem: Word.problemFormExpired[language])
        }
        let typed = form["number"].filter { !$0.isWhitespace }.trimmingPrefix("#")
        let now = office.store.clock.now
        let attempt = Throttle.Attempt(
            account: "matter \(typed)",
            from: context.network(request, trustingProxy: access.isBehindProxy).flatMap { NetworkBlock($0) }
        )
        if case .wait(let until) = try await access.vault.begin(attempt, at: now) {
            let seconds = Problem.seconds(until, from: now)
            var response = try await ask(
                request,
                context,
                sent: form,
                problem: StreetWord.followWait[language, "\(seconds)"],
                status: .tooManyRequests
            )
            response.headers[.retryAfter] = "\(seconds)"
            return response
        }
        guard let code = CodeWord(form["code"]), let id = try await find(String(typed), code) else {
            return try await ask(request, context, sent: form, problem: StreetWord.followWrong[language])
        }
        try await access.vault.succeeded(attempt)
        var response = Redirect(location: "/follow/\(id)").response
        response.setCookie(FollowCookie(id, code).set(isSecure: access.isBehindProxy))
        return response
    }

    func show(_ request: Request, context: SiteContext) async throws -> Response {
        let (id, _) = try await followed(request, context)
        return try await answer(id, request, context, sent: nil, problem: nil)
    }

    /// What somebody does about his own report.
    func act(_ request: Request, context: SiteContext) async throws -> Response {
        let access = try office.requireAccess()
        let (id, _) = try await followed(request, context)
        let form = try await FormBody(request)
        guard let visit = SessionToken(cookieOf: request), let act = FollowAct(rawValue: form["act"]),
            (try? form.check(visit, purpose: "/follow/\(id)")) != nil
        else { throw Fault.formExpired }
        do {
            let typed = form["note"]
            let note = typed.allSatisfy(\.isWhitespace) ? nil : try Note(typed)
            let name = try await office.read { try Matters.key(of: id, $0) }
            var key: NamedKey?
            if note != nil, let name { key = try await access.vault.key(name) }
            _ = try await office.store.perform(
                Order(
                    id: try form.command(),
                    actor: .reporter(of: id),
                    command: ActOnMatter(
                        [act.act],
                        on: id,
                        revision: nil,
                        note: note,
                        key: key,
                        rules: try office.matterRules
                    )
                )
            )
            return Redirect(location: "/follow/\(id)").response
        } catch {
            let kind = try await office.read { try Matters.state(id, $0)?.origin.kind }
            guard let kind, let problem = Problem(error, Catalogued(office: office, kind: kind)) else {
                throw error
            }
            return try await answer(
                id,
                request,
                context,
                sent: form,
                problem: problem.text(context.language)
            )
        }
    }

    /// The receipt of the report, for whoever has its code word.
    func receipt(_ request: Request, context: SiteContext) async throws -> Response {
        let (id, _) = try await followed(request, context)
        return try await receipt(of: id)
    }

    func receipt(of id: Matter.ID) async throws -> Response {
        let entry = Entry.ID(rawValue: id.rawValue)
        try await desk.covering(entry)
        let store = office.store
        guard let receipt = try await TimeLimit.run(.seconds(15), { try await store.receipt(entry) }) else {
            throw Fault.uncovered(entry)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/json", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"receipt-\(id).json\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try receipt.json))
        )
    }

    /// A picture of the address to scan; the code word is not in it.
    func picture(_ request: Request, context: SiteContext) async throws -> Response {
        guard let number = Int64(exactly: context.parameters.get("id") ?? ""), number >= 0 else {
            throw Fault.noPage
        }
        let scheme = office.access?.isBehindProxy == true ? "https" : "http"
        let host = request.head.authority ?? "localhost"
        let code = try QRCode("\(scheme)://\(host)/follow?number=\(number)")
        return Response(
            status: .ok,
            headers: [.contentType: "image/svg+xml", .cacheControl: "no-cache"],
            body: ResponseBody(
                byteBuffer: ByteBuffer(string: code.svg(title: StreetWord.doneScan[context.language]).text)
            )
        )
    }

    /// The same answer for a number that is none and a code word that is wrong.
    func find(_ typed: String, _ code: CodeWord) async throws -> Matter.ID? {
        let found = try await office.read { reader -> (Matter.ID, Hash?)? in
            let id: Matter.ID?
            if let reference = Matter.Reference(typed) {
                id = try Matters.id(of: reference, reader)
            } else {
                id = Int64(exactly: typed).map { Matter.ID(rawValue: $0) }
            }
            return try id.map { ($0, try Matters.codeDigest(of: $0, reader)) }
        }
        // Digests are compared, so nothing of the code word shows in how long it takes.
        guard let (id, digest) = found, let digest, digest == code.digest else { return nil }
        return id
    }

    /// The report that the address names, if the browser holds its code word.
    private func followed(_ request: Request, _ context: SiteContext) async throws -> (Matter.ID, CodeWord) {
        let text = context.parameters.get("id") ?? ""
        guard let cookie = FollowCookie(request), "\(cookie.matter)" == text,
            try await find(text, cookie.code) != nil
        else {
            throw Redirect(location: "/follow?number=\(Redirect.escaped(text))")
        }
        return (cookie.matter, cookie.code)
    }

    private func ask(
        _ request: Request,
        _ context: SiteContext,
        sent: FormBody?,
        problem: String?,
        status: HTTPResponse.Status? = nil
    ) async throws -> Response {
        _ = try office.requireAccess()
        let language = context.language
        let visit = Street.visit(request)
        let number = request.uri.queryParameters["number"].map(String.init) ?? ""
        let view = FormView(
            to: "/follow",
            visit,
            fields: [
                .line("number", StreetWord.followNumber[language], value: String(number.prefix(40))),
                .line("code", StreetWord.followCode[language]),
            ],
            submit: StreetWord.followOpen[language],
            sent: sent,
            problem: problem
        )
        let page = PlainFormPage(
            title: StreetWord.followTitle[language],
            place: .follow,
            lead: StreetWord.followLead[language],
            forms: [FormSection(form: view)]
        )
        let state = try await office.read { try LedgerState($0) }
        var response = try pages.answer(
            page,
            state: state,
            context: context,
            status: status ?? (problem == nil ? .ok : .unprocessableContent)
        )
        response.headers[.cacheControl] = "no-store"
        let isSecure = office.access?.isBehindProxy ?? false
        response.setCookie(VisitCookie.session.set(visit.text, seconds: nil, isSecure: isSecure))
        return response
    }

    private func answer(
        _ id: Matter.ID,
        _ request: Request,
        _ context: SiteContext,
        sent: FormBody?,
        problem: String?
    ) async throws -> Response {
        let language = context.language
        let visit = Street.visit(request)
        let (page, state) = try await office.read { [office] reader in
            guard let matter = try Matters.state(id, reader) else { throw Fault.noMatter("\(id)") }
            let page = try FollowPage(
                matter,
                visit: visit,
                sent: sent,
                problem: problem,
                office,
                language,
                reader
            )
            return (page, try LedgerState(reader))
        }
        var response = try pages.answer(
            page,
            state: state,
            context: context,
            status: problem == nil ? .ok : .unprocessableContent
        )
        response.headers[.cacheControl] = "no-store"
        let isSecure = office.access?.isBehindProxy ?? false
        response.setCookie(VisitCookie.session.set(visit.text, seconds: nil, isSecure: isSecure))
        return response
    }
}

/// What somebody can do about his own report.
enum FollowAct: String, CaseIterable, Sendable {
    case urge, add, satisfied, unsatisfied, reopen, withdraw

    var act: MatterAct {
        switch self {
        case .urge: .urge
        case .add: .note(isForReporter: true)
        case .satisfied: .rate(.satisfied)
        case .unsatisfied: .rate(.unsatisfied)
        case .reopen: .reopen
        case .withdraw: .withdraw
        }
    }

    /// What its reporter can do about a matter now.
    static func allowed(on matter: Matter, _ office: Office) throws -> [FollowAct] {
        let answers = MatterActs(
            matter,
            by: .reporter(of: matter.id),
            home: nil,
            at: office.store.clock.now,
            rules: try office.matterRules,
            allows: { _, _ in false }
        )
        let allowed = Set(answers.answers.filter { $0.answer == .allowed }.map(\.name))
        return allCases.filter { allowed.contains($0.act.name) }
    }

    var word: StreetWord {
        switch self {
        case .urge: .actUrgeReport
        case .add: .actAdd
        case .satisfied: .actSatisfied
        case .unsatisfied: .actUnsatisfied
        case .reopen: .actReopenReport
        case .withdraw: .actWithdrawReport
        }
    }
}
