import Ledger
import Synchronization

/// Lets orders that arrive together share one transaction and one wait for the disk.
///
/// There is no task of its own: whoever finds nobody at work runs the next batch for all who wait, then hands the
/// lead to the first of those who came meanwhile.
final class GroupCommit: Sendable {
    private let engine: any Engine
    private let makeBatch: @Sendable ([DigestedOrder]) -> Batch
    private let queue = Mutex(Queue())

    private struct Queue {
        var isLed = false
        var waiting: [Waiting] = []
    }

    private struct Waiting {
        let order: DigestedOrder
        let continuation: CheckedContinuation<Turn, Never>
    }

    private enum Turn {
        case done(Batch.Result)
        case lead
        case refused
    }

    static let batchLimit = 256
    /// Orders beyond this are refused at once rather than kept waiting.
    static let queueLimit = 20_000

    init(engine: any Engine, makeBatch: @escaping @Sendable ([DigestedOrder]) -> Batch) {
        self.engine = engine
        self.makeBatch = makeBatch
    }

    func perform(_ order: Order) async throws -> Outcome {
        let order = try DigestedOrder(order)
        switch await turn(of: order) {
        case .done(let result): return try result.get()
        case .refused: throw StorageError.busy("\(Self.queueLimit) commands are waiting already")
        case .lead: return try await lead(with: order).get()
        }
    }

    private func turn(of order: DigestedOrder) async -> Turn {
        await withCheckedContinuation { continuation in
            let atOnce: Turn? = queue.withLock { queue in
                guard queue.isLed else {
                    queue.isLed = true
                    return .lead
                }
                guard queue.waiting.count < Self.queueLimit else { return .refused }
                queue.waiting.append(Waiting(order: order, continuation: continuation))
                return nil
            }
            if let atOnce { continuation.resume(returning: atOnce) }
        }
    }

    private func lead(with order: DigestedOrder) async -> Batch.Result {
        await gather()
        let followers = queue.withLock { queue in
            let followers = Array(queue.waiting.prefix(Self.batchLimit - 1))
            queue.waiting.removeFirst(followers.count)
            return followers
        }
        let results = await run([order] + followers.map(\.order))
        for (follower, result) in zip(followers, results.dropFirst()) {
            follower.continuation.resume(returning: .done(result))
        }
        let next: Waiting? = queue.withLock { queue in
            guard queue.waiting.isEmpty else { return queue.waiting.removeFirst() }
            queue.isLed = false
            return nil
        }
        next?.continuation.resume(returning: .lead)
        return results[0]
    }

    /// Lets those who were just answered send what they have ready next: without it, writers fall into two halves that
    /// wait for the disk in turn.
    private func gather() async {
        var seen = -1
        while case let count = queue.withLock({ $0.waiting.count }), count > seen, count < Self.batchLimit {
            seen = count
            await Task.yield()
        }
    }

    private func run(_ orders: [DigestedOrder]) async -> [Batch.Result] {
        do { return try await Retry.overLostConnections { try await attempt(orders) } } catch {
            return orders.map { _ in .failure(error) }
        }
    }

    private func attempt(_ orders: [DigestedOrder]) async throws -> [Batch.Result] {
        // Where an engine sends statements together, a failing row may show at the end only.
        do { return try await write(orders, isolating: false) } catch let cause as StorageError
            where !cause.concernsTheStore
        {}
        do { return try await write(orders, isolating: true) } catch let cause as StorageError
            where !cause.concernsTheStore && orders.count > 1
        {}
        // What the batch writes for all, such as a roll-up, was refused for one of them.
        var results: [Batch.Result] = []
        for order in orders {
            do { results += try await write([order], isolating: true) } catch let cause as StorageError
                where !cause.concernsTheStore
            {
                results.append(.failure(cause))
            }
        }
        return results
    }

    private func write(_ orders: [DigestedOrder], isolating: Bool) async throws -> [Batch.Result] {
        let (batch, dialect) = (makeBatch(orders), engine.dialect)
        do {
            return try await engine.write { try batch.run($0, dialect: dialect, isolating: isolating) }
        } catch let failure as BatchFailure { throw failure.cause }
    }
}

/// An order with the digest of its request, made before it waits, since hashing needs no store.
struct DigestedOrder: Sendable {
    let order: Order
    let digest: Hash

    init(_ order: Order) throws(CommandError) {
        self.order = order
        do { digest = try order.requestDigest() } catch { throw .unwritable(String(describing: error)) }
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
    /// Running the same orders again resolves it: those that were done are found by their ids under the ledger's lock,
    /// and answered as the first time.
    static func overLostConnections<Value: Sendable>(
        _ body: @Sendable () async throws -> Value
    ) async throws -> Value {
        for pause in pauses {
            do { return try await body() } catch StorageError.unreachable {
                // A task of its own, since the caller's may have been cancelled, and others wait for its batch.
                await Task { try? await Task.sleep(for: pause) }.value
            }
        }
        return try await body()
    }
}
