import Ledger
import Storage

/// Fires timers that are due, in their order and in few transactions.
struct Firing: Sendable {
    let store: Store
    let kinds: TimerKinds

    typealias Failure = (timer: PendingTimer, error: any Error)

    /// Ids of one setting that are tried before it counts as failed.
    private static let roundLimit = 8

    /// - Returns: Those whose own commands failed. What is not pending any more, or not yet due, is no failure.
    /// - Throws: What concerns the store and not a timer; some of them may have fired then.
    func fire(_ timers: [PendingTimer]) async throws -> [Failure] {
        var failures: [Failure] = []
        var left = timers
        for round in 0..<Self.roundLimit where !left.isEmpty {
            var answered: [PendingTimer] = []
            for (timer, result) in try await results(of: left, round: round) {
                switch result {
                case .success(let outcome): if outcome.isRepeat { answered.append(timer) }
                case .failure(CommandError.idUsed): answered.append(timer)
                case .failure(TimerError.notPending), .failure(TimerError.early): break
                case .failure(let error): failures.append((timer, error))
                }
            }
            left = try await stillPending(answered)
        }
        return failures + left.map { ($0, TimerError.idsTaken($0.id)) }
    }

    /// What was answered as done before is gone, unless it was another command that had the id.
    private func stillPending(_ timers: [PendingTimer]) async throws -> [PendingTimer] {
        guard !timers.isEmpty else { return [] }
        return try await store.read { reader in
            try timers.filter { try TimerTable.pending($0.id, reader) == $0 }
        }
    }

    private typealias Answer = (timer: PendingTimer, result: Result<Outcome, any Error>)

    private func results(of timers: [PendingTimer], round: Int) async throws -> [Answer] {
        var answers: [Answer] = []
        var sent: [(timer: PendingTimer, order: Order)] = []
        for timer in timers {
            do { sent.append((timer, try kinds.order(firing: timer, round: round))) } catch {
                answers.append((timer, .failure(error)))
            }
        }
        for (item, result) in zip(sent, await store.perform(inOrder: sent.map(\.order))) {
            switch Self.scope(of: result) {
            case .timer: answers.append((item.timer, result))
            case .store(let error): throw error
            case .unclear:
                // One order that the engine cannot digest fails all of its batch; alone it fails by itself.
                let alone = await store.perform(inOrder: [item.order])
                answers += alone.map { (item.timer, $0) }
            }
        }
        return answers
    }

    private enum Scope {
        case timer
        case store(StorageError)
        case unclear
    }

    private static func scope(of result: Result<Outcome, any Error>) -> Scope {
        guard case .failure(let error as StorageError) = result else { return .timer }
        return switch error {
        case .busy, .full, .readOnly, .unreachable, .clock, .newerStore: .store(error)
        case .failed, .notAStore: .unclear
        case .constraint, .damaged: .timer
        }
    }
}
