import Ledger
import TestSupport
import Testing
import WorkingTime

/// Random rules, starts, pauses and calendars, compared with `SlowOffice`.
@Suite("Any deadline")
struct RandomDeadlineTests {
    @Test(
        "ends where counting day by day or minute by minute ends",
        arguments: [
            (.workingDays, 90, 2500), (.calendarDays, 120, 2500), (.calendarMonths, 14, 600),
            (.calendarYears, 3, 300), (.workingHours, 40, 700), (.urgentHours, 120, 500),
        ] as [(DeadlineRule.Unit, Int, Int)]
    )
    func ends(unit: DeadlineRule.Unit, most: Int, cases: Int) throws {
        var random = SeededGenerator(seed: 2018)
        var (open, paused, provisional) = (0, 0, 0)
        for _ in 0..<cases {
            let sample = try Sample(unit, most: most, &random)
            let deadline = sample.deadline
            let slow = sample.slow.end(deadline.rule, deadline.start, deadline.pauses)
            switch (deadline.end, slow) {
            case (.at(let instant, let day), .at(let slowInstant, let slowDay)):
                #expect(instant == slowInstant && day == slowDay, "\(sample)")
            case (.paused(let remaining), .paused(let slowRemaining)):
                #expect(remaining == slowRemaining, "\(sample)")
                open += 1
            default: Issue.record("\(deadline.end) is not \(slow): \(sample)")
            }
            paused += deadline.pauses.isEmpty ? 0 : 1
            provisional += deadline.isProvisional ? 1 : 0
            // The versions that it names give it again.
            let again = deadline.recalculated(
                under: try WorkingCalendar.stateCouncil.edition(of: deadline.versions)
            )
            #expect(!again.isChanged, "\(sample)")
        }
        #expect(open > cases / 50 && paused > cases / 2 && provisional > 0, "the cases show something")
    }

    @Test(
        "has a clock that agrees with it",
        arguments: [
            (.workingDays, 30, 800), (.calendarDays, 45, 800), (.workingHours, 30, 300),
            (.urgentHours, 60, 300),
        ] as [(DeadlineRule.Unit, Int, Int)]
    )
    func clock(unit: DeadlineRule.Unit, most: Int, cases: Int) throws {
        var random = SeededGenerator(seed: 2019)
        var lights: [DeadlineClock.Light: Int] = [:]
        for _ in 0..<cases {
            let sample = try Sample(unit, most: most, extensions: 0, &random)
            let deadline = sample.deadline
            let end = deadline.instant ?? deadline.start.advanced(byMilliseconds: 10 * 86_400_000)
            let span = end.rawValue - deadline.start.rawValue
            let now = deadline.start.advanced(byMilliseconds: .random(in: 0...(span * 5 / 4), using: &random))
            let clock = deadline.clock(at: now)
            let used = sample.slow.used(deadline.rule, deadline.start, deadline.pauses, at: now)
            #expect(clock.used == amount(used, unit), "\(now) \(sample)")
            let isLate = deadline.instant.map { now > $0 } ?? false
            #expect((clock.light == .red) == isLate && (clock.permille > 1000) == isLate, "\(now) \(sample)")
            #expect((clock.light == .green) == (clock.permille <= 800), "\(now) \(sample)")
            let limit = deadline.rule.count * (unit == .workingHours || unit == .urgentHours ? 60 : 1)
            #expect(clock.limit == amount(limit, unit))
            #expect(
                clock.remaining == (isLate ? .zero : amount(max(0, limit - used), unit)),
                "\(now) \(sample)"
            )
            #expect(
                clock.overdue == (isLate ? amount(max(0, used - limit), unit) : .zero),
                "\(now) \(sample)"
            )
            lights[clock.light, default: 0] += 1
        }
        #expect(lights.count == 3, "the cases show something")
    }

    @Test func hasASumThatPutsEveryDayInOnePlace() throws {
        var random = SeededGenerator(seed: 2020)
        for _ in 0..<1500 {
            let sample = try Sample(.workingDays, most: 60, extensions: 0, &random)
            let deadline = sample.deadline
            guard let last = deadline.lastDay else { continue }
            let first = SlowOffice.dayNumber(deadline.start) + 1
            var (listed, made): ([Int64], [Int64]) = ([], [])
            for line in deadline.sum {
                switch line {
                case .daysOff(let from, let through, let kind):
                    #expect(!kind.isWorking)
                    listed += from.daysSince1970...through.daysSince1970
                case .makeup(let day, _): made.append(day.daysSince1970)
                default: break
                }
            }
            let all = Array(first...last.daysSince1970)
            let running = all.filter { !sample.slow.stands(endOf: $0, deadline.pauses) }
            #expect(listed == running.filter { !sample.slow.isWorking($0) }, "\(sample)")
            #expect(made == running.filter { sample.slow.isWorking($0) && ($0 + 3) % 7 > 4 }, "\(sample)")
            #expect(running.count - listed.count == deadline.rule.count, "\(sample)")
            let taken = deadline.sum.reduce(0) { sum, line in
                guard case .pause(_, let takes) = line else { return sum }
                return sum + takes.workingDays
            }
            #expect(taken == all.filter(sample.slow.isWorking).count - deadline.rule.count, "\(sample)")
        }
    }

    private func amount(_ count: Int, _ unit: DeadlineRule.Unit) -> Amount {
        switch unit {
        case .workingDays: Amount(workingDays: count)
        case .calendarDays, .calendarMonths, .calendarYears: Amount(calendarDays: count)
        case .workingHours: Amount(workingMinutes: count)
        case .urgentHours: Amount(urgentMinutes: count)
        }
    }
}

