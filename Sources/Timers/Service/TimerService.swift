import Ledger
package import Storage

/// Fires what is due as long as it runs; any number of processes may run one on the same store.
package struct TimerService: Sendable {
    private let store: Store
    private let kinds: TimerKinds
    private let holder: String
    private let settings: Settings
    private let sleeper: Sleeper
    private let report: @Sendable (TimerNotice) -> Void
    private let bell = Bell()

    package struct Settings: Sendable {
        /// Timers fired together; half of what a transaction takes, so that people's commands find room in it.
        package var batch = 128
        /// Failed ones tried again between two batches, so that they do not hold up the others.
        package var retries = 16
        /// How soon a timer is noticed that another process has set.
        package var longestRest = Duration.seconds(1)
        package var lease = Duration.seconds(15)
        /// How often it looks for timers that nobody here knows.
        package var survey = Duration.seconds(60)

        package init() {}
    }

    /// - Parameter holder: Names this process in the lease; no other may have the same.
    package init(
        _ store: Store,
        _ kinds: TimerKinds,
        holder: String,
        settings: Settings = Settings(),
        sleeper: Sleeper = .machine,
        report: @escaping @Sendable (TimerNotice) -> Void = { _ in }
    ) {
        (self.store, self.kinds, self.holder) = (store, kinds, holder)
        (self.settings, self.sleeper, self.report) = (settings, sleeper, report)
    }

    /// Makes it look at once, because a timer was set that may be due before it would look by itself.
    package func wake() { bell.ring() }

    /// Runs until its task is cancelled; what it has begun is on disk then, and the lease is free.
    package func run() async {
        var state = State(lease: Lease(leaseName, holder: holder, lasting: settings.lease))
        while !Task.isCancelled {
            let pause = await turn(&state)
            await rest(pause)
        }
        do { try await state.lease.release(store.database) } catch { report(.troubled(error)) }
    }

    private struct State {
        var lease: Lease
        var leads: Bool?
        var surveyed: Duration?
        var unknown: [TimerName] = []
    }

    /// Programs that know other kinds have another lease: a timer must not wait because the holder does not know it.
    private var leaseName: String {
        let names = kinds.names.map(\.rawValue).joined(separator: "\n")
        return "timers \(Hash(of: Array(names.utf8)).description.prefix(16))"
    }

    /// Fires until nothing is due, and says how long to rest.
    private func turn(_ state: inout State) async -> Duration {
        do {
            repeat {
                let leads = try await state.lease.hold(store.database, at: sleeper.elapsed())
                if leads != state.leads { report(leads ? .leads : .follows) }
                state.leads = leads
                guard leads else { return settings.longestRest }
            } while try await fireSome() && !Task.isCancelled
            try await survey(&state)
            return try await untilNext()
        } catch {
            report(.troubled(error))
            return settings.longestRest
        }
    }

    /// Whether there was something to do.
    private func fireSome() async throws -> Bool {
        let (kinds, settings, now) = (kinds, settings, store.clock.now)
        let (fresh, retries, stale) = try await store.read { reader in
            let fresh = try DueTimers.fresh(kinds.names, at: now, limit: settings.batch, reader)
            let (retries, stale) = try TimerFailure.retries(
                kinds.names,
                at: now,
                limit: settings.retries,
                reader
            )
            return (fresh, retries, stale)
        }
        let firing = Firing(store: store, kinds: kinds)
        let failedFresh = try await firing.fire(fresh)
        // Apart, since an order that fails may cost its whole batch a second run.
        let failedAgain = try await firing.fire(retries.map(\.timer))
        let attempts = Dictionary(uniqueKeysWithValues: retries.map { ($0.timer, $0.attempts) })
        let failures = (failedFresh + failedAgain).map { timer, error in
            TimerFailure(
                of: timer,
                attempts: attempts[timer, default: 0] + 1,
                error: error,
                at: store.clock.now
            )
        }
        let failed = Set(failures.map(\.timer))
        try await keep(
            failures,
            forgetting: stale + retries.map(\.timer).filter { !failed.contains($0) }.map(\.id)
        )
        return !fresh.isEmpty || !retries.isEmpty
    }

    private func keep(_ failures: [TimerFailure], forgetting done: [TimerID]) async throws {
        guard !failures.isEmpty || !done.isEmpty else { return }
        try await store.database.write { transaction in
            for id in done { try TimerFailure.forget(id, transaction) }
            for failure in failures { try failure.write(transaction) }
        }
        for failure in failures { report(.failed(failure)) }
    }

    private func survey(_ state: inout State) async throws {
        let now = sleeper.elapsed()
        if let surveyed = state.surveyed, now - surveyed < settings.survey { return }
        let kinds = kinds
        let unknown = try await store.read { try TimerHealth.unknownNames(kinds, $0) }
        if unknown != state.unknown { report(.unknown(unknown)) }
        (state.surveyed, state.unknown) = (now, unknown)
    }

    private func untilNext() async throws -> Duration {
        let (names, now) = (kinds.names, store.clock.now)
        let next = try await store.read { try DueTimers.next(names, after: now, $0) }
        guard let next else { return settings.longestRest }
        return min(settings.longestRest, .milliseconds(next.rawValue - now.rawValue))
    }

    private func rest(_ pause: Duration) async {
        await withTaskGroup { group in
            // Cancelled or over, both end the rest; the loop looks which.
            group.addTask { try? await sleeper.sleep(pause) }
            group.addTask { await bell.wait() }
            await group.next()
            group.cancelAll()
        }
    }
}
