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
        _ = try office.requireAccess()
        let kind = try kind(request.uri.queryParameters["kind"].map(String.init) ?? "")
        return try await answer(kind, request, context, sent: nil, problem: nil)
    }

    func submit(_ request: Request, context: SiteContext) async throws -> Response {
        let access = try office.requireAccess()
        let language = context.language
        let form = try await FormBody(request)
        let kind = try kind(form["kind"])
        guard let visit = SessionToken(cookieOf: request),
            (try? form.check(visit, purpose: "/report")) != nil
        else {
            return try await answer(
                kind,
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
                kind,
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
            guard let code = Street.codeWord(visit, command) else { throw Fault.noPage }
            let (report, rules) = (try Self.report(form, kind, code, office), try office.matterRules)
            if kind.kind.code == Street.kind("", office)?.kind.code, try await office.mustShowSimilar(form) {
                let hints = try await office.streetHints(form, kind: kind.kind.code, language)
                if hints.hasRows {
                    return try await answer(kind, request, context, sent: form, problem: nil, hints: hints)
                }
            }
            let outcome = try await KeyedOrders(office.store, access.vault).perform(command, by: .resident) {
                ReportMatter(report, key: $0, rules: rules)
            }
            let place = "/report/done?matter=\(outcome.first)&command=\(command)"
            return Redirect(location: place).response
        } catch {
            let about = Catalogued(office: office, kind: kind.kind.code)
            guard let problem = Problem(error, about) else { throw error }
            return try await answer(kind, request, context, sent: form, problem: problem.text(language))
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
        let (matter, digest, words, state) = try await office.read { reader in
            (
                try Matters.state(id, reader), try Matters.codeDigest(of: id, reader),
                try Matters.words(of: id, reader), try LedgerState(reader)
            )
        }
        guard let matter, let digest, digest == code.digest else { throw Fault.notYours }
        let page = DonePage(
            title: StreetWord.doneTitle[language],
            number: "\(id)",
            code: code.text,
            due: ReporterView(matter, office, language).sees(.deadline)
                ? matter.clocks[.answer]?.term.due.map { office.zone.clock(of: $0.instant) } : nil,
            points: words?.points ?? [],
            follow: "/follow/\(id)",
            picture: Street.origin(request, office) == nil ? nil : "/follow/\(id)/qr"
        )
        var response = try pages.answer(page, state: state, context: context)
        response.headers[.cacheControl] = "no-store"
        response.setCookie(FollowCookie(id, code).set(isSecure: office.access?.isBehindProxy ?? false))
        return response
    }

    /// - Throws: `Fault.noPage` where residents do not report it here.
    private func kind(_ code: String) throws -> Street.Kind {
        guard let kind = Street.kind(code, office) else { throw Fault.noPage }
        return kind
    }

    /// - Throws: `MatterError`.
    static func report(
        _ form: FormBody,
        _ kind: Street.Kind,
        _ code: CodeWord,
        _ office: Office
    ) throws -> Report {
        let text = form["text"].replacing("\r\n", with: "\n")
        let blocks = text.split(separator: /\n[ \t\u{3000}]*\n/).map(String.init).filter {
            $0.contains { !$0.isWhitespace }
        }
        let place = try PlaceFields.place(form)
        var category = place.category
        if category == nil {
            category = office.catalog.suggestedCategory(for: text, kind: kind.kind, on: office.today)?.code
        }
        var fields: [Code: Report.FieldValue] = [:]
        for field in kind.kind.fields where field.stage == .report {
            if let answer = try field.answer(form["field-\(field.code)"].narrowed) {
                fields[field.code] = answer
            }
        }
        return Report(
            kind: kind.kind.code,
            source: kind.source,
            words: try Report.Words(
                points: blocks.isEmpty ? [text] : blocks,
                address: form["address"],
                name: form["name"],
                telephone: form["telephone"].narrowed
            ),
            place: Matter.Place(
                community: place.community,
                category: category,
                isDwelling: place.isDwelling
            ),
            fields: fields,
            codeDigest: code.digest
        )
    }

    private func answer(
        _ kind: Street.Kind,
        _ request: Request,
        _ context: SiteContext,
        sent: FormBody?,
        problem: String?,
        hints: SimilarHints? = nil,
        status: HTTPResponse.Status? = nil
    ) async throws -> Response {
        let language = context.language
        let visit = Street.visit(request)
        var view = FormView(
            to: "/report",
            visit,
            fields: fields(kind.kind, language),
            submit: StreetWord.reportSend[language],
            sent: sent,
            problem: problem
        )
        let isFirst = kind.kind.code == Street.kind("", office)?.kind.code
        if isFirst { view.similar = hints ?? SimilarHints(ask: SimilarController.streetPath, sent: sent) }
        let script = isFirst ? pages.assets.similar.path : nil
        let page = StreetPage(kind, form: view, script: script, office, language)
        let state = try await office.read { try LedgerState($0) }
        var response = try pages.answer(
            page,
            state: state,
            context: context,
            status: status ?? (problem == nil ? .ok : .unprocessableContent)
        )
        response.headers[.cacheControl] = "no-store"
        response.headers[.contentSecurityPolicy] = ContentPolicy.scripted
        let isSecure = office.access?.isBehindProxy ?? false
        response.setCookie(VisitCookie.session.set(visit.text, seconds: nil, isSecure: isSecure))
        return response
    }

    private func fields(_ kind: MatterKind, _ language: Language) -> [FormView.Field] {
        let day = office.today
        let unknown = [("", StreetWord.reportUnknown[language])]
        let communities = office.catalog.communities(on: day).map { ($0.code.rawValue, $0.name[language]) }
        // The top of the tree only: what lies below is found by the office, or by the words.
        let categories = kind.categories.compactMap { code in
            office.catalog.category(code).map { (code.rawValue, $0.name[language]) }
        }
        func line(
            _ name: String,
            _ word: StreetWord,
            type: String = "text",
            hint: StreetWord? = nil,
            autocomplete: String = "off"
        ) -> FormView.Field {
            FormView.Field.line(
                name,
                word[language],
                type: type,
                hint: hint?[language],
                autocomplete: autocomplete
            ).optional
        }
        var fields: [FormView.Field] = [
            .hidden("kind", kind.code.rawValue),
            .text("text", StreetWord.reportWhat[language], hint: StreetWord.reportWhatHint[language]),
            .choice("community", StreetWord.reportCommunity[language], unknown + communities),
            line("address", .reportAddress, hint: .reportAddressHint),
            .tick("dwelling", StreetWord.reportDwelling[language]),
        ]
        if !categories.isEmpty {
            fields.append(.choice("category", StreetWord.reportCategory[language], unknown + categories))
        }
        fields += kind.fields.filter { $0.stage == .report }.map { $0.field(language) }
        return fields + [
            line("name", .reportName, autocomplete: "name"),
            line(
                "telephone",
                .reportTelephone,
                type: "tel",
                hint: .reportContactHint,
                autocomplete: "tel"
            ),
        ]
    }
}
