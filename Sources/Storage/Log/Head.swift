package import Ledger

/// The ledger's end: how long it is, when it was last written, and the right edge of its tree.
package struct Head: Equatable, Sendable {
    package var frontier: Frontier
    /// Of the last entry.
    package var time: Instant

    package var size: Int64 { frontier.size }

    package init(_ reader: Reader) throws { self = try Self.read(reader) { _ in }.0 }

    /// Reads the head and holds it until the transaction ends, so that nobody else writes meanwhile.
    init(locking transaction: Transaction, dialect: Dialect) throws {
        self = try Self.locked(transaction, dialect: dialect).head
    }

    /// The head as above, and what the clock of the database's server shows, where it is a server.
    static func locked(
        _ transaction: Transaction,
        dialect: Dialect
    ) throws -> (head: Head, server: Instant?) {
        switch dialect {
        // SQLite's BEGIN IMMEDIATE has already taken the one lock that it has.
        case .sqlite: return (try Head(transaction.reader), nil)
        case .postgresql:
            let time: SQL = ", CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)"
            return try read(transaction.reader, more: time, suffix: " FOR UPDATE") { try $0.instant(3) }
        }
    }

    private init(frontier: Frontier, time: Instant) {
        self.frontier = frontier
        self.time = time
    }

    private static func read<More>(
        _ reader: Reader,
        more: SQL = "",
        suffix: SQL = "",
        _ readMore: (Row) throws -> More
    ) throws -> (Head, More) {
        let found = try reader.first(
            "SELECT size, time, peaks\(more) FROM ledger_head WHERE id = 0\(suffix)"
        ) { row in
            let size = try row.integer(0)
            for (name, value) in [("size", size), ("time", try row.integer(1))]
            where !(0...Limit.integer).contains(value) {
                throw StorageError.damaged("the head's \(name) is \(value), which no ledger reaches")
            }
            guard let frontier = Frontier(size: size, peakBytes: try row.bytes(2)) else {
                throw StorageError.damaged("the head's peaks do not fit its size")
            }
            return (Head(frontier: frontier, time: try row.instant(1)), try readMore(row))
        }
        guard let found else { throw StorageError.damaged("the ledger has no head") }
        return found
    }

    func write(_ transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE ledger_head SET size = \(size), time = \(time), peaks = \(frontier.peakBytes) WHERE id = 0"
        )
    }
}
