import Synchronization

/// Lets so many in at once and so many more wait, in the order in which they came.
///
/// Whoever would make the queue longer is refused at once, so that a flood costs no memory.
package final class Gate: Sendable {
    package enum Refusal: Error, Equatable {
        /// So many are waiting, and no more may.
        case full(Int)
        /// The task was cancelled while it waited.
        case cancelled
    }

    private let places: Int
    private let waitingLimit: Int
    private let state = Mutex(State())

    package init(places: Int, waitingLimit: Int) {
        precondition(places > 0 && waitingLimit >= 0)
        self.places = places
        self.waitingLimit = waitingLimit
    }

    /// Runs `body` once there is a place.
    package func pass<Result: Sendable>(
        _ body: @Sendable () async -> Result
    ) async throws(Refusal) -> Result {
        try await enter()
        defer { leave() }
        return await body()
    }

    /// How many are inside and how many wait.
    package var load: (inside: Int, waiting: Int) {
        state.withLock { ($0.inside, $0.waiting.count) }
    }

    /// Whether whoever comes now would be refused.
    package var isFull: Bool {
        state.withLock { $0.inside >= places && $0.waiting.count >= waitingLimit }
    }

    private typealias Answer = Swift.Result<Void, Refusal>

    private struct State: Sendable {
        var inside = 0
        var lastTicket: UInt64 = 0
        var waiting: [(ticket: UInt64, caller: CheckedContinuation<Answer, Never>)] = []
    }

    private func enter() async throws(Refusal) {
        let ticket = state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { caller in
                if let answer = ask(ticket, caller) { caller.resume(returning: answer) }
            }
        } onCancel: {
            withdraw(ticket)?.resume(returning: .failure(.cancelled))
        }
        try answer.get()
    }

    /// The answer, or nil where the caller waits for it.
    private func ask(_ ticket: UInt64, _ caller: CheckedContinuation<Answer, Never>) -> Answer? {
        state.withLock { state in
            // Asked under the lock: a cancellation after this finds the ticket in the queue.
            if Task.isCancelled { return .failure(.cancelled) }
            if state.inside < places {
                state.inside += 1
                return .success(())
            }
            guard state.waiting.count < waitingLimit else { return .failure(.full(state.waiting.count)) }
            state.waiting.append((ticket, caller))
            return nil
        }
    }

    private func withdraw(_ ticket: UInt64) -> CheckedContinuation<Answer, Never>? {
        state.withLock { state in
            guard let place = state.waiting.firstIndex(where: { $0.ticket == ticket }) else { return nil }
            return state.waiting.remove(at: place).caller
        }
    }

    /// Hands the place on, or gives it up where nobody waits.
    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Answer, Never>? in
            guard !state.waiting.isEmpty else {
                state.inside -= 1
                return nil
            }
            return state.waiting.removeFirst().caller
        }
        next?.resume(returning: .success(()))
    }
}
