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
        let (rows, count, state) = try await office.read { reader in
            (
                try MatterList.page(
                    question.filter,
                    by: question.order,
                    from: question.start,
                    limit: Self.rows + 1,
                    reader
                ), try MatterList.count(question.filter, upTo: MattersPage.mostCounted, reader),
                try LedgerState(reader)
            )
        }
        let page = MattersPage(
            Array(rows.prefix(Self.rows)),
            count: count,
            of: question,
            hasMore: rows.count > Self.rows,
            visitor: visitor,
            office: office,
            context.language
        )
        return try pages.answer(page, state: state, context: context)
    }

    /// What waits for whoever asks, by his rights.
    func desk(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        try visitor.require(.seeMatters)
        let language = context.language
        let waits = waits(for: visitor)
        let (parts, state) = try await office.read { [office] reader in
            let parts = try waits.compactMap { wait -> DeskPage.Part? in
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
            return (parts, try LedgerState(reader))
        }
        let page = DeskPage(parts, visitor: visitor, language)
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
