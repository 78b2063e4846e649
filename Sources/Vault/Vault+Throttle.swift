package import Identity
package import Ledger
import Storage

/// The counters of failed attempts, which all servers of a vault share and which outlive them.
///
/// Lost, everybody begins anew.
extension Vault {
    /// How many counters are kept, of some 150 bytes each.
    package static let throttleLimit = 100_000

    /// Whether the attempt may be made now; if so it is counted as failed, for all servers at once.
    ///
    /// Whoever has to wait is told so by reading alone: hammering writes nothing.
    package func begin(_ attempt: Throttle.Attempt, at now: Instant) async throws -> Throttle.Answer {
        let before = try await database.read { try Self.throttle(attempt.keys, $0) }
        var throttle = before
        let answer = throttle.begin(attempt, at: now)
        if answer != .allowed, throttle == before { return answer }
        // Asked again with the rows held, since another server may have counted in between.
        return try await changing(attempt) { $0.begin(attempt, at: now) }
    }

    /// Until when everything from the attempt's place has to wait; told by reading alone.
    package func wait(at place: Throttle.Attempt, at now: Instant) async throws -> Instant? {
        try await database.read { try Self.throttle(place.placeKeys, $0) }.wait(at: place, at: now)
    }

    /// The password was right: the attempt did not fail.
    package func succeeded(_ attempt: Throttle.Attempt) async throws {
        try await changing(attempt) { $0.succeeded(attempt) }
    }

    /// The password was not looked at after all.
    package func givenUp(_ attempt: Throttle.Attempt) async throws {
        try await changing(attempt) { $0.givenUp(attempt) }
    }

    /// Forgets the counters that are over, and where more than `limit` are left those that would be over first, a
    /// thousand at a time.
    ///
    /// So whoever wants to have a counter forgotten must make as many with more failures, each of them a password tried.
    package func forgetCounters(at now: Instant, limit: Int = Vault.throttleLimit) async throws {
        let found = try await database.read { reader in
            let count = try reader.first("SELECT COUNT(*) FROM throttle") { try $0.integer(0) } ?? 0
            let rows = try reader.all(
                "SELECT digest, ends_at FROM throttle ORDER BY ends_at, digest LIMIT 1000"
            ) { (digest: try $0.hash(0), end: try $0.instant(1)) }
            return (count: count, rows: rows)
        }
        let excess = Int(found.count) - limit
        let over = found.rows.enumerated().filter { $0.offset < excess || $0.element.end <= now }
            .map(\.element).sorted { Self.areInOrder($0.digest, $1.digest) }
        guard !over.isEmpty else { return }
        try await database.write { transaction in
            for (digest, end) in over {
                // One that has counted meanwhile stays.
                try transaction.execute(
                    "DELETE FROM throttle WHERE digest = \(digest) AND ends_at = \(end)"
                )
            }
        }
    }
}

extension Vault {
    /// Lets `change` work on the attempt's counters while no other server can.
    private func changing<Answer: Sendable>(
        _ attempt: Throttle.Attempt,
        _ change: @escaping @Sendable (inout Throttle) -> Answer
    ) async throws -> Answer {
        // All transactions take rows in this order, so that two never wait for each other.
        let keys = attempt.keys.sorted { Self.areInOrder($0.hash, $1.hash) }
        return try await database.write { transaction in
            var throttle = try Self.held(keys, transaction)
            let answer = change(&throttle)
            for key in keys { try Self.keep(throttle.counters[key], key, transaction) }
            return answer
        }
    }

    private static func throttle(_ keys: [Throttle.Key], _ reader: Reader) throws -> Throttle {
        let digests = keys.map(\.hash)
        return try throttle(
            keys,
            try reader.all(
                "SELECT digest, failures, failed_at FROM throttle WHERE digest IN (\(SQL.list(digests)))",
                counter
            )
        )
    }

    /// The counters as the last transaction left them; their rows are held until this one ends.
    ///
    /// A row that is written is locked on both engines, and what is written here is what stands there, or a counter of nothing.
    private static func held(_ keys: [Throttle.Key], _ transaction: Transaction) throws -> Throttle {
        let none = keys.map { [$0.hash.sqlValue, .integer(0), .integer(0), .integer(0)] }
        return try throttle(
            keys,
            try transaction.reader.all(
                """
                INSERT INTO throttle (digest, failures, failed_at, ends_at) VALUES \(SQL.rows(none))
                ON CONFLICT (digest) DO UPDATE SET failures = throttle.failures
                RETURNING digest, failures, failed_at
                """,
                counter
            )
        )
    }

    private static func counter(_ row: Row) throws -> (Hash, Throttle.Counter) {
        let failures = Int(try row.integer(1, in: 0...1000))
        return (try row.hash(0), Throttle.Counter(failures: failures, last: try row.instant(2)))
    }

    private static func throttle(
        _ keys: [Throttle.Key],
        _ rows: [(Hash, Throttle.Counter)]
    ) throws -> Throttle {
        let found = Dictionary(rows) { $1 }
        let counters: [(Throttle.Key, Throttle.Counter)] = keys.compactMap { key in
            found[key.hash].flatMap { $0.failures > 0 ? (key, $0) : nil }
        }
        return Throttle(Dictionary(counters) { $1 })
    }

    private static func keep(
        _ counter: Throttle.Counter?,
        _ key: Throttle.Key,
        _ transaction: Transaction
    ) throws {
        guard let counter else {
            return try transaction.execute("DELETE FROM throttle WHERE digest = \(key.hash)")
        }
        try transaction.execute(
            """
            UPDATE throttle SET failures = \(counter.failures), failed_at = \(counter.last), ends_at = \(counter.end)
            WHERE digest = \(key.hash)
            """
        )
    }

    private static func areInOrder(_ left: Hash, _ right: Hash) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}
