import Casework
import Catalog
import Hummingbird
import Identity
import Ledger
import Storage
import Vault

/// `/matters/new`: where a clerk writes down what was reported.
struct ReportDesk: Sendable {
    let office: Office
    let pages: Pages

    func form(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        try visitor.require(.reportMatter)
        guard let kind = try kind(request, visitor) else { return try await choose(visitor, context) }
        return try await answer(kind, visitor, sent: nil, problem: nil, context)
    }

    func submit(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        try visitor.require(.reportMatter)
        guard let kind = try kind(request, visitor) else { throw Fault.form }
        let sent = try await SentForm(request, of: visitor, on: Self.path(kind.code), office)
        do {
            if let problem = sent.problem { throw problem }
            let report = try Self.report(kind, sent.form, sent.attachments)
            if try await office.mustShowSimilar(sent.form) {
                let hints = try await office.deskHints(sent.form, kind: kind.code, visitor, context.language)
                if hints.hasRows {
                    return try await answer(kind, visitor, sent: sent, problem: nil, hints: hints, context)
                }
            }
            let rules = try office.matterRules
            let orders = KeyedOrders(office.store, try office.requireAccess().vault)
            let outcome = try await orders.perform(try sent.form.command(), by: visitor.actor) {
                ReportMatter(report, key: $0, rules: rules)
            }
            return Redirect(location: "/matters/\(outcome.first)").response
        } catch {
            guard let problem = Problem(error, Catalogued(office: office, kind: kind.code)) else {
                throw error
            }
            return try await answer(
                kind,
                visitor,
                sent: sent,
                problem: problem.text(context.language),
                context
            )
        }
    }

    static func path(_ kind: Code) -> String { "/matters/new?kind=\(kind)" }

    /// The kind that the address names; nil where it names none.
    private func kind(_ request: Request, _ visitor: Visitor) throws(Fault) -> MatterKind? {
        guard let text = request.uri.queryParameters["kind"].map(String.init), !text.isEmpty else {
            return nil
        }
        guard let code = Code(rawValue: text),
            let kind = office.catalog.kinds(on: visitor.today).first(where: { $0.code == code }),
            kind.reporters.contains(.staff)
        else { throw .filter(text) }
        return kind
    }

    private func choose(_ visitor: Visitor, _ context: SiteContext) async throws -> Response {
        let language = context.language
        let kinds = office.catalog.kinds(on: visitor.today).filter {
            $0.reporters.contains(.staff) && visitor.may(.reportMatter, line: $0.line)
        }
        let page = KindsPage(
            title: MatterWord.newMatter[language],
            lead: MatterWord.newMatterLead[language],
            kinds: kinds.map {
                KindsPage.Kind(
                    link: Frame.Link(href: Self.path($0.code), label: $0.name[language]),
                    line: office.catalog.line($0.line)?.name[language] ?? ""
                )
            }
        )
        return try await pages.answer(page, context: context)
    }

    /// - Throws: `MatterError`.
    static func report(_ kind: MatterKind, _ form: FormBody, _ files: [Attachment]) throws -> Report {
        guard let source = Code(rawValue: form["source"]) else { throw MatterError.unknownSource(kind.code) }
        let text = form["text"].replacing("\r\n", with: "\n")
        let blocks = text.split(separator: /\n[ \t\u{3000}]*\n/).map(String.init).filter {
            $0.contains { !$0.isWhitespace }
        }
        let number = form["number"].filter { !$0.isWhitespace }
        var fields: [Code: Report.FieldValue] = [:]
        for field in kind.fields where field.stage == .report {
            if let answer = try field.answer(form["field-\(field.code)"]) { fields[field.code] = answer }
        }
        return Report(
            kind: kind.code,
            source: source,
            words: try Report.Words(
                points: blocks.isEmpty ? [text] : blocks,
                address: form["address"],
                name: form["name"],
                telephone: form["telephone"]
            ),
            place: try PlaceFields.place(form),
            outsideNumber: number.isEmpty ? nil : number,
            fields: fields,
            attachments: files,
            isOnBehalf: form["behalf"] == FormView.Field.ticked
        )
    }

    private func answer(
        _ kind: MatterKind,
        _ visitor: Visitor,
        sent: SentForm?,
        problem: String?,
        hints: SimilarHints? = nil,
        _ context: SiteContext
    ) async throws -> Response {
        let language = context.language
        var view = FormView(
            to: Self.path(kind.code),
            visitor.token,
            fields: fields(kind, visitor, sent, language),
            submit: MatterWord.reportButton[language],
            sent: sent?.form,
            problem: problem
        )
        view.similar = hints ?? SimilarHints(ask: SimilarController.deskPath(kind.code), sent: sent?.form)
        let page = PlainFormPage(
            title: "\(MatterWord.newMatter[language])：\(kind.name[language])",
            place: .matters,
            lead: MatterWord.hintContact[language],
            forms: [FormSection(form: view)],
            script: pages.assets.similar.path
        )
        var response = try await pages.answer(page, refusedFor: problem, context: context)
        response.headers[.contentSecurityPolicy] = ContentPolicy.scripted
        return response
    }

