import Ledger

/// Goes over the log from its first entry to its head, and refuses one of which something is missing or altered:
/// rows made from what is left would look right.
struct LogWalk {
    private var auditor = LedgerAuditor(checkpoints: [])

    /// How many entries were passed.
    var size: Int64 { auditor.frontier.size }

    /// Passes the next row of the log.
    ///
    /// - Returns: Its entry, or nil where it was redacted.
    /// - Throws: `StorageError.damaged`, naming the entry.
    mutating func pass(_ record: EntryRecord, at sequence: Int64) throws -> Entry? {
        guard sequence == size else { throw StorageError.damaged("entry \(size) is missing") }
        let entry = auditor.add(record)
        if let problem = auditor.problems.first { throw StorageError.damaged(problem.description) }
        return entry
    }

    /// - Throws: `StorageError.damaged` where the entries passed are not all that the head, or a checkpoint, says.
    func expectEnd(at head: Head, _ reader: Reader) throws {
        var auditor = auditor
        auditor.finish()
        if let problem = auditor.problems.first { throw StorageError.damaged(problem.description) }
        guard auditor.frontier == head.frontier, auditor.lastTime == head.time else {
            throw StorageError.damaged("the head's size, time or peaks are not those of the entries")
        }
        let signed = try reader.first("SELECT MAX(size) FROM ledger_checkpoint") {
            try $0.integerIfPresent(0)
        }
        if let signed = signed ?? nil, signed > head.size {
            throw StorageError.damaged(
                "a checkpoint of \(signed) entries was signed, but the log holds \(head.size); entry \(head.size) is missing"
            )
        }
    }
}
