import Dispatch
import Synchronization

/// Tells many who wait when their time is over.
///
/// Most stop before, so that setting and stopping must cost next to nothing: alarms of the same tenth of a second share one
/// timer, and ring at its end.
final class Alarms: Sendable {
    static let all = Alarms()

    /// What is needed to stop an alarm.
    struct Alarm: Sendable {
        fileprivate let tick: Int64
        fileprivate let number: Int
    }

    private struct State {
        var ticks: [Int64: [Int: @Sendable () -> Void]] = [:]
        var lastNumber = 0
    }

    private let start = ContinuousClock.now
    private let state = Mutex(State())
    private static let tick = Duration.milliseconds(100)

    func set(in limit: Duration, _ ring: @escaping @Sendable () -> Void) -> Alarm {
        let end = start.duration(to: .now) + max(limit, .zero)
        let tick = Int64(end / Self.tick) + 1
        let (alarm, isFirst) = state.withLock { state in
            state.lastNumber += 1
            let isFirst = state.ticks[tick] == nil
            state.ticks[tick, default: [:]][state.lastNumber] = ring
            return (Alarm(tick: tick, number: state.lastNumber), isFirst)
        }
        if isFirst {
            let wait = Self.tick * Int(tick) - start.duration(to: .now)
            let milliseconds = max(0, Int(wait / .milliseconds(1)) + 1)
            DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(milliseconds)) {
                self.ring(tick)
            }
        }
        return alarm
    }

    func stop(_ alarm: Alarm) {
        state.withLock { state in _ = state.ticks[alarm.tick]?.removeValue(forKey: alarm.number) }
    }

    private func ring(_ tick: Int64) {
        let late = state.withLock { $0.ticks.removeValue(forKey: tick) }
        for ring in (late ?? [:]).values { ring() }
    }
}
