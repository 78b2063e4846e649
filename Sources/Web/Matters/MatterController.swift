import Administration
import Casework
import Hummingbird
import Identity
import Ledger
import Storage

/// `/matters` and `/desk`: matters as the staff read them.
struct MatterController: Sendable {
    let office: Office
    let pages: Pages

    private static let rows = 50
    private static let deskRows = 8

    func list(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        try visitor.require(.seeMatters)
        let question = try MatterQuestion(request, sight: visitor.sight(office.catalog))
        if let found = try await named(question, visitor) { return Redirect(location: found).response }
        let query: SearchQuery?
        do { query = question.words.isEmpty ? nil : try SearchQuery(question.words) } catch {
            let page = MattersPage(
                [],
                count: nil,
                of: question,
                next: nil,
                problem: MatterWord.problemSearch[context.language],
                visitor: visitor,
                office: office,
                context.language
            )
            return try await pages.answer(page, refusedFor: page.problem, context: context)
        }
        let (rows, next, count, state) = try await office.read { reader in
            let state = try LedgerState(reader)
            if let query {
                var before: Matter.ID?
                if case .newest(let start)? = question.start { before = start }
                let found = try MatterSearch.page(
                    query,
                    question.filter,
                    before: before,
                    limit: Self.rows,
                    reader
                )
                return (found.rows, found.next.map { question.next(before: $0) }, nil as Int?, state)
            }
            let rows = try MatterList.page(
                question.filter,
                by: question.order,
                from: question.start,
                limit: Self.rows + 1,
                reader
            )
            let page = Array(rows.prefix(Self.rows))
            let next = rows.count > Self.rows ? page.last.map { question.next(after: $0) } : nil
            let count = try MatterList.count(question.filter, upTo: MattersPage.mostCounted, reader)
            return (page, next, count, state)
        }
        let page = MattersPage(
            rows,
            count: count,
            of: question,
            next: next,
            visitor: visitor,
            office: office,
            context.language
        )
        return try pages.answer(page, state: state, context: context)
    }

    /// The matter whose reference or number was typed into the search.
    private func named(_ question: MatterQuestion, _ visitor: Visitor) async throws -> String? {
        let typed = question.words.filter { !$0.isWhitespace }
        let reference = Matter.Reference(typed)
        let number = typed.hasPrefix("#") ? Int64(exactly: typed.dropFirst()) : nil
        guard reference != nil || number != nil else { return nil }
        return try await office.read { reader in
            var id = number.map { Matter.ID(rawValue: $0) }
            if id == nil, let reference { id = try Matters.id(of: reference, reader) }
            guard let id, let matter = try Matters.state(id, reader), visitor.maySee(matter) else {
                return nil
            }
            return "/matters/\(id)"
        }
    }

    /// What waits for whoever asks, by his rights.
    func desk(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        try visitor.require(.seeMatters)
        let language = context.language
        let waits = waits(for: visitor)
        let raised = visitor.raised(office.catalog)
        let (parts, papers, state) = try await office.read { [office] reader in
            let papers = try PaperWait.all(for: visitor, office, language, reader)
            var parts = try waits.compactMap { wait -> DeskPage.Part? in
                let order: MatterList.Order = wait.isOverdue ? .due : .newest
                let rows = try MatterList.page(
                    wait.filter,
                    by: order,
                    limit: Self.deskRows + 1,
                    reader
                )
                guard !rows.isEmpty else { return nil }
                return DeskPage.Part(
                    heading: wait.word[language],
                    rows: rows.prefix(Self.deskRows).map { MatterLine($0, office, language) },
                    more: rows.count > Self.deskRows
                        ? Frame.Link(href: wait.address, label: MatterWord.deskMore[language]) : nil
                )
            }
            if let part = try DeskPage.Part(raised, limit: Self.deskRows, office, language, reader) {
                parts.insert(part, at: 0)
            }
            return (parts, papers, try LedgerState(reader))
        }
        let page = DeskPage(parts, papers, visitor: visitor, language)
        return try pages.answer(page, state: state, context: context)
    }

    private struct Wait {
        let word: MatterWord
        let filter: MatterFilter
        let address: String
        var isOverdue = false
    }

    private func waits(for visitor: Visitor) -> [Wait] {
        let sight = visitor.sight(office.catalog)
        func wait(_ word: MatterWord, _ stage: Matter.Stage.Name, lead: Code? = nil) -> Wait {
            var filter = MatterFilter()
            (filter.sight, filter.stage, filter.lead) = (sight, stage, lead)
            let unit = lead.map { "&lead=\($0)" } ?? ""
            return Wait(word: word, filter: filter, address: "/matters?stage=\(stage.rawValue)\(unit)")
        }
        var waits: [Wait] = []
        var late = MatterFilter()
        (late.sight, late.isOverdue) = (sight, true)
        if visitor.may(.fileMatter) { waits.append(wait(.waitFile, .reported)) }
        if visitor.may(.dispatchMatter) { waits.append(wait(.waitDispatch, .filed)) }
        let home = visitor.member.unit
        if visitor.may(.handleMatter, unit: home) {
            waits.append(wait(.waitHandle, .dispatched, lead: home))
            if !visitor.may(.dispatchMatter) { late.lead = home }
        }
        if visitor.may(.verifyMatter) { waits.append(wait(.waitVerify, .handled)) }
        if visitor.may(.closeMatter) { waits.append(wait(.waitStrike, .verified)) }
        let unit = late.lead.map { "&lead=\($0)" } ?? ""
        waits.append(
            Wait(
                word: .waitOverdue,
                filter: late,
                address: "/matters?overdue=yes&order=due\(unit)",
                isOverdue: true
            )
        )
        return waits
    }

    func show(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        let text = context.parameters.get("id") ?? ""
        let language = context.language
        let (page, state) = try await office.read { [office] reader in
            let matter = try office.matter(text, visitor, reader)
            let page = try MatterPage(matter, visitor, office, language, reader)
            return (page, try LedgerState(reader))
        }
        return try pages.answer(page, state: state, context: context)
    }

    /// A file that came with one of the matter's entries.
    func file(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        let text = context.parameters.get("id") ?? ""
        let entry = Int64(exactly: context.parameters.get("entry") ?? "")
        let attachments = try await office.read { [office] reader in
            let matter = try office.matter(text, visitor, reader)
            // An entry of another matter has no files here.
            guard let entry,
                try EntryStore.entry(Entry.ID(rawValue: entry), reader)?.subject == Matter.subject(matter.id)
            else { throw Fault.noFile }
            return try Matters.attachments(of: Entry.ID(rawValue: entry), reader)
        }
        guard let file = FileAnswer(context.parameters.get("hash") ?? "", among: attachments) else {
            throw Fault.noFile
        }
        return try await file.response(request, from: office.requireFiles(), isPublic: false)
    }
}
