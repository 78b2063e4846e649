import Hummingbird
import Identity
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
        let sight = try await sight(request, context)
        let (page, state) = try await office.read { [office] reader in
            let state = try LedgerState(reader)
            let end = try before.map { text in
                guard let number = Int64(exactly: text), number >= 1, number <= state.size else {
                    throw Fault.noEntry(text, size: state.size)
                }
                return number
            }
            let limit = Self.pageLimit
            let entries = try KeptEntry.before(end ?? state.size, limit: limit, sight, office, reader)
            return (EntriesPage(entries, size: state.size, office: office, language), state)
        }
        return try closed(pages.answer(page, state: state, context: context), request, context)
    }

    func show(_ request: Request, context: SiteContext) async throws -> Response {
        let (language, text) = (context.language, context.parameters.get("number") ?? "")
        let wantsJSON = try request.wantsJSON()
        let (sight, visitor) = (try await sight(request, context), context.visitor)
        let (entry, mayOpen, state) = try await office.read { [office] reader in
            let (entry, state) = try KeptEntry.find(text, sight, office, reader)
            guard let visitor, case .open(let open, _, _) = entry.content, !open.sealed.isEmpty else {
                return (entry, false, state)
            }
            return (entry, try visitor.mayOpen(open, reader), state)
        }
        if wantsJSON {
            return closed(.json(entry.json, headers: [.cacheControl: "no-cache"]), request, context)
        }
        let page = EntryPage(entry, mayOpen: mayOpen, size: state.size, office: office, language)
        return try closed(pages.answer(page, state: state, context: context), request, context)
    }

    /// The receipt as a file, under a checkpoint that is signed for it where none covers the entry yet.
    func receipt(_ request: Request, context: SiteContext) async throws -> Response {
        let text = context.parameters.get("number") ?? ""
        let sight = try await sight(request, context)
        let entry = try await office.read { [office] in try KeptEntry.find(text, sight, office, $0).entry }
        switch entry.content {
        case .erased: throw Fault.erased(entry.id)
        case .sealed: throw Fault.sealed(entry.id)
        case .open: break
        }
        try await desk.covering(entry.id)
        let store = office.store
        let receipt = try await TimeLimit.run(.seconds(15)) { try await store.receipt(entry.id) }
        guard let receipt else { throw Fault.uncovered(entry.id) }
        let response = Response(
            status: .ok,
            headers: [
                .contentType: "application/json", .cacheControl: "no-cache",
                .contentDisposition: "attachment; filename=\"receipt-\(entry.id).json\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try receipt.json))
        )
        return closed(response, request, context)
    }

    /// What whoever asks may see: by his login, or by the token of a program that acts for somebody.
    ///
    /// - Throws: `Refusal` where a token is shown that is not good for it, so that a program does not take less for all.
    private func sight(_ request: Request, _ context: SiteContext) async throws -> Sight {
        if let program = try await ProgramAdmission(office: office).program(of: request, for: .readLedger) {
            try program.require(.readLedgerInternals)
            return .internals
        }
        guard let visitor = context.visitor, !visitor.mustChangePassword else { return .everybody }
        return visitor.may(.readLedgerInternals) ? .internals : .everybody
    }

    /// The same answer, kept out of every cache where it depends on who asks.
    private func closed(_ response: Response, _ request: Request, _ context: SiteContext) -> Response {
        guard context.visitor != nil || request.showsToken else { return response }
        var response = response
        response.headers[.cacheControl] = "no-store"
        return response
    }
}

extension KeptEntry {
    /// The entry for programs; `entry` holds its exact bytes, where they may be seen.
    fileprivate var json: JSON.Object {
        var object: JSON.Object = [
            "leaf": .string(leaf.data.description), "leaf_hash": .string(leaf.hash.description),
            "number": .integer(id.rawValue),
        ]
        switch content {
        case .open(_, let bytes, let isPublic):
            object["entry"] = .string(String(decoding: bytes, as: UTF8.self))
            object["state"] = .string(isPublic ? "public" : "internal")
        case .sealed: object["state"] = "not-public"
        case .erased: object["state"] = "erased"
        }
        return object
    }
}
