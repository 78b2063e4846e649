import Identity
import Synchronization

/// Keeps what work a hasher was asked for, and does none.
final class HashingLog: Sendable {
    private let kept = Mutex<[PasswordHash.Cost]>([])

    /// Of a password that it is asked about it says that it is wrong.
    var hasher: PasswordHasher {
        PasswordHasher(cost: TestOffice.cost, random: .system) { _, _, cost in
            self.kept.withLock { $0.append(cost) }
            return Array(repeating: 1, count: 32)
        }
    }

    /// The cost of each hashing since the last call.
    func take() -> [PasswordHash.Cost] {
        kept.withLock { costs in
            defer { costs = [] }
            return costs
        }
    }
}
