package import Ledger

/// The ledger's end: how long it is, when it was last written, and the right edge of its tree.
package struct Head: Equatable, Sendable {
    package var frontier: Frontier
    /// Of the last entry.
    package var time: Instant

    package var size: Int64 { frontier.size }

    package init(_ reader: Reader) throws { self = try Self.read(reader, suffix: "") }

    /// Reads the head and holds it until the transaction ends, so that nobody else writes meanwhile.
    init(locking transaction: Transaction, dialect: Dialect) throws {
        // SQLite's BEGIN IMMEDIATE has already taken the one lock that it has.
        self = try Self.read(transaction.reader, suffix: dialect == .postgresql ? " FOR UPDATE" : "")
    }

    private init(frontier: Frontier, time: Instant) {
        self.frontier = frontier
        self.time = time
    }

    private static func read(_ reader: Reader, suffix: SQL) throws -> Head {
        let head = try reader.first("SELECT size, time, peaks FROM ledger_head WHERE id = 0\(suffix)") {
            row in
            let (size, time) = (try row.integer(0), try row.instant(1))
            for (name, value) in [("size", size), ("time", time.rawValue)]
            where !(0...JSON.integerLimit).contains(value) {
                throw StorageError.damaged("the head's \(name) is \(value), which no ledger reaches")
            }
            guard let frontier = Frontier(size: size, peakBytes: try row.bytes(2)) else {
                throw StorageError.damaged("the head's peaks do not fit its size")
            }
            return Head(frontier: frontier, time: time)
        }
        guard let head else { throw StorageError.damaged("the ledger has no head") }
        return head
    }

    func write(_ transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE ledger_head SET size = \(size), time = \(time), peaks = \(frontier.peakBytes) WHERE id = 0"
        )
    }
}
