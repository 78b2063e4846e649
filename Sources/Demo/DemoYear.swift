import Casework
package import Catalog
package import Ledger
package import Storage
import Synchronization
package import Vault

/// A year of an invented office, made through the ordinary commands with a clock that is set by hand.
///
/// The same year gives the same commands under the same ids, so a run that was cut off goes on where it ended.
package struct DemoYear: Sendable {
    package let year: Int
    package let zone: Zone
    package let seed: UInt64
    package let share: Int

    /// - Parameters:
    ///   - seed: The same seed gives the same year.
    ///   - share: How much of a whole year is made, in percent; the claims of the year's report hold of a whole one.
    package init(year: Int, zone: Zone, seed: UInt64 = 2018, share: Int = 100) {
        self.year = year
        self.zone = zone
        self.seed = seed
        self.share = share
    }

    /// Tells it from other years, and from the same year with another seed or share.
    var name: String { "\(year) \(seed) \(share)" }

    /// When the demo's present begins: the last afternoon of the year.
    package var end: Instant {
        guard let day = LocalDay(year: year, month: 12, day: 31) else { return Instant(rawValue: 0) }
        return zone.instant(day, hour: 17, minute: 30)
    }

    /// When its first command may come: the first morning.
    package var start: Instant {
        guard let day = LocalDay(year: year, month: 1, day: 1) else { return Instant(rawValue: 0) }
        return zone.instant(day, hour: 8)
    }

    /// A clock that a simulation sets.
    package final class Clock: Sendable {
        private let present: Mutex<Instant>

        package init(_ start: Instant) { present = Mutex(start) }

        package var now: Instant { present.withLock { $0 } }

        package func set(_ instant: Instant) { present.withLock { $0 = instant } }
    }

    /// Carries out the year on a store whose clock is `clock`.
    ///
    /// - Parameter vault: Keeps the keys of what is sealed.
    /// - Returns: How many steps were done, those of an earlier run included.
    package func run(
        on store: Store,
        catalog: Catalog,
        vault: Vault,
        clock: Clock,
        progress: (Int64, Int64) -> Void = { _, _ in }
    ) async throws -> Int {
        let office = try DemoOffice(store: store, vault: vault, catalog: catalog, name: name)
        let steps = try steps(catalog)
        clock.set(start)
        var done = 0
        var notices = office.rules.notices(asOf: start)
        while done < steps.count {
            let time = steps[done].time
            let together = steps[done...].prefix { $0.time == time }
            try await office.fireTimers(until: time, clock)
            clock.set(time)
            if office.rules.notices(asOf: time) != notices {
                // The days off of another year were published: as a server does, limits that leant on it are counted again.
                notices = office.rules.notices(asOf: time)
                _ = try await Recount(store).run(under: office.rules)
            }
            try await office.perform(Array(together))
            done += together.count
            progress(Int64(done), Int64(steps.count))
        }
        try await office.fireTimers(until: end, clock)
        clock.set(end)
        return steps.count
    }

    /// What the year is made of.
    ///
    /// A mechanism adds its own part here, behind those whose records it needs.
    private static let parts: [any DemoPart] = [DemoStaff(), DemoAnnouncements(), DemoMatters()]

    /// All that happens in the year, in the order of time.
    private func steps(_ catalog: Catalog) throws -> [DemoStep] {
        let world = try DemoWorld(self, catalog)
        return try Self.parts.flatMap { try $0.steps(in: world) }.enumerated()
            .filter { start <= $0.element.time && $0.element.time <= end }
            .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
            .map(\.element)
    }
}
