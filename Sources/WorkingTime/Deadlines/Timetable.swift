package import Ledger

/// What deadlines are counted under: a zone, an edition of the working calendar, and the office's hours.
///
/// A day counts when the clock runs as the day ends; the day of the start never counts. Hours are counted by the
/// minute: the moments of start, pause and end are taken at the beginning of their minute. A pause covers the days
/// from that of its first moment up to, and without, that of its end, which counts again.
package struct Timetable: Sendable {
    package let zone: Zone
    package let calendar: CalendarEdition
    package let hours: WorkingHours
    let minutes: WorkingMinutes

    package init(zone: Zone, calendar: CalendarEdition, hours: WorkingHours) {
        self.zone = zone
        self.calendar = calendar
        self.hours = hours
        minutes = WorkingMinutes(hours, calendar)
    }

    /// The same office under another edition of the calendar.
    package func under(_ calendar: CalendarEdition) -> Self {
        Self(zone: zone, calendar: calendar, hours: hours)
    }
}

/// Reading rulers.
extension Timetable {
    /// How many units lie before `place`, from some fixed beginning.
    func reading(_ ruler: Ruler, at place: Int) -> Int {
        switch ruler {
        case .workingDays: calendar.workingDays(through: place - 1)
        case .calendarDays, .urgentMinutes: place
        case .workingMinutes: minutes.reading(at: place, calendar)
        }
    }

    /// The earliest place with `reading` units before it.
    func place(_ ruler: Ruler, reading: Int) -> Int {
        switch ruler {
        case .workingDays: calendar.workingDay(numbered: reading) + 1
        case .calendarDays, .urgentMinutes: reading
        case .workingMinutes: minutes.place(reading: reading, calendar)
        }
    }

    /// Counts `count` units (1 or more) from `start`, leaving out what lies in a standstill.
    ///
    /// - Parameter standstills: In order, apart from one another.
    func run(_ count: Int, on ruler: Ruler, from start: Int, past standstills: [Standstill]) -> Run {
        var (place, left) = (start, count)
        var reading = reading(ruler, at: start)
        for standstill in standstills where standstill.until > place {
            let end = self.place(ruler, reading: reading + left)
            guard end > standstill.from else { return .reached(end) }
            if standstill.from > place {
                left -= self.reading(ruler, at: standstill.from) - reading
                place = standstill.from
            }
            guard !standstill.isOpen else { return .stopped(at: place, left: left) }
            place = standstill.until
            reading = self.reading(ruler, at: place)
        }
        return .reached(self.place(ruler, reading: reading + left))
    }

    /// How many units run from `start` up to `end`.
    func elapsed(on ruler: Ruler, from start: Int, to end: Int, past standstills: [Standstill]) -> Int {
        guard start < end else { return 0 }
        var count = reading(ruler, at: end) - reading(ruler, at: start)
        for standstill in standstills where standstill.until > start && standstill.from < end {
            count -= reading(ruler, at: min(standstill.until, end))
            count += reading(ruler, at: max(standstill.from, start))
        }
        return count
    }

    /// Where the clock stands, as places in order; pauses that touch or overlap are one.
    func standstills(_ pauses: [Pause], on axis: Ruler.Axis) -> [Standstill] {
        guard !pauses.isEmpty else { return [] }
        var merged: [Standstill] = []
        for pause in pauses.sorted(by: { $0.from < $1.from }) {
            let from = place(of: pause.from, on: axis)
            let until = pause.until.map { place(of: $0, on: axis) } ?? .max
            if let last = merged.last, from <= last.until {
                merged[merged.count - 1].until = max(last.until, until)
            } else if from < until {
                merged.append(Standstill(from: from, until: until))
            }
        }
        return merged
    }
}

/// Between moments and places.
extension Timetable {
    func place(of instant: Instant, on axis: Ruler.Axis) -> Int {
        switch axis {
        case .day: zone.day(of: instant).number
        case .wallMinute: wallMinute(of: instant)
        case .minute: Int(instant.rawValue).flooredQuotient(by: 60_000)
        }
    }

    /// The first moment of a place.
    func instant(of place: Int, on axis: Ruler.Axis) -> Instant {
        switch axis {
        case .day: return zone.instant(LocalDay(number: place))
        case .wallMinute:
            let (day, minute) = (place.flooredQuotient(by: 1440), place.flooredRemainder(by: 1440))
            return zone.instant(LocalDay(number: day), hour: minute / 60, minute: minute % 60)
        case .minute: return Instant(rawValue: Int64(place) * 60_000)
        }
    }

    /// The last moment of a day: the millisecond before the next one begins.
    func end(ofDay day: Int) -> Instant {
        instant(of: day + 1, on: .day).advanced(byMilliseconds: -1)
    }

    private func wallMinute(of instant: Instant) -> Int {
        let day = zone.day(of: instant)
        let minute = Int(instant.rawValue - zone.instant(day).rawValue).flooredQuotient(by: 60_000)
        let isPlain =
            (0..<1440).contains(minute)
            && zone.instant(day, hour: minute / 60, minute: minute % 60)
                == self.instant(of: place(of: instant, on: .minute), on: .minute)
        if isPlain { return day.number * 1440 + minute }
        // The clock was moved on that day, so what has passed of it does not tell what the clock shows: 02:30.
        let digits = zone.clock(of: instant).utf8.suffix(5).map { Int($0) - 48 }
        return day.number * 1440 + (digits[0] * 10 + digits[1]) * 60 + digits[3] * 10 + digits[4]
    }
}
