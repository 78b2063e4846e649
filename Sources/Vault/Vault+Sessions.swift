package import Identity
package import Ledger
import Storage

/// Somebody who is logged in with one browser.
package struct Session: Equatable, Sendable {
    /// Of the token, which only the browser has.
    package let digest: Hash
    package let staff: Staff.ID
    package let times: SessionLimits.Times
    /// Where it was begun, and with what, in the words of the browser: for its owner to recognise.
    package let network: String
    package let browser: String
}

extension Vault {
    /// Begins a session and forgets those that have ended by `limits`.
    package func begin(
        _ token: SessionToken,
        of staff: Staff.ID,
        at now: Instant,
        network: String,
        browser: String,
        limits: SessionLimits = .office
    ) async throws {
        let (digest, browser) = (token.digest, String(browser.prefix(200)))
        let oldest = now.advanced(byMilliseconds: -limits.wholeMilliseconds)
        try await database.write { transaction in
            try transaction.execute("DELETE FROM session WHERE begun < \(oldest)")
            try transaction.execute(
                """
                INSERT INTO session (digest, staff, begun, last_seen, network, browser)
                VALUES (\(digest), \(staff), \(now), \(now), \(network), \(browser))
                """
            )
        }
    }

    /// The session of a token, where it may be used at `now`; its use is noted once a minute.
    package func session(
        of token: SessionToken,
        at now: Instant,
        limits: SessionLimits = .office
    ) async throws -> Session? {
        let digest = token.digest
        let found = try await database.read { reader in
            try reader.first("\(Self.sessionColumns) WHERE digest = \(digest)", Self.session)
        }
        guard let found, case .live = limits.judge(found.times, at: now) else { return nil }
        if SessionLimits.shouldNote(found.times, at: now) {
            try await database.write { transaction in
                try transaction.execute(
                    "UPDATE session SET last_seen = \(now) WHERE digest = \(digest) AND last_seen < \(now)"
                )
            }
        }
        return found
    }

    /// The live sessions of somebody, the newest first.
    package func sessions(
        of staff: Staff.ID,
        at now: Instant,
        limits: SessionLimits = .office
    ) async throws -> [Session] {
        let all = try await database.read { reader in
            try reader.all(
                "\(Self.sessionColumns) WHERE staff = \(staff) ORDER BY begun DESC, digest",
                Self.session
            )
        }
        return all.filter { session in
            guard case .live = limits.judge(session.times, at: now) else { return false }
            return true
        }
    }

    /// Ends one session of somebody; another person's is not touched.
    package func end(_ digest: Hash, of staff: Staff.ID) async throws {
        try await database.write { transaction in
            try transaction.execute("DELETE FROM session WHERE digest = \(digest) AND staff = \(staff)")
        }
    }

    package func endSessions(of staff: Staff.ID, but kept: Hash? = nil) async throws {
        try await database.write { try Self.endSessions(of: staff, but: kept, $0) }
    }

    static func endSessions(of staff: Staff.ID, but kept: Hash?, _ transaction: Transaction) throws {
        let kept = kept?.bytes ?? []
        try transaction.execute("DELETE FROM session WHERE staff = \(staff) AND digest <> \(kept)")
    }

    /// Remembers that a browser has logged in to this account.
    package func note(_ device: DeviceToken, of staff: Staff.ID, at now: Instant) async throws {
        let digest = device.digest
        try await database.write { transaction in
            try transaction.execute(
                """
                INSERT INTO known_device (digest, staff, used_at) VALUES (\(digest), \(staff), \(now))
                ON CONFLICT (digest, staff) DO UPDATE SET used_at = excluded.used_at
                """
            )
        }
    }

    package func knows(_ device: DeviceToken, of staff: Staff.ID) async throws -> Bool {
        let digest = device.digest
        return try await database.read { reader in
            try reader.first("SELECT 1 FROM known_device WHERE digest = \(digest) AND staff = \(staff)") {
                _ in
                true
            } ?? false
        }
    }

    private static let sessionColumns: SQL =
        "SELECT digest, staff, begun, last_seen, network, browser FROM session"

    private static func session(_ row: Row) throws -> Session {
        Session(
            digest: try row.hash(0),
            staff: try row.identifier(1),
            times: SessionLimits.Times(begun: try row.instant(2), lastSeen: try row.instant(3)),
            network: try row.text(4),
            browser: try row.text(5)
        )
    }
}
