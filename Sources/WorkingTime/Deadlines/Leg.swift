import Ledger

/// A part of a term, the limit itself or an extension, laid on its ruler.
struct Leg: Sendable {
    let ruler: Ruler
    let count: Int
    /// The first place that may count.
    let from: Int
    let run: Run

    /// Where it ends, or where the open pause stopped it.
    var end: Int { run.place }

    /// The parts of a rule up to the one that an open pause stops.
    static func legs(
        of rule: DeadlineRule,
        from start: Instant,
        _ pauses: [Pause],
        _ timetable: Timetable
    ) -> [Leg] {
        let first = leg(for: rule, from: start, pauses, timetable)
        guard !rule.extensions.isEmpty, case .reached(let end) = first.run else { return [first] }
        var legs = [first]
        let standstills = timetable.standstills(pauses, on: .day)
        var from = first.ruler.axis == .day ? end : timetable.dayAfter(end, on: first.ruler.axis)
        for part in rule.extensions {
            let ruler = part.unit.ruler
            let run = timetable.run(part.count, on: ruler, from: from, past: standstills)
            legs.append(Leg(ruler: ruler, count: part.count, from: from, run: run))
            guard case .reached(let end) = run else { break }
            from = end
        }
        return legs
    }

    /// The next working day on which the clock runs, where the rule moves an end on a day off.
    func move(_ rule: DeadlineRule, _ pauses: [Pause], _ timetable: Timetable) -> Run? {
        guard rule.lastDay == .moves, ruler == .calendarDays, case .reached(let end) = run else { return nil }
        let standstills = timetable.standstills(pauses, on: .day)
        // The last day counts itself if it is a working day; then nothing is moved.
        return timetable.run(1, on: .workingDays, from: end - 1, past: standstills)
    }

    private static func leg(
        for rule: DeadlineRule,
        from start: Instant,
        _ pauses: [Pause],
        _ timetable: Timetable
    ) -> Leg {
        let ruler = rule.unit.ruler
        let standstills = timetable.standstills(pauses, on: ruler.axis)
        let place = timetable.place(of: start, on: ruler.axis)
        // The day of the start is not counted; the minute of the start is.
        let from = ruler.axis == .day ? place + 1 : place
        let count =
            switch rule.unit {
            case .workingDays, .calendarDays: rule.count
            case .calendarMonths: LocalDay(number: place).days(toMonth: rule.count)
            case .calendarYears: LocalDay(number: place).days(toMonth: rule.count * 12)
            case .workingHours, .urgentHours: rule.count * 60
            }
        let run = timetable.run(count, on: ruler, from: from, past: standstills)
        return Leg(ruler: ruler, count: count, from: from, run: run)
    }
}

extension DeadlineRule.Unit {
    /// Months and years become the calendar days up to their corresponding day.
    var ruler: Ruler {
        switch self {
        case .workingDays: .workingDays
        case .calendarDays, .calendarMonths, .calendarYears: .calendarDays
        case .workingHours: .workingMinutes
        case .urgentHours: .urgentMinutes
        }
    }
}

extension DeadlineRule.Extension.Unit {
    var ruler: Ruler { self == .workingDays ? .workingDays : .calendarDays }
}

extension LocalDay {
    /// Days to the day of the same number `months` later, or to that month's last where it has none.
    fileprivate func days(toMonth months: Int) -> Int {
        let month = year * 12 + month - 1 + months
        var day = day
        while day > 28, LocalDay(year: month / 12, month: month % 12 + 1, day: day) == nil { day -= 1 }
        let corresponding = LocalDay(year: month / 12, month: month % 12 + 1, day: day)
        return (corresponding?.number ?? number) - number
    }
}

extension Timetable {
    /// The day after that in which a place in minutes lies.
    fileprivate func dayAfter(_ place: Int, on axis: Ruler.Axis) -> Int {
        zone.day(of: instant(of: place, on: axis)).number + 1
    }
}
