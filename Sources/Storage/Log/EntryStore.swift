package import Ledger

/// The entries themselves.
package enum EntryStore {
    package static func record(_ id: Entry.ID, _ reader: Reader) throws -> EntryRecord? {
        try reader.first("SELECT leaf, salt, bytes FROM ledger_entry WHERE sequence = \(id)") {
            try record($0, from: 0)
        }
    }

    /// The entry, or nil where there is none or it was redacted.
    package static func entry(_ id: Entry.ID, _ reader: Reader) throws -> Entry? {
        guard let content = try record(id, reader)?.content else { return nil }
        do { return try Entry(bytes: content.bytes) } catch {
            throw StorageError.damaged("entry \(id) cannot be read: \(error)")
        }
    }

    /// Entries of a range, those that are there, in order.
    package static func records(
        _ range: Range<Int64>,
        _ reader: Reader
    ) throws -> [(sequence: Int64, record: EntryRecord)] {
        try reader.all(
            """
            SELECT sequence, leaf, salt, bytes FROM ledger_entry
            WHERE sequence >= \(range.lowerBound) AND sequence < \(range.upperBound)
            ORDER BY sequence
            """
        ) { (try $0.integer(0), try record($0, from: 1)) }
    }

    private static func record(_ row: Row, from column: Int) throws -> EntryRecord {
        let content = try row.bytesIfPresent(column + 1).flatMap { Salt(bytes: $0) }.map { salt in
            EntryRecord.Content(salt: salt, bytes: try row.bytes(column + 2))
        }
        return EntryRecord(leaf: Leaf(data: try row.hash(column)), content: content)
    }
}
