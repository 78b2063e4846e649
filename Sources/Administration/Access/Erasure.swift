import Ledger
package import Storage
package import Vault

/// Destroys the keys that the ledger says are destroyed.
package enum Erasure {
    /// Destroys what an interrupted erasure has left; done again it changes nothing.
    ///
    /// - Returns: Whether a key was destroyed just now.
    @discardableResult
    package static func finish(_ store: Store, _ vault: Vault) async throws -> Bool {
        let keys = try await store.read { reader in
            try reader.all("SELECT name FROM erased_key ORDER BY name") { row in
                guard let name = Subject(try row.text(0)) else {
                    throw StorageError.damaged("erased_key holds what is no key's name")
                }
                return name
            }
        }
        guard try await vault.destroy(keys, at: store.clock.now) else { return false }
        // Neither the key nor what it has sealed shall be found on the disk.
        try await vault.wipeRemains()
        try await store.database.wipeRemains()
        return true
    }

    static func isErased(_ key: Subject, _ reader: Reader) throws -> Bool {
        try reader.first("SELECT 1 FROM erased_key WHERE name = \(key.description)") { _ in true } ?? false
    }

    /// What remains of an erasure in the projections: the key's name, so that it can still be destroyed after a crash.
    static func wipe(_ key: Subject, _ transaction: Transaction) throws {
        try transaction.execute(
            "INSERT INTO erased_key (name) VALUES (\(key.description)) ON CONFLICT (name) DO NOTHING"
        )
        try StaffProjection.wipe(key, transaction)
    }
}
