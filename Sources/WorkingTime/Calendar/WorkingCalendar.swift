package import Ledger

/// All notices of days off that an office has, and which of them hold.
///
/// No calculation takes "the calendar": it takes the edition of a day, or that of a fixed set of notices, so that a
/// deadline keeps the calendar it was given under.
package struct WorkingCalendar: Sendable {
    /// In the order of their publication.
    package let notices: [HolidayNotice]
    /// The edition from each day on which a notice came out.
    private let editions: [(from: LocalDay, edition: CalendarEdition)]
    private let none = CalendarEdition([])

    package init(_ notices: [HolidayNotice]) throws(WorkingCalendarError) {
        self.notices = notices.sorted { ($0.published, $0.year) < ($1.published, $1.year) }
        var known: Set<CalendarVersion> = []
        for notice in self.notices where !known.insert(notice.version).inserted {
            throw .publishedTwice(notice.year, notice.published)
        }
        var inForce: [Int: HolidayNotice] = [:]
        var editions: [(from: LocalDay, edition: CalendarEdition)] = []
        for notice in self.notices {
            inForce[notice.year] = notice
            if editions.last?.from == notice.published { editions.removeLast() }
            editions.append((notice.published, CalendarEdition(Array(inForce.values))))
        }
        self.editions = editions
    }

    /// The notices that had been published by the end of `day`, the latest of each year.
    package func edition(asOf day: LocalDay) -> CalendarEdition {
        var (low, high) = (0, editions.count)
        while low < high {
            let middle = (low + high) / 2
            if editions[middle].from <= day { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? none : editions[low - 1].edition
    }

    /// These notices and no others, as an earlier calculation named them.
    package func edition(of versions: [CalendarVersion]) throws(WorkingCalendarError) -> CalendarEdition {
        CalendarEdition(try notices(of: versions))
    }

    /// The notices that an earlier calculation named, and for years for which it had none those of `day`.
    ///
    /// So a deadline that is moved by a pause keeps its own years and may reach into a year published since.
    package func edition(
        keeping versions: [CalendarVersion],
        asOf day: LocalDay
    ) throws(WorkingCalendarError) -> CalendarEdition {
        let kept = try notices(of: versions)
        let years = Set(kept.map(\.year))
        return CalendarEdition(kept + edition(asOf: day).notices.filter { !years.contains($0.year) })
    }

    private func notices(of versions: [CalendarVersion]) throws(WorkingCalendarError) -> [HolidayNotice] {
        var found: [Int: HolidayNotice] = [:]
        for version in versions where version.published != nil {
            guard let notice = notices.first(where: { $0.version == version }) else {
                throw .unknown(version)
            }
            guard found.updateValue(notice, forKey: version.year) == nil else { throw .twoFor(version.year) }
        }
        return Array(found.values)
    }
}

/// Why notices make no calendar, or a calendar has no such edition.
package enum WorkingCalendarError: Error, Equatable, CustomStringConvertible {
    case publishedTwice(Int, LocalDay)
    case unknown(CalendarVersion)
    case twoFor(Int)

    package var description: String {
        switch self {
        case .publishedTwice(let year, let day):
            "Two notices for \(year) are said to be published on \(day), so neither replaces the other. Correct a day or remove one."
        case .unknown(let version):
            "The calendar has no notice \(version), under which a deadline was given. Put it back; notices are replaced by later ones, never removed."
        case .twoFor(let year):
            "Two notices are named for \(year). Name the one under which the deadline was given."
        }
    }
}
