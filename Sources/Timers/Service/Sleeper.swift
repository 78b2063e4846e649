/// How a service waits, passed in so that tests need not.
///
/// It counts time that nobody sets: the wall clock may be put forward or back meanwhile.
package struct Sleeper: Sendable {
    /// Since some moment of its own; never runs back.
    package let elapsed: @Sendable () -> Duration
    /// Throws where the task is cancelled meanwhile.
    package let sleep: @Sendable (Duration) async throws -> Void

    package init(
        elapsed: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        (self.elapsed, self.sleep) = (elapsed, sleep)
    }

    /// The machine's own; it goes on while the machine is suspended.
    package static var machine: Sleeper {
        let start = ContinuousClock.now
        return Sleeper(
            elapsed: { ContinuousClock.now - start },
            sleep: { try await Task.sleep(for: $0) }
        )
    }
}
