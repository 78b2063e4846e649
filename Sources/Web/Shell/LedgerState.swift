import Ledger
import Storage

/// How far the ledger is, read in the same moment as the page that shows it.
struct LedgerState: Equatable, Sendable {
    let size: Int64
    /// Of the last entry.
    let time: Instant
    /// The largest signed one; nil before the first.
    let checkpoint: Checkpoint?

    init(_ reader: Reader) throws {
        let head = try Head(reader)
        size = head.size
        time = head.time
        checkpoint = try CheckpointStore.latest(reader)
    }
}

extension Hash {
    /// The first and last four digits, for a reader to compare: `9f3a…c210`.
    var short: String { "\(description.prefix(4))…\(description.suffix(4))" }
}
