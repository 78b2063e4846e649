package import Identity
package import Ledger
import Storage

/// A program's token as its owner sees it; the secret itself only the program has.
package struct ProgramToken: Equatable, Sendable {
    /// Of the form that made it, so that a form sent twice makes one.
    package let id: CommandID
    /// For whom it acts.
    package let staff: Staff.ID
    /// The first characters of the secret.
    package let hint: String
    package let name: TokenName
    package let grant: AccessGrant
    package let madeAt: Instant
    /// Nil before the first use; noted once a minute.
    package let lastUsed: Instant?
    package let revokedAt: Instant?

    package enum State: Equatable, Sendable {
        case live
        case ended
        case revoked
    }

    package func state(at now: Instant) -> State {
        revokedAt != nil ? .revoked : now < grant.ends ? .live : .ended
    }
}

extension Vault {
    /// How many tokens somebody may have at a time that have not ended.
    package static let tokenLimit = 20
    /// How long a token that is over is still listed.
    private static let tokenMemoryMilliseconds: Int64 = 90 * 86_400_000
    private static let tokenPageLimit = 200

    package enum TokenKeeping: Equatable, Sendable {
        case kept
        /// The same form had made one before.
        case madeBefore
        /// Its owner has as many as he may have.
        case tooMany
    }

    /// Keeps a new token, and forgets those of its owner that were over long ago.
    ///
    /// - Parameter id: Of the form that asks for it.
    package func keep(
        _ token: AccessToken,
        id: CommandID,
        of staff: Staff.ID,
        named name: TokenName,
        _ grant: AccessGrant,
        at now: Instant
    ) async throws -> TokenKeeping {
        let (digest, hint, name) = (token.digest, token.hint, name.text)
        let scopes = grant.scopes.map(\.rawValue).sorted().joined(separator: " ")
        let (begins, ends) = (grant.begins, grant.ends)
        let old = now.advanced(byMilliseconds: -Self.tokenMemoryMilliseconds)
        return try await database.write { transaction in
            // Two servers that make a token for one person wait for each other, or both would make the last one.
            try transaction.execute("UPDATE credential SET staff = staff WHERE staff = \(staff)")
            let reader = transaction.reader
            let isRepeat = try reader.first("SELECT 1 FROM program_token WHERE id = \(id)") { _ in true }
            guard isRepeat == nil else { return .madeBefore }
            let live = try reader.first(
                """
                SELECT COUNT(*) FROM program_token
                WHERE staff = \(staff) AND revoked_at IS NULL AND ends > \(now)
                """
            ) { try $0.integer(0) }
            guard live ?? 0 < Self.tokenLimit else { return .tooMany }
            try transaction.execute(
                "DELETE FROM program_token WHERE staff = \(staff) AND (ends < \(old) OR revoked_at < \(old))"
            )
            try transaction.execute(
                """
                INSERT INTO program_token (id, digest, hint, staff, name, scopes, begins, ends, made_at)
                VALUES (\(id), \(digest), \(hint), \(staff), \(name), \(scopes), \(begins), \(ends), \(now))
                """
            )
            return .kept
        }
    }

    /// What is known of a token that may be used at `now`; its use is noted once a minute.
    ///
    /// - Returns: Nil for one that is not known, and alike for one that has ended or was revoked.
    package func token(_ token: AccessToken, at now: Instant) async throws -> ProgramToken? {
        let digest = token.digest
        let found = try await database.read { reader in
            try reader.first("\(Self.tokenColumns) WHERE digest = \(digest)", Self.token)
        }
        guard let found, found.revokedAt == nil, found.grant.isInForce(at: now) else { return nil }
        let last = found.lastUsed.map { SessionLimits.Times(begun: found.madeAt, lastSeen: $0) }
        if last.map({ SessionLimits.shouldNote($0, at: now) }) ?? true {
            try await database.write { transaction in
                try transaction.execute(
                    """
                    UPDATE program_token SET last_used = \(now)
                    WHERE digest = \(digest) AND (last_used IS NULL OR last_used < \(now))
                    """
                )
            }
        }
        return found
    }

    /// The tokens of somebody, those that may be used first, then the newest first.
    package func tokens(of staff: Staff.ID, at now: Instant) async throws -> [ProgramToken] {
        let old = now.advanced(byMilliseconds: -Self.tokenMemoryMilliseconds)
        return try await database.read { reader in
            try reader.all(
                """
                \(Self.tokenColumns)
                WHERE staff = \(staff) AND ends >= \(old) AND (revoked_at IS NULL OR revoked_at >= \(old))
                ORDER BY CASE WHEN revoked_at IS NULL AND ends > \(now) THEN 0 ELSE 1 END, made_at DESC, id
                LIMIT \(Self.tokenPageLimit)
                """,
                Self.token
            )
        }
    }

    /// Ends a token of somebody for good; another person's is not touched, and what is revoked stays as it is.
    package func revoke(_ id: CommandID, of staff: Staff.ID, at now: Instant) async throws {
        try await database.write { transaction in
            try transaction.execute(
                """
                UPDATE program_token SET revoked_at = \(now)
                WHERE id = \(id) AND staff = \(staff) AND revoked_at IS NULL
                """
            )
        }
    }

    /// Takes away all tokens of somebody, with the names that he has given them.
    package func forgetTokens(of staff: Staff.ID) async throws {
        try await database.write { transaction in
            try transaction.execute("DELETE FROM program_token WHERE staff = \(staff)")
        }
    }

    private static let tokenColumns: SQL = """
        SELECT id, staff, hint, name, scopes, begins, ends, made_at, last_used, revoked_at FROM program_token
        """

    private static func token(_ row: Row) throws -> ProgramToken {
        let scopes = try row.text(4).split(separator: " ").map { AccessGrant.Scope(rawValue: String($0)) }
        guard let id = CommandID(bytes: try row.bytes(0)), let name = TokenName(try row.text(3)),
            !scopes.contains(nil),
            let grant = AccessGrant(
                scopes: Set(scopes.compactMap { $0 }),
                begins: try row.instant(5),
                ends: try row.instant(6)
            )
        else { throw StorageError.damaged("a program's token of staff member \(try row.integer(1))") }
        return ProgramToken(
            id: id,
            staff: try row.identifier(1),
            hint: try row.text(2),
            name: name,
            grant: grant,
            madeAt: try row.instant(7),
            lastUsed: try row.isNull(8) ? nil : row.instant(8),
            revokedAt: try row.isNull(9) ? nil : row.instant(9)
        )
    }
}
