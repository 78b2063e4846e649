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
        let race = Race<Value>()
        let task = Task {
            do { race.end(.success(try await work())) } catch { race.end(.failure(error)) }
        }
        let alarm = Alarms.all.set(in: limit) {
            race.end(.failure(StorageError.busy("no answer within \(limit)")))
            task.cancel()
        }
        defer { Alarms.all.stop(alarm) }
        return try await withTaskCancellationHandler {
            try await race.result()
        } onCancel: {
            race.end(.failure(CancellationError()))
            task.cancel()
        }
    }

    /// The result of `work`, which is waited for, but cancelled when it has taken longer than `limit`.
    ///
    /// - Returns: Nil where it was cancelled for that and came to no result.
    static func cancelling<Value: Sendable>(
        after limit: Duration,
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value? {
        let hasRung = Mutex(false)
        let task = Task { try await work() }
        let alarm = Alarms.all.set(in: limit) {
            hasRung.withLock { $0 = true }
            task.cancel()
        }
        defer { Alarms.all.stop(alarm) }
        let result = await withTaskCancellationHandler {
            await task.result
        } onCancel: {
            task.cancel()
        }
        do { return try result.get() } catch {
            guard hasRung.withLock({ $0 }) else { throw error }
            return nil
        }
    }
}

/// Gives one waiter the first of several results.
private final class Race<Value: Sendable>: Sendable {
    private enum State {
        case running
        case awaited(CheckedContinuation<Value, any Error>)
        case ended(Result<Value, any Error>)
    }

    private let state = Mutex(State.running)

    func end(_ result: Result<Value, any Error>) {
        let waiter: CheckedContinuation<Value, any Error>? = state.withLock { state in
            switch state {
            case .running:
                state = .ended(result)
                return nil
            case .awaited(let continuation):
                state = .ended(result)
                return continuation
            case .ended: return nil
            }
        }
        waiter?.resume(with: result)
    }

    /// Asked for once.
    func result() async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let known: Result<Value, any Error>? = state.withLock { state in
                if case .ended(let result) = state { return result }
                state = .awaited(continuation)
                return nil
            }
            if let known { continuation.resume(with: known) }
        }
    }
}
