package import Ledger

/// The working days under one set of notices, at most one for each year.
///
/// A working day is a Monday to Friday that is not off, or a make-up day. A year without a notice is plain Monday to
/// Friday. Where notices of two years name the same day, that which was published later holds.
package struct CalendarEdition: Sendable {
    /// What a day is, and by which notice.
    package enum Kind: Hashable, Sendable {
        case weekday
        case weekend
        case off(CalendarVersion)
        case makeup(CalendarVersion)

        package var isWorking: Bool {
            switch self {
            case .weekday, .makeup: true
            case .weekend, .off: false
            }
        }
    }

    /// In the order of their years.
    package let notices: [HolidayNotice]
    /// The years that have a notice.
    private let years: [Int]
    /// What the notices say of single days.
    private let named: [Int: Kind]
    /// The first day of the table below, and how many working days lie among that day and the ones after it.
    private let firstDay: Int
    private let worked: [Int32]

    /// - Parameter notices: One a year at most.
    init(_ notices: [HolidayNotice]) {
        self.notices = notices.sorted { $0.year < $1.year }
        years = self.notices.map(\.year)
        named = Self.named(by: notices)
        guard let first = self.notices.first?.year, let last = self.notices.last?.year else {
            (firstDay, worked) = (0, [0])
            return
        }
        // A year more on each side, since a notice may name days there.
        firstDay = Self.newYear(first - 1)
        var table: [Int32] = [0]
        table.reserveCapacity(Self.newYear(last + 2) - firstDay + 1)
        var count: Int32 = 0
        for day in firstDay..<Self.newYear(last + 2) {
            count += (named[day]?.isWorking ?? DayNumber.isWeekday(day)) ? 1 : 0
            table.append(count)
        }
        worked = table
    }

    package func kind(of day: LocalDay) -> Kind { kind(ofDay: day.number) }

    package func isWorking(_ day: LocalDay) -> Bool { isWorking(day: day.number) }

    /// How many working days lie in `days`, both ends counted.
    package func workingDays(in days: ClosedRange<LocalDay>) -> Int {
        workingDays(through: days.upperBound.number) - workingDays(through: days.lowerBound.number - 1)
    }

    private static func newYear(_ year: Int) -> Int {
        LocalDay(year: year, month: 1, day: 1)?.number ?? 0
    }

    private static func named(by notices: [HolidayNotice]) -> [Int: Kind] {
        var named: [Int: (kind: Kind, published: LocalDay)] = [:]
        for notice in notices.sorted(by: { ($0.published, $0.year) < ($1.published, $1.year) }) {
            let days =
                notice.daysOff.map { ($0, Kind.off(notice.version)) }
                + notice.makeupDays.map { ($0, Kind.makeup(notice.version)) }
            for (day, kind) in days {
                // Published on one day: that of the day's own year holds.
                if let other = named[day.number], other.published == notice.published, day.year != notice.year
                {
                    continue
                }
                named[day.number] = (kind, notice.published)
            }
        }
        return named.mapValues(\.kind)
    }
}

/// The same with days as numbers since 1970, on which deadlines are counted.
extension CalendarEdition {
    func kind(ofDay day: Int) -> Kind { named[day] ?? (DayNumber.isWeekday(day) ? .weekday : .weekend) }

    func isWorking(day: Int) -> Bool { workingDays(through: day) != workingDays(through: day - 1) }

    /// How many working days there are from the table's first day through `day`; fewer than none before it.
    func workingDays(through day: Int) -> Int {
        let place = day - firstDay + 1
        guard place >= 0 else {
            return DayNumber.weekdays(through: day) - DayNumber.weekdays(through: firstDay - 1)
        }
        guard place >= worked.count else { return Int(worked[place]) }
        return total + DayNumber.weekdays(through: day) - DayNumber.weekdays(through: lastDay)
    }

    /// The earliest day with `count` working days through it.
    func workingDay(numbered count: Int) -> Int {
        guard count > 0 else {
            return DayNumber.weekday(numbered: count + DayNumber.weekdays(through: firstDay - 1))
        }
        guard count <= total else {
            return DayNumber.weekday(numbered: count - total + DayNumber.weekdays(through: lastDay))
        }
        var (low, high) = (1, worked.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if worked[middle] < count { low = middle + 1 } else { high = middle }
        }
        return firstDay + low - 1
    }

    private var total: Int { Int(worked[worked.count - 1]) }
    private var lastDay: Int { firstDay + worked.count - 2 }
}

/// What a calculation leans on.
extension CalendarEdition {
    /// The notice for each year of `days`, none included, and those of neighbouring years that name a day in it.
    package func versions(for days: ClosedRange<LocalDay>) -> [CalendarVersion] {
        (days.lowerBound.year - 1...days.upperBound.year + 1).compactMap { year in
            let notice = notices.first { $0.year == year }
            guard (days.lowerBound.year...days.upperBound.year).contains(year) else {
                let names = notice.map { ($0.daysOff + $0.makeupDays).contains(where: days.contains) }
                return names == true ? notice?.version : nil
            }
            return CalendarVersion(year: year, published: notice?.published)
        }
    }

    /// Whether every year of `days` has its notice.
    package func isPublished(_ days: ClosedRange<LocalDay>) -> Bool {
        (days.lowerBound.year...days.upperBound.year).allSatisfy(years.contains)
    }
}

extension CalendarEdition: Equatable {
    package static func == (left: Self, right: Self) -> Bool { left.notices == right.notices }
}
