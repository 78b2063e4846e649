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
        try record(id, reader)?.entry(id)
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
        let leaf = Leaf(data: try row.hash(column))
        // Both are gone after a redaction, and one never without the other.
        if row.isNull(column + 1), row.isNull(column + 2) { return EntryRecord(leaf: leaf, content: nil) }
        guard let salt = Salt(bytes: try row.bytes(column + 1)) else {
            throw StorageError.damaged("an entry's salt has not \(Salt.byteCount) bytes")
        }
        return EntryRecord(
            leaf: leaf,
            content: EntryRecord.Content(salt: salt, bytes: try row.bytes(column + 2))
        )
    }
}

extension EntryRecord {
    /// The entry, or nil where it was redacted.
    ///
    /// - Parameter id: The place of the record.
    /// - Throws: `StorageError.damaged` where the bytes are no entry, are another one's, or do not give the leaf.
    package func entry(_ id: Entry.ID) throws(StorageError) -> Entry? {
        guard let content else { return nil }
        let entry: Entry
        do { entry = try Entry(bytes: content.bytes) } catch {
            throw .damaged("entry \(id) cannot be read: \(error)")
        }
        guard entry.id == id else { throw .damaged("entry \(id) says that it is number \(entry.id)") }
        guard content.leaf == leaf else {
            throw .damaged("entry \(id): its bytes or salt do not give its leaf; one of them was altered")
        }
        return entry
    }
}
