import Storage
import Synchronization

/// Lets a bounded number in at a time, so that what is slow cannot gather without end.
final class Places: Sendable {
    private let taken = Mutex(0)
    private let limit: Int
    private let what: String

    /// - Parameter what: Of which no more than `limit` are taken, for the log.
    init(_ limit: Int, _ what: String) { (self.limit, self.what) = (limit, what) }

    /// - Throws: `StorageError.busy` where all places are taken.
    func take() throws(StorageError) {
        let isAdmitted = taken.withLock { count in
            guard count < limit else { return false }
            count += 1
            return true
        }
        guard isAdmitted else { throw .busy("\(limit) \(what) already") }
    }

    func leave() { taken.withLock { $0 -= 1 } }

    func pass<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        try take()
        defer { leave() }
        return try await body()
    }
}

/// Work that somebody waits for, but not for ever.
enum TimeLimit {
    /// The result of `work`, if it comes within `limit`.
    ///
    /// Work that does not heed its cancellation goes on behind the caller's back and its result is dropped, so it
    /// must be work that changes nothing, or that may be done at any time.
    static func run<Value: Sendable>(
        _ limit: Duration,
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let (results, sender) = AsyncStream.makeStream(of: Result<Value, any Error>.self)
        let task = Task {
            do { sender.yield(.success(try await work())) } catch { sender.yield(.failure(error)) }
            sender.finish()
        }
        return try await withThrowingTaskGroup(of: Result<Value, any Error>?.self) { group in
            group.addTask {
                for await result in results { return result }
                return nil
            }
            group.addTask {
                try await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            guard let result = try await group.next() ?? nil else {
                task.cancel()
                throw StorageError.busy("no answer within \(limit)")
            }
            return try result.get()
        }
    }
}