    private func fields(
        _ kind: MatterKind,
        _ visitor: Visitor,
        _ sent: SentForm?,
        _ language: Language
    ) -> [FormView.Field] {
        let sources = kind.sources.compactMap { code in
            office.catalog.source(code).map { (code.rawValue, $0.name[language]) }
        }
        func line(_ name: String, _ word: MatterWord) -> FormView.Field {
            FormView.Field.line(name, word[language]).optional
        }
        var fields: [FormView.Field] = [
            .text("text", MatterWord.fieldPoint[language], hint: MatterWord.hintPoint[language]),
            line("address", .fieldAddress),
        ]
        fields += PlaceFields(office: office, language: language, day: visitor.today)
            .fields(Matter.Place(community: nil, category: nil), of: kind)
        fields += kind.fields.filter { $0.stage == .report }.map { $0.field(language) }
        fields += [
            .choice("source", MatterWord.columnOrigin[language], sources),
            line("number", .fieldOutsideNumber), line("name", .fieldContactName),
            line("telephone", .fieldContactTelephone),
            .tick("behalf", MatterWord.fieldOnBehalf[language]),
        ]
        if office.files != nil {
            fields += KeptFile.fields(sent?.kept ?? [], visitor.token, on: Self.path(kind.code), language)
        }
        return fields
    }
}

/// The kinds of matter that a clerk can report.
struct KindsPage: Page {
    static let template = "matter-kinds"

    struct Kind: Sendable {
        let link: Frame.Link
        let line: String
    }

    let title: String
    let place: Frame.Place? = .matters
    let lead: String
    let kinds: [Kind]
}

extension MatterKind.Field {
    /// The field of a form with which it is asked.
    func field(_ language: Language) -> FormView.Field {
        let (id, label) = ("field-\(code)", name[language])
        let none = [("", MatterWord.fieldNone[language])]
        let field: FormView.Field
        switch type {
        case .text: field = .text(id, label)
        case .number(let unit): field = .line(id, unit.label(label, language))
        case .day: field = .line(id, label, type: "date")
        case .yesNo:
            let choices = [("yes", MatterWord.wordYes[language]), ("no", MatterWord.wordNo[language])]
            return .choice(id, label, none + choices)
        case .choice(let choices):
            return .choice(id, label, none + choices.map { ($0.code.rawValue, $0.name[language]) })
        }
        return isRequired ? field : field.optional
    }

    /// What was typed into it; nil where nothing was.
    ///
    /// - Throws: `MatterError.fieldShape`.
    func answer(_ typed: String) throws(MatterError) -> Report.FieldValue? {
        guard typed.contains(where: { !$0.isWhitespace }) else { return nil }
        switch type {
        case .text: return .text(typed)
        case .number(let unit):
            guard let number = unit.number(typed) else { throw .fieldShape(code) }
            return .number(number)
        case .day:
            guard let day = LocalDay(typed) else { throw .fieldShape(code) }
            return .day(day)
        case .yesNo: return .flag(typed == "yes")
        case .choice:
            guard let choice = Code(rawValue: typed) else { throw .fieldShape(code) }
            return .choice(choice)
        }
    }
}

extension Unit {
    /// Whether numbers of it are typed with two places: yuan for fen, square metres for hundredths of them.
    private var hasPlaces: Bool { rawValue == "fen" || rawValue == "dm2" }

    fileprivate func label(_ name: String, _ language: Language) -> String {
        switch rawValue {
        case "fen": "\(name)（\(language == .zh ? "元" : "yuan")）"
        case "dm2": "\(name)（m²）"
        default: name
        }
    }

    /// The whole number of the unit that a text gives; nil where it gives none.
    func number(_ typed: String) -> Int64? {
        let text = typed.filter { !$0.isWhitespace && $0 != "," }
        guard hasPlaces else { return Int64(text) }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = Int64(parts[0]),
            (0...90_000_000_000_000).contains(whole)
        else { return nil }
        guard parts.count == 2 else { return whole * 100 }
        guard (1...2).contains(parts[1].count), let rest = Int64(parts[1]), rest >= 0 else { return nil }
        return whole * 100 + (parts[1].count == 1 ? rest * 10 : rest)
    }
}
