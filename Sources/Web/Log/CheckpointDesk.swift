package import Ledger
import Storage

/// Signs the tree for those who ask for a checkpoint, at most once a second, and for those who need a receipt.
///
/// Signing waits for the store's one lock. Whoever comes meanwhile waits for the same signing, so one waits for the lock
/// however many ask, and nobody longer than `patience`.
package actor CheckpointDesk {
    private let office: Office
    private var lastSigned: Instant?
    /// The signing under way.
    private var signing: Task<Checkpoint, any Error>?

    private static let pauseMilliseconds: Int64 = 1000
    private let patience: Duration

    /// - Parameter patience: How long somebody waits for a signing at most.
    package init(office: Office, patience: Duration = .seconds(2)) {
        self.office = office
        self.patience = patience
    }

    /// The latest checkpoint, of the whole ledger where it may be signed now.
    ///
    /// - Returns: Nil where none was ever signed and this process may not.
    package func latest() async throws -> Checkpoint? {
        let state = try await office.read { try LedgerState($0) }
        guard let key = office.key, state.size > (state.checkpoint?.size ?? -1), takesTurn() else {
            return state.checkpoint
        }
        do { return try await TimeLimit.run(patience) { try await self.sign(with: key) } } catch {
            // What was signed before is still true while the store cannot be written.
            guard Fault(error) != nil, let checkpoint = state.checkpoint else { throw error }
            return checkpoint
        }
    }

    /// Sees to it that a checkpoint covers the entry, and signs one where there is none.
    ///
    /// Each entry is signed for once, so this needs no pause.
    ///
    /// - Throws: `Fault.uncovered` where no checkpoint covers the entry and this process may not sign, and
    ///   `Fault.unsigned` where the store is held by others for too long.
    func covering(_ id: Entry.ID) async throws {
        let checkpoint = try await office.read { try CheckpointStore.latest($0) }
        guard (checkpoint?.size ?? 0) <= id.rawValue else { return }
        guard let key = office.key else { throw Fault.uncovered(id) }
        do {
            try await TimeLimit.run(patience) {
                guard try await self.sign(with: key).size <= id.rawValue else { return }
                // That signing had begun before the entry was written; the next one has not.
                _ = try await self.sign(with: key)
            }
        } catch StorageError.busy { throw Fault.unsigned(id) }
    }

    /// Signs what is committed, together with all who ask for it at the time.
    private func sign(with key: SigningKey) async throws -> Checkpoint {
        if let signing { return try await signing.value }
        let store = office.store
        let task = Task {
            defer { signing = nil }
            return try await store.checkpoint(signing: key)
        }
        signing = task
        return try await task.value
    }

    private func takesTurn() -> Bool {
        let now = office.store.clock.now
        if let lastSigned, now >= lastSigned,
            now < lastSigned.advanced(byMilliseconds: Self.pauseMilliseconds)
        {
            return false
        }
        lastSigned = now
        return true
    }
}
