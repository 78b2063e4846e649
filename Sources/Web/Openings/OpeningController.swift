import Administration
import Casework
import Hummingbird
import Identity
import Ledger
import Storage
import Vault

/// `/open/…` shows a sealed value to whoever says what for; `/openings` shows the auditor who has.
struct OpeningController: Sendable {
    let office: Office
    let pages: Pages

    static let pageLimit = 50

    func form(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        let place = try await place(context, visitor)
        try visitor.require(.openSealed, unit: place.unit, line: place.line)
        return try await answer(visitor, place, sent: nil, problem: nil, context)
    }

    /// Records the opening first; only when that is on disk the value is shown.
    func open(_ request: Request, context: SiteContext) async throws -> Response {
        let (access, visitor) = (try office.requireAccess(), try context.staff(request))
        let place = try await place(context, visitor)
        try visitor.require(.openSealed, unit: place.unit, line: place.line)
        let form = try await FormBody(request)
        try form.check(visitor.token, purpose: place.path)
        let language = context.language
        do {
            let command = try OpenSealed(
                place.field.name,
                of: place.entry.id,
                purpose: form["purpose"],
                unit: place.unit,
                line: place.line,
                zone: office.zone
            )
            let order = Order(id: try form.command(), actor: visitor.actor, command: command)
            _ = try await office.store.perform(order)
            let value = try await access.vault.text(in: place.field, command: place.entry.command)
            let page = OpenedPage(
                title: Word.openedTitle[language],
                lead: Word.openedLead[language],
                name: place.name(language),
                value: value,
                back: place.entry.subject.staffPage.map {
                    Frame.Link(href: $0, label: Word.backTo[language, place.owner])
                }
            )
            return try await pages.answer(page, context: context)
        } catch {
            guard let problem = Problem(error) else { throw error }
            return try await answer(visitor, place, sent: form, problem: problem.text(language), context)
        }
    }

    func list(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        try visitor.require(.seeOpenings)
        let before: Entry.ID? = try request.before()
        let language = context.language
        let (page, state) = try await office.read { [office] reader in
            let found = try Openings.page(before: before, limit: Self.pageLimit + 1, reader)
            let rows = try found.prefix(Self.pageLimit).map { opening in
                OpeningsPage.Row(
                    opening,
                    who: try office.name(of: opening.actor, reader),
                    whose: try opening.subject.shownName(reader),
                    office: office,
                    language
                )
            }
            let last = found.count > Self.pageLimit ? rows.last : nil
            return (
                OpeningsPage(rows, last: last, isFirstPage: before == nil, language), try LedgerState(reader)
            )
        }
        return try pages.answer(page, state: state, context: context)
    }

    /// Where a sealed value stands, and whose it is.
    private struct Place: Sendable {
        let entry: Entry
        let field: Entry.SealedField
        let unit: Code?
        let line: Code?

        var path: String { "/open/\(entry.id)/\(field.name)" }

        /// Whose it is.
        let owner: String

        func name(_ language: Language) -> String {
            Word.sealedOf[language, owner, field.name.fieldWord(language)]
        }
    }

    private func place(_ context: SiteContext, _ visitor: Visitor) async throws -> Place {
        let (text, name) = (context.parameters.get("entry") ?? "", context.parameters.get("field") ?? "")
        return try await office.read { reader in
            guard let number = Int64(exactly: text), number >= 0,
                let entry = try EntryStore.entry(Entry.ID(rawValue: number), reader),
                let field = entry.sealed.first(where: { $0.name == name })
            else { throw Fault.noPage }
            let scope = try entry.scope(reader)
            // What somebody may not see is not there for him.
            guard scope.matter.map(visitor.maySee) ?? true else { throw Fault.noPage }
            return Place(
                entry: entry,
                field: field,
                unit: scope.unit,
                line: scope.line,
                owner: try entry.subject.shownName(reader)
            )
        }
    }

    private func answer(
        _ visitor: Visitor,
        _ place: Place,
        sent: FormBody?,
        problem: String?,
        _ context: SiteContext
    ) async throws -> Response {
        let language = context.language
        let form = FormView(
            to: place.path,
            visitor.token,
            fields: [.line("purpose", Word.fieldPurpose[language], hint: Word.hintPurpose[language])],
            submit: Word.openValue[language],
            sent: sent,
            problem: problem
        )
        let page = PlainFormPage(
            title: Word.openTitle[language],
            lead: Word.openLead[language, place.name(language)],
            forms: [FormSection(form: form)]
        )
        return try await pages.answer(page, refusedFor: problem, context: context)
    }
}

extension Entry {
    /// Whose it is, by which the right to open what is sealed in it is judged: the unit of a member of the staff, the unit and line
    /// of a matter.
    struct Scope {
        var unit: Code?
        var line: Code?
        var matter: Matter?
    }

    func scope(_ reader: Reader) throws -> Scope {
        switch subject.kind {
        case "staff":
            let member = try StaffDirectory.member(Staff.ID(rawValue: subject.number), reader)
            return Scope(unit: member?.unit)
        case "matter":
            let matter = try Matters.state(Matter.ID(rawValue: subject.number), reader)
            return Scope(unit: matter?.stage.lead, line: matter?.origin.line, matter: matter)
        default: return Scope()
        }
    }
}

extension Visitor {
    /// Whether he may open what is sealed in an entry, if he says what for.
    func mayOpen(_ entry: Entry, _ reader: Reader) throws -> Bool {
        let scope = try entry.scope(reader)
        return may(.openSealed, unit: scope.unit, line: scope.line)
            && scope.matter.map(maySee) ?? true
    }
}

extension Subject {
    /// The name of a member of the staff; of anything else how entries write it.
    fileprivate func shownName(_ reader: Reader) throws -> String {
        guard kind == "staff" else { return "\(self)" }
        return try StaffDirectory.member(Staff.ID(rawValue: number), reader)?.name ?? "\(self)"
    }

    fileprivate var staffPage: String? { kind == "staff" ? "/staff/\(number)" : nil }
}

extension String {
    /// What people call a sealed field.
    func fieldWord(_ language: Language) -> String {
        switch self {
        case StaffField.telephone: Word.fieldTelephone[language]
        case StaffField.name: Word.fieldName[language]
        case StaffField.login: Word.fieldLogin[language]
        default: self
        }
    }
}
