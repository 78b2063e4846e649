import Administration
import Casework
import Hummingbird
import Identity
import Ledger
import Storage
import Vault

/// Where the staff act on a matter: `/matters/81/dispatch` and the like.
struct MatterDesk: Sendable {
    let office: Office
    let pages: Pages

    func form(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        return try await answer(try form(context), visitor, sent: nil, problem: nil, context)
    }

    func submit(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        let form = try form(context)
        let matter = try await matter(context, visitor)
        let sent = try await SentForm(
            request,
            of: visitor,
            on: "/matters/\(matter.id)/\(form.rawValue)",
            office
        )
        do {
            if let problem = sent.problem { throw problem }
            if form == .split {
                try await split(sent, matter, visitor)
            } else {
                _ = try await office.store.perform(
                    Order(
                        id: try sent.form.command(),
                        actor: visitor.actor,
                        command: try await command(form, sent, matter, visitor)
                    )
                )
            }
            return Redirect(location: "/matters/\(matter.id)").response
        } catch {
            let about = Catalogued(office: office, kind: matter.origin.kind)
            guard let problem = Problem(error, about) else { throw error }
            return try await answer(
                form,
                visitor,
                sent: sent,
                problem: problem.text(context.language),
                context
            )
        }
    }

    private func revision(_ sent: SentForm) throws(Fault) -> Int {
        guard let revision = Int(sent.form["revision"]), (0...Int(Limit.integer)).contains(revision) else {
            throw .form
        }
        return revision
    }

    private func split(_ sent: SentForm, _ matter: Matter, _ visitor: Visitor) async throws {
        let (revision, rules) = (try revision(sent), try office.matterRules)
        let task = try Note(sent.form["note"])
        guard let lead = Code(rawValue: sent.form["lead"]) else { throw MatterError.noRoute }
        let orders = KeyedOrders(office.store, try office.requireAccess().vault)
        _ = try await orders.perform(try sent.form.command(), by: visitor.actor) {
            SplitMatter(task, of: matter.id, revision: revision, to: lead, key: $0, rules: rules)
        }
    }

    private func command(
        _ form: MatterForm,
        _ sent: SentForm,
        _ matter: Matter,
        _ visitor: Visitor
    ) async throws -> any Command {
        let vault = try office.requireAccess().vault
        let revision = try revision(sent)
        let typed = sent.form["note"]
        let isBlank = typed.allSatisfy(\.isWhitespace)
        let (acts, name) = try await office.read { reader in
            (
                try form.acts(sent.form, sent.attachments, on: matter, visitor, reader),
                try Matters.key(of: matter.id, reader)
            )
        }
        // Without its key nothing more can be written about it; acts that need no words are done all the same.
        let note = isBlank ? nil : try Note(typed)
        let rules = try office.matterRules
        let answers = try form.answers(sent.form, on: matter, rules)
        var key: NamedKey?
        if note != nil || answers.values.contains(where: \.isSealed), let name {
            key = try await vault.key(name)
        }
        return ActOnMatter(
            acts,
            on: matter.id,
            revision: revision,
            note: note,
            answers: answers,
            key: key,
            rules: rules
        )
    }

    private func form(_ context: SiteContext) throws(Fault) -> MatterForm {
        guard let form = MatterForm(rawValue: context.parameters.get("act") ?? "") else { throw .noPage }
        return form
    }

    private func matter(_ context: SiteContext, _ visitor: Visitor) async throws -> Matter {
        let text = context.parameters.get("id") ?? ""
        return try await office.read { [office] in try office.matter(text, visitor, $0) }
    }

    /// The form with what was typed; where the matter has changed meanwhile, with what happened to it.
    private func answer(
        _ form: MatterForm,
        _ visitor: Visitor,
        sent: SentForm?,
        problem: String?,
        _ context: SiteContext
    ) async throws -> Response {
        let language = context.language
        let text = context.parameters.get("id") ?? ""
        let (page, state) = try await office.read { [office] reader in
            let matter = try office.matter(text, visitor, reader)
            let seen = sent.flatMap { Int($0.form["revision"]) } ?? matter.revision
            let people = try MatterFormView.people(matter, office, on: visitor.today, reader)
            let view = MatterFormView(
                office: office,
                matter: matter,
                visitor: visitor,
                language: language,
                points: try Matters.words(of: matter.id, reader)?.points ?? [],
                staff: people.staff,
                leaders: people.leaders
            )
            let events = try MatterPage.events(matter.id, office, language, reader)
            let page = MatterFormPage(
                title: form.word[language],
                matter: try Matters.words(of: matter.id, reader)?.title
                    ?? MatterWord.erasedMatter[language],
                back: Frame.Link(
                    href: "/matters/\(matter.id)",
                    label: matter.reference.map { "\($0)" } ?? "#\(matter.id)"
                ),
                stage: matter.stage.text(language),
                form: view.view(form, sent: sent, problem: problem),
                hasNews: matter.revision > seen,
                news: Array(events.prefix(max(0, matter.revision - seen)))
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

/// A form about a matter.
struct MatterFormPage: Page {
    static let template = "matter-form"

    let title: String
    let place: Frame.Place? = .matters
    let matter: String
    let back: Frame.Link
    let stage: String
    let form: FormView
    /// Whether something has happened since the form was opened.
    let hasNews: Bool
    let news: [MatterPage.Event]
}
