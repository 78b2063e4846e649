import Identity
import Ledger
import Synchronization

/// How much comes from one network in a while without an account, reports and what follows on them, so that a flood from one
/// place does not drown the rest.
///
/// It is kept in memory, by each server for itself: lost, everybody begins anew.
final class ReportGate: Sendable {
    private struct Count {
        var reports: Int
        let from: Instant
    }

    private let counts = Mutex<[NetworkBlock: Count]>([:])

    /// A whole estate may stand behind one address.
    static let most = 60
    static let windowMilliseconds: Int64 = 600_000
    /// Networks that are remembered.
    private static let limit = 20_000

    /// Counts a report.
    ///
    /// - Returns: Nil where it may come in, or when the next may.
    func wait(_ network: NetworkBlock?, at now: Instant) -> Instant? {
        guard let network else { return nil }
        return counts.withLock { counts in
            if counts.count >= Self.limit {
                counts = counts.filter { now.rawValue - $0.value.from.rawValue < Self.windowMilliseconds }
                if counts.count >= Self.limit { counts = [:] }
            }
            let known = counts[network]
            guard let known, now.rawValue - known.from.rawValue < Self.windowMilliseconds else {
                counts[network] = Count(reports: 1, from: now)
                return nil
            }
            guard known.reports < Self.most else {
                return known.from.advanced(byMilliseconds: Self.windowMilliseconds)
            }
            counts[network]?.reports += 1
            return nil
        }
    }
}
