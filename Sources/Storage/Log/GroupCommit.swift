import Ledger

/// Lets orders that arrive together share one transaction and one wait for the disk.
///
/// There is no task of its own: whoever finds nobody at work runs the next batch for all who wait, then hands the
/// lead to the first of those who came meanwhile.
actor GroupCommit {
    private let engine: any Engine
    private let makeBatch: @Sendable ([Order]) -> Batch
    private var isLed = false
    private var waiting: [Waiting] = []

    private struct Waiting {
        let order: Order
        let continuation: CheckedContinuation<Turn, Never>
    }

    private enum Turn {
        case done(Batch.Result)
        case lead
    }

    static let batchLimit = 256
    /// Orders beyond this are refused at once rather than kept waiting.
    static let queueLimit = 20_000

    init(engine: any Engine, makeBatch: @escaping @Sendable ([Order]) -> Batch) {
        self.engine = engine
        self.makeBatch = makeBatch
    }

    func perform(_ order: Order) async throws -> Outcome {
        guard waiting.count < Self.queueLimit else {
            throw StorageError.busy("\(waiting.count) commands are waiting already")
        }
        if isLed {
            let turn = await withCheckedContinuation {
                waiting.append(Waiting(order: order, continuation: $0))
            }
            if case .done(let result) = turn { return try result.get() }
        }
        isLed = true
        let followers = Array(waiting.prefix(Self.batchLimit - 1))
        waiting.removeFirst(followers.count)
        let results = await run([order] + followers.map(\.order))
        for (follower, result) in zip(followers, results.dropFirst()) {
            follower.continuation.resume(returning: .done(result))
        }
        if waiting.isEmpty {
            isLed = false
        } else {
            waiting.removeFirst().continuation.resume(returning: .lead)
        }
        return try results[0].get()
    }

    private func run(_ orders: [Order]) async -> [Batch.Result] {
        do { return try await Retry.overLostConnections { try await attempt(orders) } } catch {
            return orders.map { _ in .failure(error) }
        }
    }

    private func attempt(_ orders: [Order]) async throws -> [Batch.Result] {
        let (batch, dialect) = (makeBatch(orders), engine.dialect)
        do {
            return try await engine.write { try batch.run($0, dialect: dialect, isolating: false) }
        } catch let failure as BatchFailure where !failure.cause.concernsTheStore {
            do {
                return try await engine.write { try batch.run($0, dialect: dialect, isolating: true) }
            } catch let failure as BatchFailure { throw failure.cause }
        } catch let failure as BatchFailure { throw failure.cause }
    }
}

/// Repeats what a lost connection interrupted.
enum Retry {
    /// Waits between attempts: together 6 s, longer than a failover inside one machine takes.
    private static let pauses: [Duration] = [
        .milliseconds(50), .milliseconds(200), .milliseconds(750), .seconds(2), .seconds(3),
    ]

    /// The outcome of a commit is unknown when the connection breaks in it.
    ///
    /// Running the same orders again resolves it:
    /// those that were done are found by their ids under the ledger's lock, and answered as the first time.
    static func overLostConnections<Value: Sendable>(
        _ body: @Sendable () async throws -> Value
    ) async throws -> Value {
        for pause in pauses {
            do { return try await body() } catch StorageError.unreachable {
                try? await Task.sleep(for: pause)
            }
        }
        return try await body()
    }
}
