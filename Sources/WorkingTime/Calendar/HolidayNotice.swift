package import Catalog
package import Ledger

/// The State Council's yearly notice of days off and make-up working days (节假日安排), as it was published.
///
/// A later notice for the same year replaces an earlier one whole, so each lists all days of its year. It may name
/// days at the edges of the neighbouring years too: that for 2019 gave 30 and 31 December 2018 off.
package struct HolidayNotice: Hashable, Sendable {
    /// The years that a notice can be for: enough for any record, and few enough for a table of days.
    package static let years = 1900...2199

    package let year: Int
    package let published: LocalDay
    /// In order; weekend days may be among them, as they are in the notices.
    package let daysOff: [LocalDay]
    /// Saturdays and Sundays on which work is made up, in order.
    package let makeupDays: [LocalDay]
    /// What the notice is and where it stands.
    package let note: LocalName?

    package init(
        year: Int,
        published: LocalDay,
        daysOff: [LocalDay],
        makeupDays: [LocalDay],
        note: LocalName? = nil
    ) throws(HolidayNoticeError) {
        guard Self.years.contains(year) else { throw .year(year) }
        guard (year - 1...year).contains(published.year) else { throw .published(year, published) }
        (self.daysOff, self.makeupDays) = (daysOff.sorted(), makeupDays.sorted())
        var seen: Set<LocalDay> = []
        for day in self.daysOff + self.makeupDays {
            guard Self.mayName(day, for: year) else { throw .otherYear(year, day) }
            guard !seen.insert(day).inserted else { continue }
            throw daysOff.contains(day) && makeupDays.contains(day)
                ? .offAndMakeup(year, day) : .twice(year, day)
        }
        if let day = self.makeupDays.first(where: { DayNumber.isWeekday($0.number) }) {
            throw .makeupOnWeekday(year, day)
        }
        (self.year, self.published, self.note) = (year, published, note)
    }

    package var version: CalendarVersion { CalendarVersion(year: year, published: published) }

    /// Its own year, and the months that touch it: New Year's bridge days lie on either side.
    private static func mayName(_ day: LocalDay, for year: Int) -> Bool {
        day.year == year || (day.year == year - 1 && day.month == 12)
            || (day.year == year + 1 && day.month == 1)
    }
}

/// Why a notice of days off cannot be as it is written.
package enum HolidayNoticeError: Error, Equatable, CustomStringConvertible {
    case year(Int)
    case published(Int, LocalDay)
    case otherYear(Int, LocalDay)
    case offAndMakeup(Int, LocalDay)
    case twice(Int, LocalDay)
    case makeupOnWeekday(Int, LocalDay)

    package var description: String {
        switch self {
        case .year(let year):
            "A notice of days off is for \(year); the year must lie in \(HolidayNotice.years.lowerBound) to \(HolidayNotice.years.upperBound)."
        case .published(let year, let day):
            "The notice for \(year) is said to be published on \(day); a notice comes out in its own year or the one before. Correct the day or the year."
        case .otherYear(let year, let day):
            "The notice for \(year) names \(day); it may name days of \(year), of December \(year - 1) and of January \(year + 1). Move the day to its own notice."
        case .offAndMakeup(let year, let day):
            "The notice for \(year) names \(day) both as a day off and as a make-up working day. Remove it from one list."
        case .twice(let year, let day):
            "The notice for \(year) names \(day) twice. Remove one of the two."
        case .makeupOnWeekday(let year, let day):
            "The notice for \(year) makes up work on \(day), which is no Saturday or Sunday and thus a working day already. Correct the day."
        }
    }
}
