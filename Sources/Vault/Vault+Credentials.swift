import Foundation
package import Identity
package import Ledger
import Storage

/// What is kept of how somebody proves who he is.
package struct Credential: Sendable {
    package let password: PasswordHash
    /// Whether somebody else has set the password, so that its owner has to choose another one first.
    package let isTemporary: Bool
    package let changedAt: Instant
    package let secondFactor: SecondFactor?

    package struct SecondFactor: Sendable {
        package let authenticator: Authenticator
        /// Of the last code that was used; nil before the first.
        package let lastStep: Authenticator.Step?
        package let recovery: RecoveryCodes

        package init(
            authenticator: Authenticator,
            lastStep: Authenticator.Step?,
            recovery: RecoveryCodes
        ) {
            self.authenticator = authenticator
            self.lastStep = lastStep
            self.recovery = recovery
        }
    }
}

extension Vault {
    /// Nil where the account has none yet.
    ///
    /// - Throws: `VaultError` where there is a second factor that cannot be opened: then nobody gets in without it.
    package func credential(of staff: Staff.ID) async throws -> Credential? {
        let row = try await database.read { reader in
            try reader.first(
                """
                SELECT password, is_temporary, changed_at, authenticator, last_step, recovery FROM credential
                WHERE staff = \(staff)
                """
            ) { row in
                guard let hash = PasswordHash(try row.text(0)) else {
                    throw StorageError.damaged("the password of staff member \(staff) is no hash")
                }
                return CredentialRow(
                    password: hash,
                    isTemporary: try row.integer(1) != 0,
                    changedAt: try row.instant(2),
                    box: try row.bytesIfPresent(3),
                    lastStep: try row.integerIfPresent(4),
                    recovery: try row.bytes(5)
                )
            }
        }
        guard let row else { return nil }
        return Credential(
            password: row.password,
            isTemporary: row.isTemporary,
            changedAt: row.changedAt,
            secondFactor: try secondFactor(row, of: staff)
        )
    }

    package func hasSecondFactor(_ staff: Staff.ID) async throws -> Bool {
        try await database.read { reader in
            try reader.first("SELECT authenticator FROM credential WHERE staff = \(staff)") {
                !$0.isNull(0)
            } ?? false
        }
    }

    /// Whether somebody else has set the password, so that its owner has to choose his own.
    package func isPasswordTemporary(of staff: Staff.ID) async throws -> Bool {
        try await database.read { reader in
            try reader.first("SELECT is_temporary FROM credential WHERE staff = \(staff)") {
                try $0.integer(0) != 0
            } ?? true
        }
    }

    /// Replaces the password and ends all sessions but one.
    package func setPassword(
        _ hash: PasswordHash,
        of staff: Staff.ID,
        temporary: Bool,
        at now: Instant,
        keeping session: Hash? = nil
    ) async throws {
        let (text, flag) = (hash.text, temporary ? 1 : 0)
        let none: [UInt8] = []
        try await database.write { transaction in
            try transaction.execute(
                """
                INSERT INTO credential (staff, password, is_temporary, changed_at, recovery)
                VALUES (\(staff), \(text), \(flag), \(now), \(none))
                ON CONFLICT (staff) DO UPDATE SET password = excluded.password,
                    is_temporary = excluded.is_temporary, changed_at = excluded.changed_at
                """
            )
            try Self.endSessions(of: staff, but: session, transaction)
        }
    }

    /// Keeps the hash of the same password at today's cost.
    package func rehash(_ hash: PasswordHash, of staff: Staff.ID, instead old: PasswordHash) async throws {
        let (text, before) = (hash.text, old.text)
        try await database.write { transaction in
            try transaction.execute(
                "UPDATE credential SET password = \(text) WHERE staff = \(staff) AND password = \(before)"
            )
        }
    }

    /// Keeps or takes away the second factor.
    package func setSecondFactor(_ factor: Credential.SecondFactor?, of staff: Staff.ID) async throws {
        let box = try factor.map { try seal($0.authenticator, of: staff) }
        let step = factor?.lastStep?.rawValue
        let recovery = factor?.recovery.keptBytes ?? []
        try await database.write { transaction in
            try transaction.execute(
                """
                UPDATE credential SET authenticator = \(box), last_step = \(step), recovery = \(recovery)
                WHERE staff = \(staff)
                """
            )
        }
    }

