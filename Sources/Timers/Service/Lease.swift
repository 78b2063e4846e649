package import Storage

/// Says which of several processes does a work that one is enough for.
///
/// The holder raises the beat of its row now and then. Who has seen the same beat for as long as a lease lasts, on its
/// own count of time, takes the row over: so no clock of any machine matters, and none has to agree with another. It
/// spares work and guards nothing: a holder that was suspended goes on for a moment beside its successor.
package struct Lease: Sendable {
    private struct Sign: Equatable, Sendable {
        let holder: String
        let beat: Int64
    }

    private let name: String
    private let holder: String
    private let lasting: Duration
    private var renewed: Duration?
    private var seen: (sign: Sign, since: Duration)?

    /// - Parameters:
    ///   - holder: No other process may have the same.
    ///   - lasting: How long a holder may be silent before another takes over.
    package init(_ name: String, holder: String, lasting: Duration) {
        (self.name, self.holder, self.lasting) = (name, holder, lasting)
    }

    /// Whether this process holds the lease, after taking or renewing it where it may.
    ///
    /// - Parameter now: Of a count that never runs back.
    package mutating func hold(_ database: Database, at now: Duration) async throws -> Bool {
        if let renewed, now - renewed < lasting / 3 { return true }
        renewed = nil
        let name = name
        let sign = try await database.read { reader in
            try reader.first("SELECT holder, beat FROM work_lease WHERE name = \(name)") {
                Sign(holder: try $0.text(0), beat: try $0.integer(1))
            }
        }
        if let sign, sign.holder != holder {
            guard let seen, seen.sign == sign else {
                seen = (sign, now)
                return false
            }
            guard now - seen.since >= lasting else { return false }
        }
        guard try await take(over: sign, database) else { return false }
        (renewed, seen) = (now, nil)
        return true
    }

    /// Compares and sets: of two that try, one changes the row and the other finds it changed.
    private func take(over sign: Sign?, _ database: Database) async throws -> Bool {
        let (name, holder) = (name, holder)
        let statement: SQL =
            if let sign {
                """
                UPDATE work_lease SET holder = \(holder), beat = beat + 1
                WHERE name = \(name) AND holder = \(sign.holder) AND beat = \(sign.beat)
                RETURNING beat
                """
            } else {
                """
                INSERT INTO work_lease (name, holder, beat) VALUES (\(name), \(holder), 0)
                ON CONFLICT (name) DO NOTHING
                RETURNING beat
                """
            }
        return try await database.write { try $0.reader.first(statement) { try $0.integer(0) } != nil }
    }

    /// Leaves it to whoever asks next.
    package mutating func release(_ database: Database) async throws {
        renewed = nil
        let (name, holder) = (name, holder)
        try await database.write {
            try $0.execute("DELETE FROM work_lease WHERE name = \(name) AND holder = \(holder)")
        }
    }
}
