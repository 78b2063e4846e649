import Casework
import Catalog
import Hummingbird
import Identity
import Ledger
import Storage
import Vault

/// `/report`: where anybody tells the office what is wrong.
struct StreetController: Sendable {
    let office: Office
    let pages: Pages
    let gate: ReportGate

    func form(_ request: Request, context: SiteContext) async throws -> Response {
        try await answer(request, context, sent: nil, problem: nil)
    }

    func submit(_ request: Request, context: SiteContext) async throws -> Response {
        let access = try office.requireAccess()
        let language = context.language
        let form = try await FormBody(request)
        guard let visit = SessionToken(cookieOf: request),
            (try? form.check(visit, purpose: "/report")) != nil
        else {
            return try await answer(
                request,
                context,
                sent: form,
                problem: Word.problemFormExpired[language]
            )
        }
        let now = office.store.clock.now
        if let until = gate.wait(context.block(request, access), at: now) {
            let seconds = Problem.seconds(until, from: now)
            var response = try await answer(
                request,
                context,
                sent: form,
                problem: StreetWord.followFull[language, "\(seconds)"],
                status: .tooManyRequests
            )
            response.headers[.retryAfter] = "\(seconds)"
            return response
        }
        do {
            let command = try form.command()
            guard let (kind, source) = Street.kind(office), let code = Street.codeWord(visit, command) else {
                throw Fault.noPage
            }
            let report = try Self.report(form, kind, source, code, office)
            let rules = try office.matterRules
            let outcome = try await KeyedOrders(office.store, access.vault).perform(command, by: .resident) {
                ReportMatter(report, key: $0, rules: rules)
            }
            let place = "/report/done?matter=\(outcome.first)&command=\(command)"
            return Redirect(location: place).response
        } catch {
            let about = Street.kind(office).map { Catalogued(office: office, kind: $0.kind) }
            guard let about, let problem = Problem(error, about) else { throw error }
            return try await answer(request, context, sent: form, problem: problem.text(language))
        }
    }

    /// What was received, for the browser that sent it: its number, code word and a picture to scan.
    func done(_ request: Request, context: SiteContext) async throws -> Response {
        let language = context.language
        let number = Int64(exactly: request.uri.queryParameters["matter"].map(String.init) ?? "")
        let command = request.uri.queryParameters["command"].flatMap { CommandID(String($0)) }
        guard let number, let command, let visit = SessionToken(cookieOf: request),
            let code = Street.codeWord(visit, command)
        else { throw Fault.notYours }
        let id = Matter.ID(rawValue: number)
        let (matter, digest, state) = try await office.read { reader in
            (try Matters.state(id, reader), try Matters.codeDigest(of: id, reader), try LedgerState(reader))
        }
        guard let matter, let digest, digest == code.digest else { throw Fault.notYours }
        let page = DonePage(
            title: StreetWord.doneTitle[language],
            number: "\(id)",
            code: code.text,
            due: matter.clocks[.answer]?.term.due.map { office.zone.clock(of: $0.instant) },
            follow: "/follow/\(id)",
            picture: Street.origin(request, office) == nil ? nil : "/follow/\(id)/qr"
        )
        var response = try pages.answer(page, state: state, context: context)
        response.headers[.cacheControl] = "no-store"
        response.setCookie(FollowCookie(id, code).set(isSecure: office.access?.isBehindProxy ?? false))
        return response
    }

    static func report(
        _ form: FormBody,
        _ kind: Code,
        _ source: Code,
        _ code: CodeWord,
        _ office: Office
    ) throws -> Report {
        let text = form["text"].replacing("\r\n", with: "\n")
        let blocks = text.split(separator: /\n[ \t\u{3000}]*\n/).map(String.init).filter {
            $0.contains { !$0.isWhitespace }
        }
        let place = try PlaceFields.place(form)
        var category = place.category
        if category == nil, let kind = office.catalog.matterKind(kind) {
            category = office.catalog.suggestedCategory(for: text, kind: kind, on: office.today)?.code
        }
        return Report(
            kind: kind,
            source: source,
            words: try Report.Words(
                points: blocks.isEmpty ? [text] : blocks,
                address: form["address"],
                name: form["name"],
                telephone: form["telephone"]
            ),
            place: Matter.Place(
                community: place.community,
                category: category,
                isDwelling: place.isDwelling
            ),
            codeDigest: code.digest
        )
    }

    private func answer(
        _ request: Request,
        _ context: SiteContext,
        sent: FormBody?,
        problem: String?,
        status: HTTPResponse.Status? = nil
    ) async throws -> Response {
        _ = try office.requireAccess()
        guard let (kind, _) = Street.kind(office) else { throw Fault.noPage }
        let language = context.language
        let visit = Street.visit(request)
        let view = FormView(
            to: "/report",
            visit,
            fields: fields(kind, language),
            submit: StreetWord.reportSend[language],
            sent: sent,
            problem: problem
        )
        let page = PlainFormPage(
            title: StreetWord.reportTitle[language],
            place: .report,
            lead: StreetWord.reportLead[language],
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

    private func fields(_ kind: Code, _ language: Language) -> [FormView.Field] {
        let day = office.today
        let communities = office.catalog.communities(on: day).map { ($0.code.rawValue, $0.name[language]) }
        // The top of the tree only: what lies below is found by the office, or by the words.
        let tops = office.catalog.matterKind(kind)?.categories ?? []
        let categories = tops.compactMap { code in
            office.catalog.category(code).map { (code.rawValue, $0.name[language]) }
        }
        return [
            .text("text", StreetWord.reportWhat[language], hint: StreetWord.reportWhatHint[language]),
            .choice(
                "community",
                StreetWord.reportCommunity[language],
                [("", StreetWord.reportUnknown[language])] + communities
            ),
            FormView.Field.line(
                "address",
                StreetWord.reportAddress[language],
                hint: StreetWord.reportAddressHint[language]
            ).optional,
            .tick("dwelling", StreetWord.reportDwelling[language]),
            .choice(
                "category",
                StreetWord.reportCategory[language],
                [("", StreetWord.reportUnknown[language])] + categories
            ),
            FormView.Field.line("name", StreetWord.reportName[language], autocomplete: "name").optional,
            FormView.Field.line(
                "telephone",
                StreetWord.reportTelephone[language],
                type: "tel",
                hint: StreetWord.reportContactHint[language],
                autocomplete: "tel"
            ).optional,
        ]
    }
}

/// That a report was received.
struct DonePage: Page {
    static let template = "done"

    let title: String
    var place: Frame.Place? { .report }
    let number: String
    let code: String
    let due: String?
    let follow: String
    /// Nil where the site was asked under no name that can be scanned.
    let picture: String?
}
