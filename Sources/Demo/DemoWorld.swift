import Catalog
import Ledger
import WorkingTime

/// What all parts of the invented year go by: its days, its places, its seed.
struct DemoWorld: Sendable {
    let year: Int
    let zone: Zone
    let catalog: Catalog
    let seed: UInt64
    /// How much of a whole year is made, in percent.
    let share: Int
    let start: Instant
    let end: Instant
    private let calendar: CalendarEdition

    init(_ demo: DemoYear, _ catalog: Catalog) throws {
        year = demo.year
        zone = demo.zone
        seed = demo.seed
        share = demo.share
        start = demo.start
        end = demo.end
        self.catalog = catalog
        calendar = try WorkingCalendar(catalog).edition(asOf: demo.zone.day(of: demo.end))
    }

    /// When the first matter may come in, behind the year's first notice.
    var opening: Instant { zone.instant(zone.day(of: start.advanced(byMilliseconds: 86_400_000)), hour: 9) }

    /// So many of a whole year's, and a few of the few.
    func shared(_ count: Int, atLeast few: Int = 1) -> Int {
        count == 0 ? 0 : max(min(few, count), (count * share + 50) / 100)
    }

    /// Those that stand all year, so that nothing is for one that is not there yet or no more.
    var communities: [Community] {
        let last = zone.day(of: end)
        return catalog.communities(on: zone.day(of: start)).filter { $0.validity.contains(last) }
    }

    // The office works in rounds of half an hour, from nine to twelve and from two to half past five.
    private static let rounds =
        Array(stride(from: 540, through: 690, by: 30)) + Array(stride(from: 840, through: 1020, by: 30))

    /// The first round of the office behind a moment.
    func nextRound(after moment: Instant, every: Int = 1) -> Instant {
        var day = zone.day(of: moment)
        while true {
            if calendar.isWorking(day) {
                for minutes in Self.rounds.enumerated().filter({ $0.offset % every == every - 1 }).map(
                    \.element
                ) {
                    let round = zone.instant(day, hour: minutes / 60, minute: minutes % 60)
                    if round > moment { return round }
                }
            }
            day = LocalDay(daysSince1970: day.daysSince1970 + 1)
        }
    }

    /// The midnight at which the day begins that is so many working days behind a moment's.
    func morning(workingDays count: Int, after moment: Instant) -> Instant {
        var (day, left) = (zone.day(of: moment), count)
        while left > 0 {
            day = LocalDay(daysSince1970: day.daysSince1970 + 1)
            if calendar.isWorking(day) { left -= 1 }
        }
        return zone.instant(day)
    }

    func morning(days count: Int, after moment: Instant) -> Instant {
        zone.instant(LocalDay(daysSince1970: zone.day(of: moment).daysSince1970 + Int64(count)))
    }
}