    /// Marks a code as used.
    ///
    /// - Returns: Whether it was still good: of two uses at the same moment one is refused.
    package func use(_ step: Authenticator.Step, of staff: Staff.ID) async throws -> Bool {
        try await database.write { transaction in
            try transaction.reader.first(
                """
                UPDATE credential SET last_step = \(step.rawValue)
                WHERE staff = \(staff) AND (last_step IS NULL OR last_step < \(step.rawValue))
                RETURNING staff
                """
            ) { _ in true } ?? false
        }
    }

    /// Uses up a recovery code.
    ///
    /// - Returns: Whether it was one of those that are left.
    package func use(_ code: RecoveryCode, of staff: Staff.ID) async throws -> Bool {
        try await database.write { transaction in
            let kept = try transaction.reader.first(
                "SELECT recovery FROM credential WHERE staff = \(staff)"
            ) { try $0.bytes(0) }
            guard let kept, let left = RecoveryCodes(kept: kept)?.using(code) else { return false }
            return try transaction.reader.first(
                """
                UPDATE credential SET recovery = \(left.keptBytes)
                WHERE staff = \(staff) AND recovery = \(kept)
                RETURNING staff
                """
            ) { _ in true } ?? false
        }
    }
}

extension Vault {
    private struct CredentialRow: Sendable {
        let password: PasswordHash
        let isTemporary: Bool
        let changedAt: Instant
        let box: [UInt8]?
        let lastStep: Int64?
        let recovery: [UInt8]
    }

    private func secondFactor(
        _ row: CredentialRow,
        of staff: Staff.ID
    ) throws -> Credential.SecondFactor? {
        guard let box = row.box else { return nil }
        guard let ring else { throw VaultError.noMasterKey }
        let name = Self.subject(staff)
        let authenticator: Authenticator?
        do {
            let key = try ring.unwrap(WrappedKey(bytes: Array(box.prefix(WrappedKey.byteCount))), of: name)
            let sealed = try SealedBox(bytes: Array(box.dropFirst(WrappedKey.byteCount)))
            authenticator = Authenticator(
                bytes: try sealed.open(with: key, at: Self.place(name))
            )
        } catch { throw VaultError.shut(name, error) }
        guard let authenticator, let recovery = RecoveryCodes(kept: row.recovery) else {
            throw StorageError.damaged("the second factor of staff member \(staff) is none")
        }
        return Credential.SecondFactor(
            authenticator: authenticator,
            lastStep: row.lastStep.map { Authenticator.Step(rawValue: $0) },
            recovery: recovery
        )
    }

    /// A key of its own, wrapped, with the secret sealed under it behind.
    private func seal(_ authenticator: Authenticator, of staff: Staff.ID) throws -> [UInt8] {
        guard let ring else { throw VaultError.noMasterKey }
        let name = Self.subject(staff)
        let key = SubjectKey(random: random)
        let place = Self.place(name)
        let secret = authenticator.withBytes { $0 }
        let box: SealedBox
        do { box = try SealedBox.seal(secret, under: key, at: place, random: random) } catch {
            throw VaultError.shut(name, error)
        }
        return ring.wrap(key, of: name, random: random).bytes + box.bytes
    }

    private static func subject(_ staff: Staff.ID) -> Subject { Subject("staff", staff) }

    /// No entry holds it, so the command is the nil UUID (RFC 9562 section 5.9).
    private static func place(_ subject: Subject) -> SealedBox.Place {
        let none = CommandID(UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)))
        return SealedBox.Place(subject: subject, field: "authenticator", command: none)
    }
}

extension RecoveryCodes {
    /// As the vault keeps them, one behind the other.
    fileprivate var keptBytes: [UInt8] { digests.flatMap(\.bytes) }

    fileprivate init?(kept bytes: [UInt8]) {
        guard bytes.count.isMultiple(of: 32) else { return nil }
        self.init(
            digests: stride(from: 0, to: bytes.count, by: 32).compactMap {
                Hash(bytes: Array(bytes[$0..<$0 + 32]))
            }
        )
    }
}
