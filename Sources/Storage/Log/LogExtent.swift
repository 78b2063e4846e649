import Ledger

/// The numbers of the entries that the log holds.
///
/// They are compared with the head before anybody walks up to it: a head may say anything, and a walk to a far
/// wrong size would not end.
struct LogExtent {
    private let count: Int64
    private let first: Int64?
    private let last: Int64?

    init(_ reader: Reader) throws {
        let found = try reader.first("SELECT COUNT(*), MIN(sequence), MAX(sequence) FROM ledger_entry") {
            (try $0.integer(0), try $0.integerIfPresent(1), try $0.integerIfPresent(2))
        }
        (count, first, last) = found ?? (0, nil, nil)
    }

    /// What the head says otherwise than the log, with the first entry that is missing; nil where they agree.
    static func difference(from head: Head, _ reader: Reader) throws -> String? {
        let extent = try LogExtent(reader)
        guard !extent.fills(head.size) else { return nil }
        var text = "the head says \(head.size) entries, but the log holds \(extent.count)"
        if let first = extent.first, let last = extent.last { text += ", numbered \(first) to \(last)" }
        if let missing = try firstMissing(below: head.size, reader) {
            text += "; entry \(missing) is missing"
        }
        return text
    }

    /// - Throws: `StorageError.damaged` where the log does not hold what the head says.
    static func expect(_ head: Head, _ reader: Reader) throws {
        if let difference = try difference(from: head, reader) { throw StorageError.damaged(difference) }
    }

    private func fills(_ size: Int64) -> Bool {
        guard let first, let last else { return size == 0 }
        return count == size && first == 0 && last == size - 1
    }

    private static func firstMissing(below size: Int64, _ reader: Reader) throws -> Int64? {
        guard size > 0 else { return nil }
        let begins = try reader.first("SELECT sequence FROM ledger_entry WHERE sequence = 0") { _ in true }
        guard begins != nil else { return 0 }
        return try reader.first(
            """
            SELECT e.sequence + 1 FROM ledger_entry AS e
            WHERE e.sequence >= 0 AND e.sequence < \(size - 1)
                AND NOT EXISTS (SELECT 1 FROM ledger_entry AS n WHERE n.sequence = e.sequence + 1)
            ORDER BY e.sequence
            LIMIT 1
            """
        ) { try $0.integer(0) }
    }
}
