import Casework
import Catalog
import Hummingbird
import Identity
import Ledger
import Storage
import Vault

/// Where the staff draft papers of a matter and act on them: `/matters/81/papers/95/sign` and the like.
struct PaperDesk: Sendable {
    let office: Office
    let pages: Pages

    // MARK: Drafting

    func draftForm(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        let code = request.uri.queryParameters["document"].map { String($0) } ?? ""
        return try await draft(code, visitor, sent: nil, problem: nil, context)
    }

    func draft(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        let matter = try await office.read { [office] in
            try office.matter(context.parameters.get("id") ?? "", visitor, $0)
        }
        let form = try await FormBody(request)
        try form.check(visitor.token, purpose: "/matters/\(matter.id)/papers/new")
        do {
            guard let document = Code(rawValue: form["document"]) else { throw Fault.form }
            let wording = try PaperForms.wording(form)
            _ = try await office.store.perform(
                Order(
                    id: try form.command(),
                    actor: visitor.actor,
                    command: DraftPaper(
                        document,
                        wording,
                        of: matter.id,
                        key: try await key(of: matter),
                        rules: try office.matterRules
                    )
                )
            )
            return Redirect(location: "/matters/\(matter.id)").response
        } catch {
            let about = Catalogued(office: office, kind: matter.origin.kind)
            guard let problem = Problem(error, about) else { throw error }
            return try await draft(
                form["document"],
                visitor,
                sent: form,
                problem: problem.text(context.language),
                context
            )
        }
    }

    private func draft(
        _ code: String,
        _ visitor: Visitor,
        sent: FormBody?,
        problem: String?,
        _ context: SiteContext
    ) async throws -> Response {
        let (language, text) = (context.language, context.parameters.get("id") ?? "")
        let (page, state) = try await office.read { [office] reader in
            let matter = try office.matter(text, visitor, reader)
            let rules = try office.matterRules
            guard office.mayDraft(of: matter, visitor, rules) else { throw Fault.notAllowed(.handleMatter) }
            guard
                let document = rules.documents(of: matter, on: visitor.today)
                    .first(where: { $0.code.rawValue == code })
            else { throw Fault.noPage }
            let draft = try PaperDraft(document, of: matter, rules: rules, reader)
            let page = PaperFormPage(
                title: DocumentWord.paperDraft[language, document.name[language]],
                matter: try Matters.words(of: matter.id, reader)?.title
                    ?? MatterWord.erasedMatter[language],
                back: Self.back(matter),
                state: matter.stage.text(language),
                paper: nil,
                lead: DocumentWord.paperDraftLead[language],
                english: language == .en ? DocumentWord.paperEnglish[.en, document.text.en] : nil,
                form: FormView(
                    to: "/matters/\(matter.id)/papers/new",
                    visitor.token,
                    fields: [.hidden("document", document.code.rawValue)]
                        + PaperForms.wording(draft.title, draft.addressee, draft.text, language),
                    submit: DocumentWord.paperDraft[language, document.name[language]],
                    sent: sent,
                    problem: problem
                ),
                hasNews: false,
                news: []
            )
            return (page, try LedgerState(reader))
        }
        return try pages.answer(
            page,
            state: state,
            context: context,
            status: problem == nil ? .ok : .unprocessableContent
        )
    }

    // MARK: Acting

    func form(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        return try await answer(try act(context), visitor, sent: nil, problem: nil, context)
    }

