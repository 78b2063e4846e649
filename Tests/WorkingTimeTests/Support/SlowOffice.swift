import Ledger
import WorkingTime

/// A second way to the same answers, day by day and minute by minute, with nothing precomputed and no idea shared.
///
/// Its zone is eight hours ahead of UTC and never moves its clock.
struct SlowOffice {
    let hours: WorkingHours
    let workingDays: Set<Int64>

    enum End: Equatable {
        case at(Instant, LocalDay)
        case paused(Amount)
    }

    /// The working days of the years 2016 to 2032.
    static func workingDays(under notices: [HolidayNotice]) -> Set<Int64> {
        Set(
            (day("2016-01-01").daysSince1970...day("2032-12-31").daysSince1970).filter {
                isWorking($0, notices)
            }
        )
    }

    func isWorking(_ number: Int64) -> Bool { workingDays.contains(number) }

    private static func isWorking(_ number: Int64, _ notices: [HolidayNotice]) -> Bool {
        let day = LocalDay(daysSince1970: number)
        var answer = (number + 3) % 7 < 5
        // Later notices speak later; each year's latest only.
        for notice in notices.sorted(by: { $0.published < $1.published }) {
            guard !notices.contains(where: { $0.year == notice.year && $0.published > notice.published })
            else { continue }
            if notice.daysOff.contains(day) { answer = false }
            if notice.makeupDays.contains(day) { answer = true }
        }
        return answer
    }

    static func dayNumber(_ instant: Instant) -> Int64 { (instant.rawValue + 28_800_000) / 86_400_000 }
    static func midnight(_ number: Int64) -> Int64 { number * 86_400_000 - 28_800_000 }

    /// Whether the clock stands as a day ends.
    func stands(endOf number: Int64, _ pauses: [Pause]) -> Bool {
        let end = Self.midnight(number + 1)
        return pauses.contains { pause in
            pause.from.rawValue < end && (pause.until.map { end <= $0.rawValue } ?? true)
        }
    }

    /// Whether a minute, as a number since 1970 UTC, is paused.
    func stands(minute: Int64, _ pauses: [Pause]) -> Bool {
        pauses.contains { pause in
            pause.from.rawValue / 60_000 <= minute
                && (pause.until.map { minute < $0.rawValue / 60_000 } ?? true)
        }
    }

    func isWorked(minute: Int64) -> Bool {
        let (day, time) = (minute + 480).quotientAndRemainder(dividingBy: 1440)
        return isWorking(day)
            && hours.spans(on: LocalDay(daysSince1970: day)).contains { $0.from <= time && time < $0.until }
    }

    func end(_ rule: DeadlineRule, _ start: Instant, _ pauses: [Pause]) -> End {
        var parts: [(Int, DeadlineRule.Unit)] = [(rule.count, rule.unit)]
        parts += rule.extensions.map { ($0.count, $0.unit == .workingDays ? .workingDays : .calendarDays) }
        var day = Self.dayNumber(start)
        var moment = start
        for (place, part) in parts.enumerated() {
            var left = units(part.0, part.1, from: start)
            switch part.1 {
            case .workingHours, .urgentHours:
                var minute = start.rawValue / 60_000
                while left > 0 {
                    if isForever(minute * 60_000, pauses) { return .paused(rest(left, place, parts)) }
                    let runs =
                        !stands(minute: minute, pauses)
                        && (part.1 == .urgentHours || isWorked(minute: minute))
                    left -= runs ? 1 : 0
                    minute += 1
                }
                moment = Instant(rawValue: minute * 60_000)
                day = Self.dayNumber(moment)
            default:
                while left > 0 {
                    day += 1
                    if isForever(Self.midnight(day + 1) - 1, pauses) {
                        return .paused(rest(left, place, parts))
                    }
                    let counts = !stands(endOf: day, pauses) && (part.1 != .workingDays || isWorking(day))
                    left -= counts ? 1 : 0
                }
                moment = Instant(rawValue: Self.midnight(day + 1) - 1)
            }
        }
        if case (_, .workingDays)? = parts.last { return .at(moment, LocalDay(daysSince1970: day)) }
        if parts.count == 1, rule.unit == .workingHours || rule.unit == .urgentHours {
            return .at(moment, LocalDay(daysSince1970: day))
        }
        while rule.lastDay == .moves, !isWorking(day) || stands(endOf: day, pauses) {
            day += 1
            if isForever(Self.midnight(day + 1) - 1, pauses) { return .paused(.zero) }
        }
        return .at(Instant(rawValue: Self.midnight(day + 1) - 1), LocalDay(daysSince1970: day))
    }

    /// Units that are over at a moment, of a rule without extensions.
    func used(_ rule: DeadlineRule, _ start: Instant, _ pauses: [Pause], at now: Instant) -> Int {
        var count = 0
        switch rule.unit {
        case .workingHours, .urgentHours:
            var minute = start.rawValue / 60_000
            while minute < now.rawValue / 60_000 {
                let runs =
                    !stands(minute: minute, pauses) && (rule.unit == .urgentHours || isWorked(minute: minute))
                count += runs ? 1 : 0
                minute += 1
            }
        default:
            var day = Self.dayNumber(start) + 1
            while Self.midnight(day + 1) <= now.rawValue {
                let counts = !stands(endOf: day, pauses) && (rule.unit != .workingDays || isWorking(day))
                count += counts ? 1 : 0
                day += 1
            }
        }
        return count
    }

    func units(_ count: Int, _ unit: DeadlineRule.Unit, from start: Instant) -> Int {
        switch unit {
        case .workingDays, .calendarDays: return count
        case .workingHours, .urgentHours: return count * 60
        case .calendarMonths, .calendarYears:
            let months = unit == .calendarYears ? count * 12 : count
            let first = LocalDay(daysSince1970: Self.dayNumber(start))
            // Walk to the month, then to the day of the same number or the month's last.
            var number = Self.dayNumber(start)
            var (passed, month) = (0, first.month)
            while true {
                let next = LocalDay(daysSince1970: number + 1)
                if next.month != month {
                    if passed == months { break }
                    passed += 1
                    month = next.month
                }
                number += 1
                if passed == months, next.day >= first.day { break }
            }
            return Int(number - Self.dayNumber(start))
        }
    }

    /// An open pause has begun, or does not matter: nothing will count any more.
    private func isForever(_ moment: Int64, _ pauses: [Pause]) -> Bool {
        pauses.contains { pause in
            pause.until == nil && pause.from.rawValue / 60_000 <= moment / 60_000
        }
    }

    private func rest(_ left: Int, _ place: Int, _ parts: [(Int, DeadlineRule.Unit)]) -> Amount {
        var amount = Amount()
        for (offset, part) in parts.enumerated() where offset >= place {
            let count = offset == place ? left : part.0
            switch part.1 {
            case .workingDays: amount.workingDays += count
            case .workingHours: amount.workingMinutes += count
            case .urgentHours: amount.urgentMinutes += count
            case .calendarDays, .calendarMonths, .calendarYears: amount.calendarDays += count
            }
        }
        return amount
    }
}
