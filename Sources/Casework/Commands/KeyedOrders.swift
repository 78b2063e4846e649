import Administration
package import Ledger
package import Storage
package import Vault

/// Records what is sealed under a new key, and leaves no key behind where nothing came to be sealed under it.
package struct KeyedOrders: Sendable {
    private let store: Store
    private let vault: Vault

    package init(_ store: Store, _ vault: Vault) {
        self.store = store
        self.vault = vault
    }

    /// Does a command under a key that is made for it; one that was refused or done before takes its key back.
    ///
    /// - Parameter command: Given the key, which is on disk already.
    package func perform(
        _ id: CommandID,
        by actor: Actor,
        _ command: (NamedKey) throws -> any Command
    ) async throws -> Outcome {
        let key = try await vault.makeKey(at: store.clock.now)
        let order: Order
        do { order = Order(id: id, actor: actor, command: try command(key)) } catch {
            try await vault.takeBack(key)
            throw error
        }
        let outcome: Outcome
        do { outcome = try await store.perform(order) } catch {
            // Whether it was recorded is known for these only; of others the key may be needed.
            if error is MatterError || error is StaffError || error is CommandError {
                try await vault.takeBack(key)
            }
            throw error
        }
        if outcome.isRepeat, try await isFree(key, of: outcome) { try await vault.takeBack(key) }
        return outcome
    }

    /// Whether the entry that was recorded earlier names another key.
    private func isFree(_ key: NamedKey, of outcome: Outcome) async throws -> Bool {
        try await store.read { reader in
            guard let entry = try EntryStore.entry(outcome.first, reader) else { return false }
            return entry.sealed.allSatisfy { $0.key != key.name }
        }
    }
}
