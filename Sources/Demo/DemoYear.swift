package import Catalog
import Foundation
package import Ledger
import Registers
package import Storage
import Synchronization

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
    /// - Returns: How many commands were done, those of an earlier run included.
    package func run(
        on store: Store,
        catalog: Catalog,
        clock: Clock,
        progress: (Int64, Int64) -> Void = { _, _ in }
    ) async throws -> Int {
        let steps = DemoAnnouncements(year: year, zone: zone, communities: communities(of: catalog)).steps
        var posted: [Int: Announcement.ID] = [:]
        for (place, step) in steps.enumerated() {
            clock.set(step.time)
            let order = Order(
                id: id(of: place),
                actor: .demo,
                command: try command(for: step.action, posted, store)
            )
            let outcome = try await store.perform(order)
            if case .post(let notice, _) = step.action {
                posted[notice.key] = Announcement.ID(rawValue: outcome.first.rawValue)
            }
            progress(Int64(place + 1), Int64(steps.count))
        }
        return steps.count
    }

    /// Those that stand all year, so that no notice is for one that is not there yet or no more.
    private func communities(of catalog: Catalog) -> [Community] {
        let last = zone.day(of: end)
        return catalog.communities(on: zone.day(of: start)).filter { $0.validity.contains(last) }
    }

    private func command(
        for action: DemoAnnouncements.Action,
        _ posted: [Int: Announcement.ID],
        _ store: Store
    ) throws -> any Command {
        func id(_ key: Int) throws -> Announcement.ID {
            guard let id = posted[key] else {
                throw StorageError.failed("notice \(key) of the demo was never posted")
            }
            return id
        }
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

    /// The id of a step: the first half of a SHA-256, marked as a UUID of version 8 (RFC 9562 section 5.8).
    private func id(of place: Int) -> CommandID {
        var bytes = Array(Hash(of: Array("jiedao demo \(year) step \(place)".utf8)).bytes.prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        guard let id = CommandID(bytes: bytes) else { preconditionFailure("Sixteen bytes make a UUID.") }
        return id
    }
}
