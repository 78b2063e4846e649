import Foundation
import Ledger
import Synchronization

/// Lets orders that arrive together share one transaction and one wait for the disk.
///
/// There is no task of its own: whoever finds nobody at work runs the next batch, which takes in all who come until
/// it has done the last of them; then the lead goes to the first of those who came while the disk was awaited.
final class GroupCommit: Sendable {
    private let engine: any Engine
    private let batch: Batch
    private let queue = Mutex(Queue())

    private struct Queue {
        var isLed = false
        var waiting: [Waiting] = []
        /// Whose orders the batch at work has taken in, besides its leader's.
        var taken: [Waiting] = []
        /// How many callers the last batch answered: they may send what they have next.
        var answered = 0

        /// Whether somebody who was just answered has not come back yet.
        var isAwaiting: Bool { waiting.isEmpty && taken.count + 1 < answered }

        /// Takes in those in front whose orders fit together into `room`.
        mutating func take(room: Int) -> [DigestedOrder] {
            var left = room
            let next = waiting.prefix { waiting in
                left -= waiting.orders.count
                return left >= 0
            }
            taken += next
            waiting.removeFirst(next.count)
            return next.flatMap(\.orders)
        }

        /// Ends a batch: who was in it, and who leads the next one, if anybody waits.
        mutating func handOver() -> (followers: [Waiting], next: Waiting?) {
            answered = taken.count + 1
            defer { taken = [] }
            guard waiting.isEmpty else { return (taken, waiting.removeFirst()) }
            isLed = false
            return (taken, nil)
        }
    }

    /// Orders of one caller, which stay together in their order; at most `batchLimit`.
    private struct Waiting {
        let orders: [DigestedOrder]
        let continuation: CheckedContinuation<Turn, Never>
    }

    private enum Turn {
        case done([Batch.Result])
        case lead
        case refused
    }

    static let batchLimit = 256
    /// How long a batch that has done all waits for those whom the last one answered.
    ///
    /// A fifth of what a quick disk takes to commit. Without it, writers fall into two halves that wait for the disk
    /// in turn.
    private static let patience = Duration.microseconds(200)
    /// Callers beyond this are refused at once rather than kept waiting.
    static let queueLimit = 20_000

    init(engine: any Engine, batch: Batch) {
        self.engine = engine
        self.batch = batch
    }

    func perform(_ order: Order) async throws -> Outcome {
        try await results(of: [DigestedOrder(order)])[0].get()
    }

    /// Does the orders one behind the other, at most `batchLimit` in a transaction; each has its own result.
    func perform(inOrder orders: [Order]) async -> [Batch.Result] {
        var results: [Batch.Result] = []
        for start in stride(from: 0, to: orders.count, by: Self.batchLimit) {
            let chunk = orders[start..<min(start + Self.batchLimit, orders.count)]
            let digested: [Result<DigestedOrder, any Error>] = chunk.map { order in
                Result { try DigestedOrder(order) }
            }
            var done = await self.results(of: digested.compactMap { try? $0.get() })[...]
            results += digested.map { order in order.flatMap { _ in done.removeFirst() } }
        }
        return results
    }

    private func results(of orders: [DigestedOrder]) async -> [Batch.Result] {
        guard !orders.isEmpty else { return [] }
        switch await turn(of: orders) {
        case .done(let results): return results
        case .refused:
            let busy = StorageError.busy("\(Self.queueLimit) commands are waiting already")
            return orders.map { _ in .failure(busy) }
        case .lead: return await lead(with: orders)
        }
    }

    private func turn(of orders: [DigestedOrder]) async -> Turn {
        await withCheckedContinuation { continuation in
            let atOnce: Turn? = queue.withLock { queue in
                guard queue.isLed else {
                    queue.isLed = true
                    return .lead
                }
                guard queue.waiting.count < Self.queueLimit else { return .refused }
                queue.waiting.append(Waiting(orders: orders, continuation: continuation))
                return nil
            }
            if let atOnce { continuation.resume(returning: atOnce) }
        }
    }

    private func lead(with orders: [DigestedOrder]) async -> [Batch.Result] {
        var results = await run(orders)[...]
        let own = Array(results.prefix(orders.count))
        results.removeFirst(orders.count)
        let (followers, next) = queue.withLock { $0.handOver() }
        // The next leader first: the store works for it while the others learn how theirs ended.
        next?.continuation.resume(returning: .lead)
        for follower in followers {
            let count = follower.orders.count
            follower.continuation.resume(returning: .done(Array(results.prefix(count))))
            results.removeFirst(count)
        }
        return own
    }

    /// One result for each of the leader's orders, then for each that was taken in.
    private func run(_ own: [DigestedOrder]) async -> [Batch.Result] {
        do { return try await Retry.overLostConnections { try await attempt(own) } } catch {
            return known(own).map { _ in .failure(error) }
        }
    }

    private func attempt(_ own: [DigestedOrder]) async throws -> [Batch.Result] {
        // Where an engine sends statements together, a failing row may show at the end only.
        do { return try await write(known(own), isolating: false, takingIn: true) } catch let cause
            as StorageError
            where !cause.concernsTheStore
        {}
        do { return try await write(known(own), isolating: true, takingIn: true) } catch let cause
            as StorageError
            where !cause.concernsTheStore && known(own).count > 1
        {}
        // What the batch writes for all, such as a roll-up, was refused for one of them.
        var results: [Batch.Result] = []
        for order in known(own) {
            do { results += try await write([order], isolating: true, takingIn: false) } catch let cause
                as StorageError
                where !cause.concernsTheStore
            {
                results.append(.failure(cause))
            }
        }
        return results
    }

    /// The leader's orders and those that were taken in until now.
    private func known(_ own: [DigestedOrder]) -> [DigestedOrder] {
        own + queue.withLock { $0.taken.flatMap(\.orders) }
    }

    private func write(
        _ orders: [DigestedOrder],
        isolating: Bool,
        takingIn: Bool
    ) async throws -> [Batch.Result] {
        do {
            return try await engine.write { transaction in
                var room = takingIn ? max(0, Self.batchLimit - orders.count) : 0
                var firstEnd: ContinuousClock.Instant?
                return try self.batch.run(
                    orders,
                    transaction,
                    dialect: self.engine.dialect,
                    isolating: isolating
                ) {
                    guard room > 0 else { return [] }
                    let end = firstEnd ?? .now + Self.patience
                    firstEnd = end
                    while self.queue.withLock(\.isAwaiting), .now < end { sched_yield() }
                    let more = self.queue.withLock { $0.take(room: room) }
                    room -= more.count
                    return more
                }
            }
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
