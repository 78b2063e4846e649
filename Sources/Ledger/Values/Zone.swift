import Foundation

/// The subdistrict's time zone, by its name in the IANA database; days and periods are counted in it.
package struct Zone: Hashable, Sendable {
    package let name: String
    private let zone: TimeZone

    /// Nil where this machine's time zone database has no such name.
    package init?(name: String) {
        guard name.contains("/") || name == "UTC", let zone = TimeZone(identifier: name) else { return nil }
        self.name = name
        self.zone = zone
    }

    /// The day that the subdistrict's calendar shows at `instant`.
    package func day(of instant: Instant) -> LocalDay {
        LocalDay(daysSince1970: local(instant).flooredDivision(by: 86_400).quotient)
    }

    /// The wall clock at `instant`, `2018-03-05 09:20`.
    package func clock(of instant: Instant) -> String {
        let (days, second) = local(instant).flooredDivision(by: 86_400)
        return
            "\(LocalDay(daysSince1970: days)) \((second / 3600).padded(to: 2)):\((second / 60 % 60).padded(to: 2))"
    }

    /// The moment at which the wall clock shows `hour`:`minute` on `day`: the later one where it shows it twice,
    /// and the time it has jumped to where it never does.
    package func instant(_ day: LocalDay, hour: Int = 0, minute: Int = 0) -> Instant {
        let wall = day.daysSince1970 * 86_400 + Int64(hour * 3600 + minute * 60)
        // The offset of a moment depends on the moment: guess with the offset at the wall time, then once more.
        let guess = wall - Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(wall))))
        let offset = Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(guess))))
        let found = Instant(rawValue: (wall - offset) * 1000)
        guard local(found) != wall else { return found }
        return max(found, Instant(rawValue: guess * 1000))
    }

    /// The moment of a time as calendars and forms write it, `2018-03-06T09:00` or with seconds; nil where it is none.
    package func instant(_ text: String) -> Instant? {
        guard let match = text.wholeMatch(of: /(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?/),
            let day = LocalDay(String(match.1)), let hour = Int(match.2), let minute = Int(match.3),
            case let second = match.4.flatMap({ Int64($0) }) ?? 0, hour < 24, minute < 60, second < 60
        else { return nil }
        return instant(day, hour: hour, minute: minute).advanced(byMilliseconds: second * 1000)
    }

    private func local(_ instant: Instant) -> Int64 {
        let seconds = instant.rawValue.flooredDivision(by: 1000).quotient
        return seconds + Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
    }
}
