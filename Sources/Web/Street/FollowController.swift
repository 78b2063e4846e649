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
    /// Shared with the reports: whatever comes in without an account counts together.
    let gate: ReportGate

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
        // Wide or narrow, with `#` or without.
        let typed = String(
            form["number"].prefix(60).description.narrowed.filter { !$0.isWhitespace }.trimmingPrefix("#")
        )
        let named = try await named(typed)
        let now = office.store.clock.now
        let attempt = try attempt(named, typed: typed, request, context)
        if case .wait(let until) = try await access.vault.begin(attempt, at: now) {
            return try await wait(until, request, context, sent: form)
        }
        guard let code = CodeWord(form["code"].narrowed), let id = try await checked(named, code) else {
            return try await ask(request, context, sent: form, problem: StreetWord.followWrong[language])
        }
        try await access.vault.succeeded(attempt)
        var response = Redirect(location: "/follow/\(id)").response
        response.setCookie(FollowCookie(id, code).set(isSecure: access.isBehindProxy))
        return response
    }

    func show(_ request: Request, context: SiteContext) async throws -> Response {
        try await following(request, context) { followed in
            try await answer(followed, request, context, sent: nil, problem: nil)
        }
    }

    /// What somebody does about his own report.
    func act(_ request: Request, context: SiteContext) async throws -> Response {
        try await following(request, context) { try await act(on: $0, request, context) }
    }

    private func act(
        on followed: FollowCookie,
        _ request: Request,
        _ context: SiteContext
    ) async throws -> Response {
        let access = try office.requireAccess()
        let id = followed.matter
        let form = try await FormBody(request)
        guard let visit = SessionToken(cookieOf: request),
            (try? form.check(visit, purpose: "/follow/\(id)")) != nil
        else { throw Fault.formExpired }
        if form["act"] == FollowPage.leaving {
            var response = Redirect(location: "/follow").response
            response.setCookie(FollowCookie.forget(isSecure: access.isBehindProxy))
            return response
        }
        guard let act = FollowAct(rawValue: form["act"]) else { throw Fault.form }
        let now = office.store.clock.now
        if let until = gate.wait(context.block(request, access), at: now) {
            let seconds = Problem.seconds(until, from: now)
            var response = try await answer(
                followed,
                request,
                context,
                sent: form,
                problem: StreetWord.followFull[context.language, "\(seconds)"],
                status: .tooManyRequests
            )
            response.headers[.retryAfter] = "\(seconds)"
            return response
        }
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
            return Redirect(location: "/follow/\(id)?done=\(act.rawValue)").response
        } catch {
            let kind = try await office.read { try Matters.state(id, $0)?.origin.kind }
            guard let kind, let problem = Problem(error, Catalogued(office: office, kind: kind)) else {
                throw error
            }
            return try await answer(
                followed,
                request,
                context,
                sent: form,
                problem: problem.text(context.language)
            )
        }
    }

    /// The receipt of the report, for whoever has its code word.
    func receipt(_ request: Request, context: SiteContext) async throws -> Response {
        try await following(request, context) { try await receipt(of: $0.matter) }
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
        guard let origin = Street.origin(request, office) else { throw Fault.noPage }
        let code = try QRCode("\(origin)/follow?number=\(number)")
        return Response(
            status: .ok,
            headers: [.contentType: "image/svg+xml", .cacheControl: "no-cache"],
            body: ResponseBody(
                byteBuffer: ByteBuffer(string: code.svg(title: StreetWord.doneScan[context.language]).text)
            )
        )
    }

    /// The matter that a number means, in whatever way it is spelled; nil where it is none.
    func named(_ typed: String) async throws -> Matter.ID? {
        guard let reference = Matter.Reference(typed) else {
            return Int64(exactly: typed).flatMap { $0 >= 0 ? Matter.ID(rawValue: $0) : nil }
        }
        return try await office.read { try Matters.id(of: reference, $0) }
    }

    /// The same answer for a number that is none and a code word that is wrong.
    func checked(_ id: Matter.ID?, _ code: CodeWord) async throws -> Matter.ID? {
        guard let id else { return nil }
        let digest = try await office.read { try Matters.codeDigest(of: id, $0) }
        // Digests are compared, so nothing of the code word shows in how long it takes.
        return digest == code.digest ? id : nil
    }

    /// A try of a code word: counted for the matter, however its number was spelled, and for where it comes from.
    ///
    /// - Parameter typed: What is counted where no matter is meant, so that no wait tells that there is none.
    func attempt(
        _ id: Matter.ID?,
        typed: String = "",
        _ request: Request,
        _ context: SiteContext
    ) throws -> Throttle.Attempt {
        let name = id.map { "\($0)" } ?? Matter.Reference(typed)?.description ?? "\(typed.prefix(60))"
        return Throttle.Attempt(
            account: "matter \(name)",
            from: context.block(request, try office.requireAccess())
        )
    }

    /// The report that the address names, if the browser holds its code word.
    ///
    /// A cookie is a try like one that is typed: a wrong one is counted, and none is looked at from where too many came. Whoever holds
    /// the right one is not kept out by strangers who guess elsewhere.
    private func followed(_ request: Request, _ context: SiteContext) async throws -> FollowCookie {
        let text = context.parameters.get("id") ?? ""
        let form = Redirect(location: "/follow?number=\(Redirect.escaped(text))")
        guard let cookie = FollowCookie(request), "\(cookie.matter)" == text else { throw form }
        let (vault, now) = (try office.requireAccess().vault, office.store.clock.now)
        let attempt = try attempt(cookie.matter, request, context)
        if let until = try await vault.wait(at: attempt, at: now) { throw Waiting(until: until) }
        guard try await checked(cookie.matter, cookie.code) != nil else {
            if case .wait(let until) = try await vault.begin(attempt, at: now) { throw Waiting(until: until) }
            throw form
        }
        return cookie
    }

    /// Too many tries came from there.
    private struct Waiting: Error {
        let until: Instant
    }

    /// What is there for whoever holds the code word of the report that the address names.
    private func following(
        _ request: Request,
        _ context: SiteContext,
        _ body: (FollowCookie) async throws -> Response
    ) async throws -> Response {
        let found: FollowCookie
        do { found = try await followed(request, context) } catch let waiting as Waiting {
            return try await wait(waiting.until, request, context, sent: nil)
        }
        return try await body(found)
    }

    private func wait(
        _ until: Instant,
        _ request: Request,
        _ context: SiteContext,
        sent: FormBody?
    ) async throws -> Response {
        let seconds = Problem.seconds(until, from: office.store.clock.now)
        var response = try await ask(
            request,
            context,
            sent: sent,
            problem: StreetWord.followWait[context.language, "\(seconds)"],
            status: .tooManyRequests
        )
        response.headers[.retryAfter] = "\(seconds)"
        return response
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
                FormView.Field.line("code", StreetWord.followCode[language]).codeWord,
            ],
            submit: StreetWord.followOpen[language],
            sent: sent,
            problem: problem
        )
        let cookie = FollowCookie(request)
        let page = FollowAskPage(
            title: StreetWord.followTitle[language],
            lead: StreetWord.followLead[language],
            known: cookie.map { cookie in
                let label = StreetWord.followKnown[language, "\(cookie.matter)"]
                return Frame.Link(href: "/follow/\(cookie.matter)", label: label)
            },
            form: view
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
        _ followed: FollowCookie,
        _ request: Request,
        _ context: SiteContext,
        sent: FormBody?,
        problem: String?,
        status: HTTPResponse.Status? = nil
    ) async throws -> Response {
        let language = context.language
        let visit = Street.visit(request)
        let done = request.uri.queryParameters["done"].flatMap { FollowAct(rawValue: String($0)) }
        let (id, isNamed) = (followed.matter, Street.origin(request, office) != nil)
        let (page, state) = try await office.read { [office] reader in
            guard let matter = try Matters.state(id, reader) else { throw Fault.noMatter("\(id)") }
            let page = try FollowPage(
                matter,
                followed.code,
                visit: visit,
                picture: isNamed,
                done: problem == nil ? done : nil,
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
            status: status ?? (problem == nil ? .ok : .unprocessableContent)
        )
        response.headers[.cacheControl] = "no-store"
        let isSecure = office.access?.isBehindProxy ?? false
        response.setCookie(VisitCookie.session.set(visit.text, seconds: nil, isSecure: isSecure))
        return response
    }
}