    func submit(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        let name = try act(context)
        let (matter, paper) = try await found(context, visitor)
        let form = try await FormBody(request)
        try form.check(visitor.token, purpose: "\(PaperList.place(paper))/\(name.rawValue)")
        do {
            guard let revision = Int(form["revision"]), (0...Int(Limit.integer)).contains(revision) else {
                throw Fault.form
            }
            let act = try PaperForms.act(name, form)
            let isBlank = form["note"].allSatisfy(\.isWhitespace)
            _ = try await office.store.perform(
                Order(
                    id: try form.command(),
                    actor: visitor.actor,
                    command: ActOnPaper(
                        act,
                        on: paper.id,
                        revision: revision,
                        note: isBlank ? nil : try Note(form["note"]),
                        key: try await key(of: matter),
                        rules: try office.matterRules
                    )
                )
            )
            return Redirect(location: "/matters/\(matter.id)").response
        } catch {
            let about = Catalogued(office: office, kind: matter.origin.kind)
            guard let problem = Problem(error, about) else { throw error }
            let text = problem.text(context.language)
            return try await answer(name, visitor, sent: form, problem: text, context)
        }
    }

    private func act(_ context: SiteContext) throws(Fault) -> PaperAct.Name {
        guard let name = PaperAct.Name(rawValue: context.parameters.get("act") ?? "") else { throw .noPage }
        return name
    }

    private func found(_ context: SiteContext, _ visitor: Visitor) async throws -> (Matter, Paper) {
        let (id, paper) = (context.parameters.get("id") ?? "", context.parameters.get("paper") ?? "")
        return try await office.read { [office] reader in
            let matter = try office.matter(id, visitor, reader)
            return (matter, try office.paper(paper, of: matter, reader))
        }
    }

    /// The key under which all that is written about a matter is sealed.
    private func key(of matter: Matter) async throws -> NamedKey {
        guard let name = try await office.read({ try Matters.key(of: matter.id, $0) }) else {
            throw MatterError.unknown(matter.id)
        }
        return try await office.requireAccess().vault.key(name)
    }

    private static func back(_ matter: Matter) -> Frame.Link {
        Frame.Link(
            href: "/matters/\(matter.id)",
            label: matter.reference.map { "\($0)" } ?? "#\(matter.id)"
        )
    }

    /// The form with what was typed; where the paper has changed meanwhile, with what happened to it.
    private func answer(
        _ name: PaperAct.Name,
        _ visitor: Visitor,
        sent: FormBody?,
        problem: String?,
        _ context: SiteContext
    ) async throws -> Response {
        let language = context.language
        let (id, number) = (context.parameters.get("id") ?? "", context.parameters.get("paper") ?? "")
        let (page, state) = try await office.read { [office] reader in
            let matter = try office.matter(id, visitor, reader)
            let paper = try office.paper(number, of: matter, reader)
            let words = try MatterPapers.words(of: paper.id, reader)
            let seen = sent.flatMap { Int($0["revision"]) } ?? paper.revision
            let events = try PaperFormPage.events(paper, office, language, reader)
            let label = name.word(issues: paper.isLast)[language]
            let shown = PaperFormPage.Shown(
                title: words?.title ?? DocumentWord.paperErased[language],
                addressee: words?.addressee,
                text: words?.text ?? "",
                chain: try PaperList.chain(paper, office, language, reader)
            )
            let page = PaperFormPage(
                title: label,
                matter: try Matters.words(of: matter.id, reader)?.title
                    ?? MatterWord.erasedMatter[language],
                back: Self.back(matter),
                state: paper.text(language),
                paper: name == .revise ? nil : shown,
                lead: nil,
                english: nil,
                form: FormView(
                    to: "\(PaperList.place(paper))/\(name.rawValue)",
                    visitor.token,
                    fields: [.hidden("revision", "\(paper.revision)")]
                        + PaperForms.fields(of: name, words, on: visitor.today, language),
                    submit: label,
                    sent: sent,
                    problem: problem,
                    isGrave: name == .void || name == .sendBack
                ),
                hasNews: paper.revision > seen,
                news: Array(events.prefix(max(0, paper.revision - seen)))
            )
            return (page, try LedgerState(reader))
        }
        return try pages.answer(
            page,
            state: state,
            context: context,
            status: problem == nil ? .ok : .unprocessableContent
        )
    }
}
