package import Ledger
import Storage

/// Signs the tree for those who ask for a checkpoint, at most once a second.
package actor CheckpointDesk {
    private let office: Office
    private var lastSigned: Instant?

    private static let pauseMilliseconds: Int64 = 1000

    package init(office: Office) { self.office = office }

    /// The latest checkpoint, of the whole ledger where it may be signed now.
    ///
    /// - Returns: Nil where none was ever signed and this process may not.
    package func latest() async throws -> Checkpoint? {
        let state = try await office.read { try LedgerState($0) }
        guard let key = office.key, state.size > (state.checkpoint?.size ?? -1), takesTurn() else {
            return state.checkpoint
        }
        do { return try await office.store.checkpoint(signing: key) } catch {
            // What was signed before is still true while the store cannot be written.
            guard Fault(error) != nil, let checkpoint = state.checkpoint else { throw error }
            return checkpoint
        }
    }

    /// A checkpoint over the entry, signed for it where there is none.
    ///
    /// Each entry is signed for once, so this needs no pause.
    ///
    /// - Throws: `Fault.uncovered` where no checkpoint covers the entry and this process may not sign.
    func covering(_ id: Entry.ID) async throws {
        let checkpoint = try await office.read { try CheckpointStore.latest($0) }
        guard (checkpoint?.size ?? 0) <= id.rawValue else { return }
        guard let key = office.key else { throw Fault.uncovered(id) }
        _ = try await office.store.checkpoint(signing: key)
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
