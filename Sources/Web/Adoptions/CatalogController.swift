import Administration
import Catalog
import Hummingbird
import Identity
import Ledger
import Storage

/// `/catalog…`: the catalog in force, those before it, and the next one.
struct CatalogController: Sendable {
    let office: Office
    let pages: Pages

    func show(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        let language = context.language
        let (page, state) = try await office.read { [office] reader in
            let adoptions = try Adoptions.all(reader).map { adoption in
                CatalogPage.Row(
                    adoption,
                    who: try office.name(of: adoption.actor, reader),
                    office: office,
                    language
                )
            }
            let mayAdopt = office.catalogFolder != nil && visitor.may(.adoptCatalog)
            return (
                CatalogPage(office.catalog, adoptions, mayAdopt: mayAdopt, language), try LedgerState(reader)
            )
        }
        return try pages.answer(page, state: state, context: context)
    }

    /// What an earlier adoption has changed.
    func adoption(_ request: Request, context: SiteContext) async throws -> Response {
        _ = try context.staff(request)
        let (language, text) = (context.language, context.parameters.get("entry") ?? "")
        let (page, state) = try await office.read { reader in
            guard let adoption = try Adoptions.all(reader).first(where: { "\($0.entry)" == text }) else {
                throw Fault.noPage
            }
            let difference = CatalogDifference(
                from: try Catalog(adoption.previous, reader),
                to: try Catalog(adoption.digest, reader)
            )
            let page = DifferencePage(
                title: Word.adoptionTitle[language, text],
                lead: Word.adoptionLead[language],
                difference,
                language
            )
            return (page, try LedgerState(reader))
        }
        return try pages.answer(page, state: state, context: context)
    }

    /// What the catalog in the server's folder would change, with the form to adopt it.
    func compare(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        try visitor.require(.adoptCatalog)
        return try await answer(visitor, problem: nil, context)
    }

    func adopt(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        try visitor.require(.adoptCatalog)
        let form = try await FormBody(request)
        try form.check(visitor.token, purpose: "/catalog/next")
        let language = context.language
        let next: Catalog
        switch try await candidate() {
        case .success(let catalog): next = catalog
        case .failure: return try await answer(visitor, problem: nil, context)
        }
        // What was looked at is what is adopted: not a file that was changed meanwhile.
        guard form["digest"] == next.content.digest.description, let previous = Hash(hex: form["previous"])
        else {
            return try await answer(visitor, problem: Word.problemCatalogChanged[language], context)
        }
        let inForce = office.catalog
        guard previous == inForce.content.digest, !CatalogDifference(from: inForce, to: next).isForbidden
        else {
            return try await answer(visitor, problem: Word.problemCatalogChanged[language], context)
        }
        do {
            let digest = try await office.store.keep(catalog: next.content.text)
            let command = AdoptCatalog(digest, instead: previous, zone: office.zone)
            _ = try await office.store.perform(
                Order(id: try form.command(), actor: visitor.actor, command: command)
            )
        } catch {
            guard let problem = Problem(error) else { throw error }
            return try await answer(visitor, problem: problem.text(language), context)
        }
        return Redirect(location: "/catalog").response
    }

    /// The catalog in the server's folder, or what is wrong with it.
    private func candidate() async throws -> Result<Catalog, CatalogErrors> {
        guard let folder = office.catalogFolder else { throw Fault.noPage }
        do { return .success(try Catalog(try CatalogContent(folder: folder))) } catch let errors
            as CatalogErrors
        {
            return .failure(errors)
        }
    }

    private func answer(_ visitor: Visitor, problem: String?, _ context: SiteContext) async throws -> Response
    {
        let language = context.language
        let next = try await candidate()
        let page: DifferencePage
        switch next {
        case .failure(let errors):
            page = DifferencePage(
                title: Word.nextCatalogTitle[language],
                lead: Word.nextCatalogWrong[language],
                errors: errors.items.map(\.description)
            )
        case .success(let catalog):
            let difference = CatalogDifference(from: office.catalog, to: catalog)
            let form = FormView(
                to: "/catalog/next",
                visitor.token,
                fields: [
                    .hidden("digest", "\(difference.new)"), .hidden("previous", "\(difference.old)"),
                ],
                submit: Word.adoptCatalog[language],
                problem: problem
            )
            let isAdoptable = difference.old != difference.new && !difference.isForbidden
            let lead: Word =
                difference.old == difference.new
                ? .nextCatalogSame : difference.isForbidden ? .nextCatalogForbidden : .nextCatalogLead
            page = DifferencePage(
                title: Word.nextCatalogTitle[language],
                lead: lead[language],
                difference,
                form: isAdoptable ? form : nil,
                language
            )
        }
        return try await pages.answer(page, refusedFor: problem, context: context)
    }
}
