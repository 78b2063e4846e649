package import Catalog
import Foundation
package import Ledger
import Registers
package import Storage
import Synchronization
package import Vault

/// A year of an invented office, made through the ordinary commands with a clock that is set by hand.
///
/// The same year gives the same commands under the same ids, so a run that was cut off goes on where it ended.
package struct DemoYear: Sendable {
    package let year: Int
    package let zone: Zone

    package init(year: Int, zone: Zone) {
        self.year = year
        self.zone = zone
    }

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
        let office = try DemoOffice(store: store, vault: vault, catalog: catalog, year: year)
        clock.set(start)
        try await DemoStaff.hire(office, on: zone.day(of: start))
        let steps = steps(catalog)
        for (place, step) in steps.enumerated() {
            try await office.fireTimers(until: step.time, clock)
            clock.set(step.time)
            try await step.happen(office)
            progress(Int64(place + 1), Int64(steps.count))
        }
        try await office.fireTimers(until: end, clock)
        clock.set(end)
        return steps.count
    }

    /// All that happens in the year, in the order of time; a mechanism adds its own steps here.
    private func steps(_ catalog: Catalog) -> [DemoStep] {
        let parts =
            announcements(catalog) + DemoMatters(year: year, zone: zone, catalog: catalog).steps
        return parts.enumerated()
            .filter { start <= $0.element.time && $0.element.time <= end }
            .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
            .map(\.element)
    }

    private func announcements(_ catalog: Catalog) -> [DemoStep] {
        let notices = DemoAnnouncements(year: year, zone: zone, communities: communities(of: catalog)).steps
        return notices.enumerated().map { place, step in
            DemoStep(time: step.time) { office in
                let outcome = try await office.perform(
                    try command(for: step.action, office),
                    "step \(place)"
                )
                if case .post(let notice, _) = step.action {
                    office.note(Announcement.ID(rawValue: outcome.first.rawValue), as: notice.key)
                }
            }
        }
    }

    /// Those that stand all year, so that no notice is for one that is not there yet or no more.
    private func communities(of catalog: Catalog) -> [Community] {
        let last = zone.day(of: end)
        return catalog.communities(on: zone.day(of: start)).filter { $0.validity.contains(last) }
    }

    private func command(
        for action: DemoAnnouncements.Action,
        _ office: DemoOffice
    ) throws -> any Command {
        func id(_ key: Int) throws -> Announcement.ID { try office.announcement(key) }
        switch action {
        case .post(let notice, let community):
            return PostAnnouncement(try notice.wording, community: community, zone: zone)
        case .correct(let notice, let community, let reason):
            return try CorrectAnnouncement(
                try id(notice.key),
                to: try notice.wording,
                community: community,
                reason: reason,
                revision: 0,
                zone: zone
            )
        case .withdraw(let key, let reason):
            return try WithdrawAnnouncement(try id(key), reason: reason, zone: zone)
        }
    }
}
