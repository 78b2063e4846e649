import Ledger
import Storage
import Synchronization

/// Keeps keys that are made at the same time in one transaction, so that they wait for the disk once.
///
/// There is no task of its own: whoever finds nobody at work writes the next batch, and hands the work on to the first of
/// those who came meanwhile.
final class KeyMint: Sendable {
    private let database: Database
    private let queue = Mutex(Queue())

    /// Wrapped keys, by the numbers under which they stand now; nil of one that was destroyed.
    typealias Kept = [Int64: [UInt8]?]

    struct NewKey {
        let number: Int64
        let wrapped: [UInt8]
        let madeAt: Instant
    }

    private enum Turn {
        case lead
        case done(Result<Kept, any Error>)
    }

    /// Keys of one caller, which stay together.
    private struct Waiting {
        let keys: [NewKey]
        let continuation: CheckedContinuation<Turn, Never>
    }

    private struct Queue {
        var isLed = false
        var waiting: [Waiting] = []

        /// Takes in those in front whose keys fit together into `room`.
        mutating func take(room: Int) -> [Waiting] {
            var left = room
            let next = waiting.prefix { waiting in
                left -= waiting.keys.count
                return left >= 0
            }
            waiting.removeFirst(next.count)
            return Array(next)
        }
    }

    private static let batchLimit = 256
    private static let queueLimit = 20_000

    init(_ database: Database) { self.database = database }

    /// Keeps each key under its number, unless there is one.
    ///
    /// - Returns: What stands under the numbers now, and perhaps under others.
    func keep(_ keys: [NewKey]) async throws -> Kept {
        switch await turn(of: keys) {
        case .done(let result): try result.get()
        case .lead: try await lead(with: keys).get()
        }
    }

    private func turn(of keys: [NewKey]) async -> Turn {
        await withCheckedContinuation { continuation in
            let atOnce: Turn? = queue.withLock { queue in
                guard queue.isLed else {
                    queue.isLed = true
                    return .lead
                }
                guard queue.waiting.count < Self.queueLimit else {
                    return .done(.failure(StorageError.busy("\(Self.queueLimit) keys are waiting already")))
                }
                queue.waiting.append(Waiting(keys: keys, continuation: continuation))
                return nil
            }
            if let atOnce { continuation.resume(returning: atOnce) }
        }
    }

    private func lead(with keys: [NewKey]) async -> Result<Kept, any Error> {
        let followers = queue.withLock { $0.take(room: Self.batchLimit - keys.count) }
        let kept: Result<Kept, any Error>
        do { kept = .success(try await write(keys + followers.flatMap(\.keys))) } catch {
            kept = .failure(error)
        }
        let next = queue.withLock { queue in
            queue.isLed = !queue.waiting.isEmpty
            return queue.isLed ? queue.waiting.removeFirst().continuation : nil
        }
        next?.resume(returning: .lead)
        for follower in followers { follower.continuation.resume(returning: .done(kept)) }
        return kept
    }

    private func write(_ keys: [NewKey]) async throws -> Kept {
        try await database.write { transaction in
            for key in keys {
                try transaction.execute(
                    """
                    INSERT INTO subject_key (number, wrapped, made_at)
                    VALUES (\(key.number), \(key.wrapped), \(key.madeAt))
                    ON CONFLICT (number) DO NOTHING
                    """
                )
            }
            // A few lengths only, so that the engines keep a few prepared statements.
            var numbers = keys.map(\.number)
            while numbers.count.nonzeroBitCount != 1 { numbers.append(keys[0].number) }
            let rows = try transaction.reader.all(
                "SELECT number, wrapped FROM subject_key WHERE number IN (\(SQL.list(numbers)))"
            ) { (try $0.integer(0), try $0.bytesIfPresent(1)) }
            return Dictionary(rows) { first, _ in first }
        }
    }
}
