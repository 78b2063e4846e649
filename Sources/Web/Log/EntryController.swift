import Hummingbird
import Ledger
import Storage

/// `/entries/…`: an entry as it stands in the ledger, and its receipt.
struct EntryController: Sendable {
    let office: Office
    let pages: Pages
    let desk: CheckpointDesk

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

/// An entry with as much of it as the public may see.
struct KeptEntry: Sendable {
    enum Content: Sendable {
        case open(Entry, bytes: [UInt8])
        /// Its kind is not public.
        case sealed
        /// Its bytes were deleted.
        case erased
    }

    let id: Entry.ID
    let leaf: Leaf
    let content: Content

    /// - Parameter text: The entry's number, as it stands in an address.
    /// - Throws: `Fault.noEntry` where there is none.
    static func find(
        _ text: String,
        _ office: Office,
        _ reader: Reader
    ) throws -> (entry: KeptEntry, state: LedgerState) {
        let state = try LedgerState(reader)
        guard let number = Int64(exactly: text), (0..<state.size).contains(number),
            let record = try EntryStore.record(Entry.ID(rawValue: number), reader)
        else { throw Fault.noEntry(text, size: state.size) }
        let id = Entry.ID(rawValue: number)
        return (KeptEntry(id: id, leaf: record.leaf, content: try content(of: record, id, office)), state)
    }

    private static func content(of record: EntryRecord, _ id: Entry.ID, _ office: Office) throws -> Content {
        guard let kept = record.content else { return .erased }
        let entry: Entry
        do { entry = try Entry(bytes: kept.bytes) } catch {
            throw StorageError.damaged("entry \(id) cannot be read: \(error)")
        }
        return office.store.schema.isPublic(entry.kind) ? .open(entry, bytes: kept.bytes) : .sealed
    }
}
