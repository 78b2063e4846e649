import Ledger

/// How many working minutes lie before a minute of the wall clock, and the inverse.
///
/// Places are minutes of the wall clock: 1440 for each day since 1970, and the minutes of the day.
struct WorkingMinutes: Sendable {
    /// A time in which the hours of a working day stay the same.
    private struct Period {
        let firstDay: Int
        let spans: [WorkingHours.Span]
        let minutesOfDay: Int
        /// Working days, by the calendar's count, before the first day.
        let daysBefore: Int
        /// Working minutes before the first day, counted from the first change of hours.
        let minutesBefore: Int
    }

    private let periods: [Period]

    init(_ hours: WorkingHours, _ calendar: CalendarEdition) {
        // The time before the first change counts backward from that day.
        let anchor = hours.changes.first?.from.number ?? 0
        let before = calendar.workingDays(through: anchor - 1)
        var periods = [
            Period(
                firstDay: .min,
                spans: hours.spans,
                minutesOfDay: Self.length(of: hours.spans),
                daysBefore: before,
                minutesBefore: 0
            )
        ]
        var minutes = 0
        for (place, change) in hours.changes.enumerated() {
            let daysBefore = calendar.workingDays(through: change.from.number - 1)
            if place > 0, let last = periods.last {
                minutes += (daysBefore - last.daysBefore) * last.minutesOfDay
            }
            periods.append(
                Period(
                    firstDay: change.from.number,
                    spans: change.spans,
                    minutesOfDay: Self.length(of: change.spans),
                    daysBefore: daysBefore,
                    minutesBefore: minutes
                )
            )
        }
        self.periods = periods
    }

    /// Working minutes before `place`; fewer than none before the first change of hours.
    func reading(at place: Int, _ calendar: CalendarEdition) -> Int {
        let (day, minute) = (place.flooredQuotient(by: 1440), place.flooredRemainder(by: 1440))
        let period = period { $0.firstDay <= day }
        let days = calendar.workingDays(through: day - 1)
        let whole = period.minutesBefore + (days - period.daysBefore) * period.minutesOfDay
        guard minute > 0, calendar.workingDays(through: day) > days else { return whole }
        var today = 0
        for span in period.spans where span.from < minute { today += min(minute, span.until) - span.from }
        return whole + today
    }

    /// The earliest place with `reading` working minutes before it.
    func place(reading: Int, _ calendar: CalendarEdition) -> Int {
        let period = period { $0.minutesBefore < reading }
        let minutes = reading - period.minutesBefore
        let days = (minutes - 1).flooredQuotient(by: period.minutesOfDay)
        let day = calendar.workingDay(numbered: period.daysBefore + days + 1)
        var left = minutes - days * period.minutesOfDay
        for span in period.spans {
            guard left > span.until - span.from else { return day * 1440 + span.from + left }
            left -= span.until - span.from
        }
        return (day + 1) * 1440
    }

    /// Working minutes of a working day.
    func minutes(ofDay day: Int) -> Int { period { $0.firstDay <= day }.minutesOfDay }

    private func period(where holds: (Period) -> Bool) -> Period {
        var place = periods.count - 1
        while place > 0, !holds(periods[place]) { place -= 1 }
        return periods[place]
    }

    private static func length(of spans: [WorkingHours.Span]) -> Int {
        spans.reduce(0) { $0 + $1.until - $1.from }
    }
}
