package import Ledger

/// Until when a matter has to be done, with all that it was counted from.
///
/// It is a pure value of its rule, start, pauses and timetable. The sum, the versions of the calendar and the clock
/// are worked out when they are asked for.
package struct Deadline: Sendable {
    package enum End: Hashable, Sendable {
        /// The last moment that is still in time, and its day. What happens later is late.
        case at(Instant, LocalDay)
        /// A pause is open, so there is no end yet; this much is left when it ends.
        case paused(remaining: Amount)
    }

    package let rule: DeadlineRule
    package let start: Instant
    package let pauses: [Pause]
    package let timetable: Timetable
    package let end: End
    /// Whether the count leans on a year without a notice, so that it has to be repeated when that comes out.
    package let isProvisional: Bool

    /// The rule's parts one after another, as far as the clock has come to them.
    let legs: [Leg]
    /// From the last day as counted to the working day on which the term ends; nil where the rule moves nothing.
    let move: Run?

    package init(_ rule: DeadlineRule, from start: Instant, pauses: [Pause] = [], under timetable: Timetable)
    {
        self.rule = rule
        self.start = start
        self.pauses = pauses
        self.timetable = timetable
        legs = Leg.legs(of: rule, from: start, pauses, timetable)
        move = legs.last?.move(rule, pauses, timetable)
        end = Self.end(rule, legs, move, timetable)
        isProvisional = Self.consulted(legs, move).map { !timetable.calendar.isPublished($0) } ?? false
    }

    /// The last moment in time; nil while a pause is open.
    package var instant: Instant? {
        guard case .at(let instant, _) = end else { return nil }
        return instant
    }

    package var lastDay: LocalDay? {
        guard case .at(_, let day) = end else { return nil }
        return day
    }

    /// The notices that decided which days were counted, year by year; empty where none was looked at.
    package var versions: [CalendarVersion] {
        Self.consulted(legs, move).map(timetable.calendar.versions) ?? []
    }

    private static func end(_ rule: DeadlineRule, _ legs: [Leg], _ move: Run?, _ timetable: Timetable) -> End
    {
        guard let last = legs.last else { return .paused(remaining: .zero) }
        switch (last.run, move) {
        case (.stopped(_, let left), _):
            return .paused(
                remaining: rule.extensions.dropFirst(legs.count - 1).reduce(Amount(left, on: last.ruler)) {
                    $0 + Amount($1.count, on: $1.unit.ruler)
                }
            )
        case (.reached, .stopped): return .paused(remaining: .zero)
        case (.reached, .reached(let moved)): return timetable.end(.day, at: moved)
        case (.reached(let place), nil): return timetable.end(last.ruler.axis, at: place)
        }
    }

    /// The days whose working or not decided the end.
    private static func consulted(_ legs: [Leg], _ move: Run?) -> ClosedRange<LocalDay>? {
        var days: ClosedRange<Int>?
        func add(_ first: Int, _ last: Int) {
            days = min(days?.lowerBound ?? first, first)...max(days?.upperBound ?? last, first, last)
        }
        for leg in legs {
            switch leg.ruler {
            case .workingDays: add(leg.from, leg.end - 1)
            case .workingMinutes:
                add(leg.from.flooredQuotient(by: 1440), (leg.end - 1).flooredQuotient(by: 1440))
            case .calendarDays, .urgentMinutes: break
            }
        }
        if let move, let last = legs.last { add(last.end - 1, move.place - 1) }
        return days.map { LocalDay(number: $0.lowerBound)...LocalDay(number: $0.upperBound) }
    }
}

extension Timetable {
    fileprivate func end(_ axis: Ruler.Axis, at place: Int) -> Deadline.End {
        switch axis {
        case .day: return .at(end(ofDay: place - 1), LocalDay(number: place - 1))
        case .wallMinute, .minute:
            let instant = instant(of: place, on: axis)
            return .at(instant, zone.day(of: instant))
        }
    }
}

extension Run {
    /// Where it came to, for good or until an open pause ends.
    var place: Int {
        switch self {
        case .reached(let place), .stopped(let place, _): place
        }
    }
}
