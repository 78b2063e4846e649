package import Ledger

extension Deadline {
    /// A line of the sum, for a page to print in its language.
    package enum Line: Hashable, Sendable {
        /// When it began; the first day that may count, nil for hours, which run at once.
        case start(Instant, countsFrom: LocalDay?)
        /// Days not counted, all for one reason (`.weekend` or `.off`).
        case daysOff(from: LocalDay, through: LocalDay, CalendarEdition.Kind)
        /// A Saturday or Sunday that counts, by which notice.
        case makeup(LocalDay, CalendarVersion)
        /// A pause, and how much of the limit's own unit it kept from running beyond what earlier pauses did.
        case pause(Pause, takes: Amount)
        /// The limit's own count is full on that day.
        case counted(Int, DeadlineRule.Unit, through: LocalDay)
        /// Counting goes on after that day, for an extension.
        case extended(DeadlineRule.Extension, after: LocalDay)
        /// An extension's count is full on that day.
        case extensionCounted(DeadlineRule.Extension, through: LocalDay)
        /// The last day was off, so the term ends on the next working day.
        case moved(from: LocalDay, to: LocalDay)
        case ends(Instant, LocalDay)
        /// A pause is open: no end yet, and this much is left.
        case stands(remaining: Amount)
    }

    /// How the deadline came about, in the order of time.
    ///
    /// Every day from the first that may count up to the last is counted, or in a line of days off, or in a pause.
    package var sum: [Line] {
        var writer = SumWriter(self)
        return writer.lines()
    }
}

/// Writes a sum leg by leg.
private struct SumWriter {
    private let deadline: Deadline
    private let timetable: Timetable
    private let pauses: [Pause]
    private var pausesWritten = 0
    private var written: [Deadline.Line] = []
    /// Days off that the next day may still join.
    private var open: (from: Int, through: Int, kind: CalendarEdition.Kind)?

    init(_ deadline: Deadline) {
        self.deadline = deadline
        timetable = deadline.timetable
        pauses = deadline.pauses.filter { pause in
            pause.until.map { $0 > deadline.start && $0 > pause.from } ?? true
        }.sorted { $0.from < $1.from }
    }

    mutating func lines() -> [Deadline.Line] {
        let legs = deadline.legs
        guard let first = legs.first else { return [] }
        written.append(
            .start(deadline.start, countsFrom: first.ruler.axis == .day ? LocalDay(number: first.from) : nil)
        )
        for (place, leg) in legs.enumerated() {
            let part = place == 0 ? nil : deadline.rule.extensions[place - 1]
            if let part { written.append(.extended(part, after: LocalDay(number: leg.from - 1))) }
            write(leg.run, of: leg.ruler, from: leg.from)
            guard case .reached(let end) = leg.run else { break }
            let last = LocalDay(number: day(leg.ruler.axis, endingAt: end))
            written.append(
                part.map { .extensionCounted($0, through: last) }
                    ?? .counted(deadline.rule.count, deadline.rule.unit, through: last)
            )
        }
        if let move = deadline.move, let end = legs.last?.end, move != .reached(end) {
            write(move, of: .workingDays, from: end - 1)
            if case .reached(let moved) = move {
                written.append(.moved(from: LocalDay(number: end - 1), to: LocalDay(number: moved - 1)))
            }
        }
        switch deadline.end {
        case .at(let instant, let day): written.append(.ends(instant, day))
        case .paused(let remaining): written.append(.stands(remaining: remaining))
        }
        return written
    }

    /// Days off, make-up days and pauses from a place to the end of a run.
    private mutating func write(_ run: Run, of ruler: Ruler, from start: Int) {
        let standstills = timetable.standstills(deadline.pauses, on: ruler.axis)
        var settled = start
        if ruler == .workingDays || ruler == .workingMinutes, start < run.place {
            let unit = ruler.axis == .day ? 1 : 1440
            for day in start.flooredQuotient(by: unit)...(run.place - 1).flooredQuotient(by: unit) {
                writePauses(through: day, run, ruler, &settled)
                let isPaused = standstills.contains {
                    $0.from <= day * unit && (day + 1) * unit <= $0.until
                }
                write(day: day, isPaused ? nil : timetable.calendar.kind(ofDay: day))
            }
        }
        closeDaysOff()
        writePauses(through: .max, run, ruler, &settled)
    }

    private mutating func write(day: Int, _ kind: CalendarEdition.Kind?) {
        if let kind, let last = open, last.kind == kind, last.through == day - 1 {
            open?.through = day
            return
        }
        closeDaysOff()
        switch kind {
        case .off?, .weekend?: open = kind.map { (day, day, $0) }
        case .makeup(let version)?: written.append(.makeup(LocalDay(number: day), version))
        case .weekday?, nil: break
        }
    }

    private mutating func closeDaysOff() {
        guard let days = open else { return }
        open = nil
        written.append(
            .daysOff(from: LocalDay(number: days.from), through: LocalDay(number: days.through), days.kind)
        )
    }

    /// The pauses that begin by a day and before the run ends.
    private mutating func writePauses(through day: Int, _ run: Run, _ ruler: Ruler, _ settled: inout Int) {
        while pausesWritten < pauses.count {
            let pause = pauses[pausesWritten]
            let begins = timetable.place(of: pause.from, on: ruler.axis)
            guard timetable.place(of: pause.from, on: .day) <= day else { return }
            if case .reached(let end) = run, begins >= end { return }
            closeDaysOff()
            pausesWritten += 1
            let from = max(settled, begins)
            // What an open pause takes is not known yet, and nothing is left for pauses inside it.
            let until = pause.until.map { timetable.place(of: $0, on: ruler.axis) }
            settled = max(settled, until ?? .max)
            let taken = until.map { until in
                from < until ? timetable.reading(ruler, at: until) - timetable.reading(ruler, at: from) : 0
            }
            written.append(.pause(pause, takes: Amount(taken ?? 0, on: ruler)))
        }
    }

    private func day(_ axis: Ruler.Axis, endingAt place: Int) -> Int {
        switch axis {
        case .day: place - 1
        case .wallMinute: (place - 1).flooredQuotient(by: 1440)
        case .minute: timetable.zone.day(of: timetable.instant(of: place, on: .minute)).number
        }
    }
}
