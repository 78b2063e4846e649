import Ledger
import Synchronization
import Timers

/// A wall clock and a sleeper that only a test moves.
final class ManualTime: Sendable {
    private struct State {
        var wall: Int64
        var elapsed = Duration.zero
        var rests = 0
        var sleepers: [Int: (until: Duration, continuation: CheckedContinuation<Void, any Error>)] = [:]
        var watchers: [(rests: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state: Mutex<State>

    /// 2018-03-05T02:00:00Z.
    static let start: Int64 = 1_520_215_200_000

    init() { state = Mutex(State(wall: Self.start)) }

    var wall: WallClock { WallClock { [self] in Instant(rawValue: state.withLock(\.wall)) } }

    var now: Instant { wall.now }

    /// How often somebody has lain down to sleep.
    var rests: Int { state.withLock(\.rests) }

    var sleeper: Sleeper {
        Sleeper(elapsed: { [self] in state.withLock(\.elapsed) }, sleep: { [self] in try await sleep($0) })
    }

    /// Moves the clock by `milliseconds`, and nothing else.
    func jump(_ milliseconds: Int64) { state.withLock { $0.wall += milliseconds } }

    /// Lets time pass, on the clock as well, and wakes whose time is over.
    func pass(_ milliseconds: Int64) {
        let woken = state.withLock { state in
            state.wall += milliseconds
            state.elapsed += .milliseconds(milliseconds)
            let over = state.sleepers.filter { $0.value.until <= state.elapsed }
            for id in over.keys { state.sleepers[id] = nil }
            return over.values.map(\.continuation)
        }
        for continuation in woken { continuation.resume() }
    }

    /// Returns when sleep was begun so often.
    func untilRests(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.rests < count { state.watchers.append((count, continuation)) }
                return state.rests >= count
            }
            if isOver { continuation.resume() }
        }
    }

    private func sleep(_ duration: Duration) async throws {
        var ticket = 0
        let watchers = state.withLock { state in
            state.rests += 1
            ticket = state.rests
            defer { state.watchers.removeAll { $0.rests <= state.rests } }
            return state.watchers.filter { $0.rests <= state.rests }.map(\.continuation)
        }
        let id = ticket
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isCancelled = state.withLock { state in
                    guard !Task.isCancelled else { return true }
                    state.sleepers[id] = (state.elapsed + duration, continuation)
                    return false
                }
                if isCancelled { continuation.resume(throwing: CancellationError()) }
                // Only now, so that whoever watches finds the sleeper asleep.
                for watcher in watchers { watcher.resume() }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: id) }?
                .continuation.resume(throwing: CancellationError())
        }
    }
}
