/// What the service tells the log.
package enum TimerNotice: Sendable, CustomStringConvertible {
    /// This process fires the timers from now on.
    case leads
    /// Another process does.
    case follows
    case failed(TimerFailure)
    /// The names of pending timers that this program cannot fire; they stay. Empty when there are none any more.
    case unknown([TimerName])
    /// The store did not answer; the service tries again.
    case troubled(any Error)

    package var description: String {
        switch self {
        case .leads: "this process fires the timers now"
        case .follows: "another process fires the timers now"
        case .failed(let failure):
            "the timer \(failure.timer.id) failed \(failure.attempts) times, last by \(failure.error); it is tried again at \(failure.nextAttempt)"
        case .unknown(let names) where names.isEmpty: "this program knows all pending timers"
        case .unknown(let names):
            "this program does not know the pending timers \(names.map(\.rawValue).joined(separator: ", ")); they wait for one that does"
        case .troubled(let error): "the timers cannot be fired at the moment: \(error)"
        }
    }
}
