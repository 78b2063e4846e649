import Ledger
import Storage

/// Which entries somebody may see with their content.
enum Sight: Sendable {
    /// Those of public kinds.
    case everybody
    /// All, by the right `readLedgerInternals`; what is sealed in them stays sealed.
    case internals
}

/// An entry with as much of it as whoever asks may see.
struct KeptEntry: Sendable {
    enum Content: Sendable {
        case open(Entry, bytes: [UInt8], isPublic: Bool)
        /// Its kind is not public, and he may not see it.
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
        _ sight: Sight,
        _ office: Office,
        _ reader: Reader
    ) throws -> (entry: KeptEntry, state: LedgerState) {
        let state = try LedgerState(reader)
        guard let number = Int64(exactly: text), (0..<state.size).contains(number),
            let record = try EntryStore.record(Entry.ID(rawValue: number), reader)
        else { throw Fault.noEntry(text, size: state.size) }
        let id = Entry.ID(rawValue: number)
        let content = try content(of: record, id, sight, office)
        return (KeptEntry(id: id, leaf: record.leaf, content: content), state)
    }

    /// The newest entries before a number, in the order of the ledger.
    static func before(
        _ end: Int64,
        limit: Int,
        _ sight: Sight,
        _ office: Office,
        _ reader: Reader
    ) throws -> [KeptEntry] {
        try EntryStore.records(max(end - Int64(limit), 0)..<end, reader).map { sequence, record in
            let id = Entry.ID(rawValue: sequence)
            return KeptEntry(id: id, leaf: record.leaf, content: try content(of: record, id, sight, office))
        }
    }

    private static func content(
        of record: EntryRecord,
        _ id: Entry.ID,
        _ sight: Sight,
        _ office: Office
    ) throws -> Content {
        guard let kept = record.content, let entry = try record.entry(id) else { return .erased }
        let isPublic = office.store.schema.isPublic(entry.kind)
        guard isPublic || sight == .internals else { return .sealed }
        return .open(entry, bytes: kept.bytes, isPublic: isPublic)
    }
}
