package import Ledger

/// How a deadline stands at a moment: what is used, what is left, and the colour of the light.
package struct DeadlineClock: Hashable, Sendable {
    /// The traffic light of digital urban management.
    package enum Light: String, Sendable {
        /// Up to 800 ‰ of the limit used.
        case green
        /// Up to the end.
        case yellow
        /// After it.
        case red
    }

    /// The limit with its extensions; months and years as the calendar days that they came to.
    package let limit: Amount
    /// Whole days that are over, or minutes; beyond the limit once it is late.
    package let used: Amount
    /// What is left, the current day included; zero once it is late, or on days to which a last day was moved.
    package let remaining: Amount
    /// By how much the limit is exceeded.
    package let overdue: Amount
    /// The share of the limit that is used, rounded up, the current day by its minutes; above 1000 only if late.
    package let permille: Int
    package let light: Light
    /// The causes for which the clock stands at that moment.
    package let standsFor: [Pause.Cause]
}

extension Deadline {
    /// The clock at a moment, by the pauses known to the deadline.
    package func clock(at now: Instant) -> DeadlineClock {
        let causes = pauses.filter { pause in
            pause.from <= now && (pause.until.map { now < $0 } ?? true)
        }.map(\.cause)
        var (limit, used) = (Amount.zero, Amount.zero)
        var (limitWeight, usedWeight) = (0, 0)
        let hour = timetable.minutes.minutes(ofDay: timetable.place(of: start, on: .day))
        func add(_ ruler: Ruler, limit count: Int, used done: Int, ofToday minutes: Int) {
            limit = limit + Amount(count, on: ruler)
            used = used + Amount(done, on: ruler)
            let weight = ruler.weight(minutesOfDay: hour)
            limitWeight += count * weight.unit
            usedWeight += done * weight.unit + minutes * weight.minute
        }
        for (place, leg) in legs.enumerated() {
            let (done, minutes) = self.used(of: leg, at: now, isLast: place == rule.extensions.count)
            add(leg.ruler, limit: leg.count, used: done, ofToday: causes.isEmpty ? minutes : 0)
        }
        for part in rule.extensions.dropFirst(legs.count - 1) {
            add(part.unit.ruler, limit: part.count, used: 0, ofToday: 0)
        }
        let isLate = instant.map { now > $0 } ?? false
        let share = (usedWeight * 1000 + limitWeight - 1) / limitWeight
        let permille = isLate ? max(1001, share) : min(1000, share)
        return DeadlineClock(
            limit: limit,
            used: used,
            remaining: isLate ? .zero : limit.exceeding(used),
            overdue: isLate ? used.exceeding(limit) : .zero,
            permille: permille,
            light: permille > 1000 ? .red : permille > 800 ? .yellow : .green,
            standsFor: causes
        )
    }

    /// The units of a leg that are over, and the minutes of the current day if it counts as it stands.
    private func used(of leg: Leg, at now: Instant, isLast: Bool) -> (done: Int, minutesOfToday: Int) {
        let axis = leg.ruler.axis
        let standstills = timetable.standstills(pauses, on: axis)
        var place = timetable.place(of: now, on: axis)
        if !isLast, case .reached(let end) = leg.run { place = min(place, end) }
        let done = timetable.elapsed(on: leg.ruler, from: leg.from, to: place, past: standstills)
        let isCounting =
            axis == .day && leg.from <= place && (isLast || place < leg.end)
            && timetable.reading(leg.ruler, at: place + 1) > timetable.reading(leg.ruler, at: place)
            && !standstills.contains { $0.contains(place) }
        guard isCounting else { return (done, 0) }
        return (done, timetable.place(of: now, on: .wallMinute) - place * 1440)
    }
}

extension Ruler {
    /// What a unit weighs in the share of a limit of several units, and a minute of a counting day: what it takes of
    /// a plain week of seven days with five working days, in tenths of a minute of which `minutesOfDay` times.
    fileprivate func weight(minutesOfDay: Int) -> (unit: Int, minute: Int) {
        switch self {
        case .calendarDays: (1440 * 10 * minutesOfDay, 10 * minutesOfDay)
        case .workingDays: (1440 * 14 * minutesOfDay, 14 * minutesOfDay)
        case .workingMinutes: (1440 * 14, 0)
        case .urgentMinutes: (10 * minutesOfDay, 0)
        }
    }
}