/// A random case.
private struct Sample: CustomStringConvertible {
    let deadline: Deadline
    let slow: SlowOffice

    init(
        _ unit: DeadlineRule.Unit,
        most: Int,
        extensions: Int = 2,
        _ random: inout SeededGenerator
    ) throws {
        let start = Instant(rawValue: .random(in: 17_200...18_300, using: &random) * 86_400_000)
            .advanced(byMilliseconds: .random(in: 0..<86_400_000, using: &random))
        let rule = try DeadlineRule(
            .random(in: 1...most, using: &random),
            unit,
            lastDay: Bool.random(using: &random) ? .moves : .stays,
            extensions: (0..<Int.random(in: 0...extensions, using: &random)).map { _ in
                try .init(
                    .random(in: 1...20, using: &random),
                    Bool.random(using: &random) ? .workingDays : .calendarDays
                )
            }
        )
        let hours = try WorkingHours(
            WorkingHours.office.spans,
            changes: [
                .init(
                    from: day("2018-06-01"),
                    spans: [.init(from: 480, until: 750), .init(from: 870, until: 1110)]
                ),
                .init(
                    from: day("2018-10-03"),
                    spans: [.init(from: 0, until: 60), .init(from: 1380, until: 1440)]
                ),
                .init(from: day("2018-10-05"), spans: WorkingHours.office.spans),
            ]
        )
        let office = Self.offices[.random(in: 0..<Self.offices.count, using: &random)]
        let pauses = try Self.pauses(of: unit, from: start, &random)
        deadline = Deadline(
            rule,
            from: start,
            pauses: pauses,
            under: Timetable(zone: .shanghai, calendar: office.edition, hours: hours)
        )
        slow = SlowOffice(hours: hours, workingDays: office.workingDays)
    }

    /// The calendar before its first notice, and from each one of its first years, with the days by the slow way.
    private static let offices: [(edition: CalendarEdition, workingDays: Set<Int64>)] = [
        "2016-01-01", "2016-12-01", "2017-11-30", "2018-12-05", "2018-12-06", "2019-03-22", "2019-11-21",
        "2020-01-27",
    ].map { text in
        let published = HolidayNotice.stateCouncil.filter { $0.published <= day(text) }
        return (
            WorkingCalendar.stateCouncil.edition(asOf: day(text)), SlowOffice.workingDays(under: published)
        )
    }

    /// Up to four, some at midnight or on the minute, some open.
    private static func pauses(
        of unit: DeadlineRule.Unit,
        from start: Instant,
        _ random: inout SeededGenerator
    ) throws -> [Pause] {
        let reach: Int64 = unit == .workingHours || unit == .urgentHours ? 6 : 60
        return try (0..<Int.random(in: 0...4, using: &random)).map { _ in
            let step: Int64 = [1, 60_000, 3_600_000, 86_400_000].randomElement(using: &random) ?? 1
            func round(_ moment: Int64) -> Int64 { (moment + 28_800_000) / step * step - 28_800_000 }
            let from = round(start.rawValue + .random(in: -86_400_000...reach * 86_400_000, using: &random))
            let length = Int64.random(in: 0...reach * 86_400_000 / 4, using: &random)
            let isOpen = Int.random(in: 0..<12, using: &random) == 0
            return try Pause(
                Pause.Cause.allCases.randomElement(using: &random) ?? .hearing,
                from: Instant(rawValue: from),
                until: isOpen ? nil : Instant(rawValue: max(from, round(from + length)))
            )
        }
    }

    var description: String {
        let pauses = deadline.pauses.map { "\($0.from)..\($0.until?.description ?? "open")" }
        return
            "\(deadline.rule) from \(deadline.start), pauses \(pauses), under \(deadline.timetable.calendar.notices.map(\.version))"
    }
}
