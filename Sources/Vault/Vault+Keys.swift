package import Identity
package import Ledger
import Storage

extension Vault {
    /// A new key, on disk when this returns.
    ///
    /// The same key made twice, by a simulation that is run again, is kept once. Of 2⁵³ numbers drawn at random no two are the
    /// same; where that happened all the same, the second key would be refused.
    package func makeKey(at now: Instant) async throws -> NamedKey {
        try await makeKeys(drawing: [random], at: now)[0]
    }

    /// New keys, all on disk together when this returns.
    package func makeKeys(_ count: Int, at now: Instant) async throws -> [NamedKey] {
        try await makeKeys(drawing: Array(repeating: random, count: count), at: now)
    }

    /// A new key from each of some sources of chance, all on disk together when this returns.
    package func makeKeys(drawing sources: [RandomSource], at now: Instant) async throws -> [NamedKey] {
        guard let ring else { throw VaultError.noMasterKey }
        let made = sources.map { random in
            NamedKey(NamedKey.randomNumber(random), SubjectKey(random: random), random)
        }
        let rows = zip(made, sources).map { key, random in
            KeyMint.NewKey(
                number: key.name.number,
                wrapped: ring.wrap(key.key, of: key.name, random: random).bytes,
                madeAt: now
            )
        }
        guard !rows.isEmpty else { return [] }
        let kept = try await mint.keep(rows)
        for (key, row) in zip(made, rows) where kept[row.number] != row.wrapped {
            guard try await self.key(key.name).key.isSame(as: key.key) else {
                throw VaultError.noKey(key.name)
            }
        }
        return made
    }

    /// The key of that name.
    ///
    /// - Throws: `VaultError` where it was destroyed, is not there, or cannot be unwrapped.
    package func key(_ name: Subject) async throws -> NamedKey {
        let number = name.number
        let row = try await database.read { reader in
            try reader.first("SELECT wrapped FROM subject_key WHERE number = \(number)") {
                try $0.bytesIfPresent(0)
            }
        }
        guard let row else { throw VaultError.noKey(name) }
        guard let bytes = row else { throw VaultError.destroyed(name) }
        guard let ring else { throw VaultError.noMasterKey }
        do { return NamedKey(number, try ring.unwrap(WrappedKey(bytes: bytes), of: name), random) } catch {
            throw VaultError.shut(name, error)
        }
    }

    /// The text in a sealed field of an entry that `command` recorded.
    package func text(in field: Entry.SealedField, command: CommandID) async throws -> String {
        let key = try await key(field.key).key
        do { return try field.text(with: key, command: command) } catch {
            throw VaultError.shut(field.key, error)
        }
    }

    /// Takes back a key under which nothing was ever sealed.
    package func takeBack(_ key: NamedKey) async throws {
        let number = key.name.number
        try await database.write { transaction in
            try transaction.execute("DELETE FROM subject_key WHERE number = \(number)")
        }
    }

    /// How many keys can still be used.
    package func countKeys() async throws -> Int64 {
        try await database.read { reader in
            try reader.first("SELECT COUNT(*) FROM subject_key WHERE wrapped IS NOT NULL") {
                try $0.integer(0)
            }
        } ?? 0
    }

    /// Destroys keys for good.
    ///
    /// Done again it changes nothing. Copies of the vault may still hold them: keep those for a limited time.
    ///
    /// - Returns: Whether one of them was still there.
    @discardableResult
    package func destroy(_ names: [Subject], at now: Instant) async throws -> Bool {
        let numbers = names.map(\.number)
        return try await database.write { transaction in
            var found = false
            for number in numbers {
                let destroyed = try transaction.reader.first(
                    """
                    UPDATE subject_key SET wrapped = NULL, destroyed_at = \(now)
                    WHERE number = \(number) AND destroyed_at IS NULL
                    RETURNING number
                    """
                ) { _ in true }
                if destroyed != nil { found = true }
            }
            return found
        }
    }

    /// Overwrites what is left of destroyed keys on the disk.
    package func wipeRemains() async throws { try await database.wipeRemains() }

    /// Wraps all keys by the ring's current master key.
    ///
    /// - Returns: How many were wrapped by an earlier one. Interrupted, it goes on where it stood when run again.
    package func rewrap() async throws -> Int {
        guard let ring else { throw VaultError.noMasterKey }
        let random = random
        var (last, count): (Int64, Int) = (-1, 0)
        while true {
            let start = last
            let page = try await database.write { transaction in
                let rows = try transaction.reader.all(
                    """
                    SELECT number, wrapped FROM subject_key
                    WHERE number > \(start) AND wrapped IS NOT NULL
                    ORDER BY number
                    LIMIT 500
                    """
                ) { (number: try $0.integer(0), bytes: try $0.bytes(1)) }
                var renewed = 0
                for (number, bytes) in rows {
                    let name = NamedKey.name(number)
                    let new: WrappedKey?
                    do throws(SealingError) {
                        new = try ring.renewed(WrappedKey(bytes: bytes), of: name, random: random)
                    } catch { throw VaultError.shut(name, error) }
                    guard let new else { continue }
                    try transaction.execute(
                        "UPDATE subject_key SET wrapped = \(new.bytes) WHERE number = \(number)"
                    )
                    renewed += 1
                }
                return (last: rows.last?.number, renewed: renewed)
            }
            count += page.renewed
            guard let end = page.last else { return count }
            last = end
        }
    }

    /// All keys as they stand now, for making projections again.
    package func opener() async throws -> VaultOpener {
        guard let ring else { return VaultOpener(keys: [:], ring: nil) }
        let rows = try await database.read { reader in
            try reader.all("SELECT number, wrapped FROM subject_key WHERE wrapped IS NOT NULL") {
                (try $0.integer(0), try $0.bytes(1))
            }
        }
        return VaultOpener(keys: Dictionary(rows) { $1 }, ring: ring)
    }
}

/// Opens with the keys that a vault held at one moment; some 200 bytes of memory for each.
package struct VaultOpener: Opener {
    /// Wrapped, by their numbers.
    let keys: [Int64: [UInt8]]
    let ring: KeyRing?

    package func text(of field: Entry.SealedField, command: CommandID) -> String? {
        guard let ring, let bytes = keys[field.key.number],
            let key = try? ring.unwrap(WrappedKey(bytes: bytes), of: field.key)
        else { return nil }
        return try? field.text(with: key, command: command)
    }
}
