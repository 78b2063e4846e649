import Catalog
import Ledger
import WorkingTime

/// The working calendar of a year, month by month.
struct CalendarYear: Sendable {
    struct Month: Sendable {
        /// 1 to 12.
        let number: Int
        let workingDays: Int
        /// Named by a notice; weekend days may be among them.
        let daysOff: [LocalDay]
        let makeupDays: [LocalDay]
    }

    let year: Int
    /// The day as which it was known; nil for all notices that the catalog holds.
    let asOf: LocalDay?
    let months: [Month]
    /// Which notices decided, those of neighbouring years that name a day of this one among them.
    let versions: [CalendarVersion]
    /// All that the catalog holds for the year, by the day of publication.
    let notices: [HolidayNotice]

    init(_ year: Int, asOf day: LocalDay?, _ calendar: WorkingCalendar) {
        // Where there is no notice, any day has the same calendar.
        let latest = calendar.notices.last?.published ?? LocalDay(daysSince1970: 0)
        let edition = calendar.edition(asOf: day ?? latest)
        let months = (1...12).map { month in
            Month(month, days: (1...31).compactMap { LocalDay(year: year, month: month, day: $0) }, edition)
        }
        self.year = year
        self.months = months
        asOf = day
        let (first, last) = (
            LocalDay(year: year, month: 1, day: 1), LocalDay(year: year, month: 12, day: 31)
        )
        versions = first.flatMap { first in last.map { edition.versions(for: first...$0) } } ?? []
        notices = calendar.notices.filter { $0.year == year }
    }

    var workingDays: Int { months.reduce(0) { $0 + $1.workingDays } }
}

extension CalendarYear.Month {
    fileprivate init(_ number: Int, days: [LocalDay], _ edition: CalendarEdition) {
        self.number = number
        workingDays = days.count { edition.isWorking($0) }
        daysOff = days.filter { if case .off = edition.kind(of: $0) { true } else { false } }
        makeupDays = days.filter { if case .makeup = edition.kind(of: $0) { true } else { false } }
    }
}

extension CalendarYear {
    /// The year for programs; `months` holds the number of working days of each.
    func json(_ catalog: Catalog) -> JSON.Object {
        [
            "as_of": asOf.map { .string($0.description) },
            "catalog": .string(catalog.content.digest.description),
            "days_off": .array(months.flatMap(\.daysOff).map { .string($0.description) }),
            "makeup_days": .array(months.flatMap(\.makeupDays).map { .string($0.description) }),
            "months": .array(months.map { .integer(Int64($0.workingDays)) }),
            "notices": .array(versions.map { .string($0.description) }),
            "working_days": .integer(Int64(workingDays)),
            "year": .integer(Int64(year)),
        ]
    }
}
