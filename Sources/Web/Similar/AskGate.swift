import Identity
import Ledger
import Synchronization

/// How often one network asks for what is alike: as often as many people type, and no more.
///
/// It is kept in memory, by each server for itself.
final class AskGate: Sendable {
    private struct State {
        var counts: [NetworkBlock: Int] = [:]
        var from = Instant(rawValue: 0)
    }

    private let state = Mutex(State())

    static let most = 600
    static let windowMilliseconds: Int64 = 300_000
    /// Networks that are counted apart.
    private static let limit = 20_000

    /// Counts a question; all networks begin anew together.
    func admits(_ network: NetworkBlock?, at now: Instant) -> Bool {
        guard let network else { return true }
        return state.withLock { state in
            let isOver = now.rawValue - state.from.rawValue >= Self.windowMilliseconds
            if isOver || state.counts.count >= Self.limit { state = State(from: now) }
            let count = state.counts[network, default: 0]
            guard count < Self.most else { return false }
            state.counts[network] = count + 1
            return true
        }
    }
}
