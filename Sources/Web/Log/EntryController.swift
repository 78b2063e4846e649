import Hummingbird
import Ledger
import Storage

/// `/entries/…`: an entry as it stands in the ledger, and its receipt.
struct EntryController: Sendable {
    let office: Office
    let pages: Pages
    let desk: CheckpointDesk

    static let pageLimit = 50

    /// The ledger, the newest entry first, page by page.
    func list(_ request: Request, context: SiteContext) async throws -> Response {
        let (language, before) = (context.language, request.uri.queryParameters["before"].map(String.init))
        let (page, state) = try await office.read { [office] reader in
            let state = try LedgerState(reader)
            let end = try before.map { text in
                guard let number = Int64(exactly: text), number >= 1, number <= state.size else {
                    throw Fault.noEntry(text, size: state.size)
                }
                return number
            }
            let entries = try KeptEntry.before(end ?? state.size, limit: Self.pageLimit, office, reader)
            return (EntriesPage(entries, size: state.size, office: office, language), state)
        }
        return try pages.answer(page, state: state, context: context)
    }

    func show(_ request: Request, context: SiteContext) async throws -> Response {
        let (language, text) = (context.language, context.parameters.get("number") ?? "")
        let (page, state) = try await office.read { [office] reader in
            let (entry, state) = try KeptEntry.find(text, office, reader)
            return (EntryPage(entry, size: state.size, office: office, language), state)
        }
        return try pages.answer(page, state: state, context: context)
    }

    /// The receipt as a file, under a checkpoint that is signed for it where none covers the entry yet.
    func receipt(_ request: Request, context: SiteContext) async throws -> Response {
        let text = context.parameters.get("number") ?? ""
        let entry = try await office.read { [office] in try KeptEntry.find(text, office, $0).entry }
        switch entry.content {
        case .erased: throw Fault.erased(entry.id)
        case .sealed: throw Fault.sealed(entry.id)
        case .open: break
        }
        try await desk.covering(entry.id)
        let store = office.store
        let receipt = try await TimeLimit.run(.seconds(15)) { try await store.receipt(entry.id) }
        guard let receipt else { throw Fault.uncovered(entry.id) }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/json", .cacheControl: "no-cache",
                .contentDisposition: "attachment; filename=\"receipt-\(entry.id).json\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try receipt.json))
        )
    }
}
