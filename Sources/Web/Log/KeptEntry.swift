import Ledger
import Storage

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

    /// The newest entries before a number, in the order of the ledger.
    static func before(_ end: Int64, limit: Int, _ office: Office, _ reader: Reader) throws -> [KeptEntry] {
        try EntryStore.records(max(end - Int64(limit), 0)..<end, reader).map { sequence, record in
            let id = Entry.ID(rawValue: sequence)
            return KeptEntry(id: id, leaf: record.leaf, content: try content(of: record, id, office))
        }
    }

    private static func content(of record: EntryRecord, _ id: Entry.ID, _ office: Office) throws -> Content {
        guard let kept = record.content, let entry = try record.entry(id) else { return .erased }
        return office.store.schema.isPublic(entry.kind) ? .open(entry, bytes: kept.bytes) : .sealed
    }
}
