import Ledger
import Testing
import WorkingTime

@Suite("A deadline")
struct DeadlineTests {
    @Test(
        "in working days ends where the office's calendar says",
        arguments: [
            ("2018-01-02", 15, "2018-01-23"), ("2018-01-02", 60, "2018-03-30"),
            ("2018-02-09", 5, "2018-02-22"), ("2018-02-14", 1, "2018-02-22"),
            ("2018-04-03", 3, "2018-04-09"), ("2018-04-27", 2, "2018-05-02"),
            ("2018-09-28", 5, "2018-10-10"), ("2018-12-28", 1, "2018-12-29"),
            ("2018-12-28", 2, "2019-01-02"), ("2019-01-31", 5, "2019-02-12"),
            ("2019-04-26", 5, "2019-05-06"), ("2019-09-27", 7, "2019-10-12"),
            ("2025-01-24", 5, "2025-02-07"), ("2025-09-26", 5, "2025-10-10"),
            ("2025-09-30", 1, "2025-10-09"), ("2025-12-31", 1, "2026-01-04"),
            ("2026-02-14", 1, "2026-02-24"), ("2026-02-27", 2, "2026-03-02"),
            ("2026-09-18", 5, "2026-09-24"), ("2026-09-30", 3, "2026-10-10"),
        ]
    )
    func workingDays(start: String, count: Int, end: String) throws {
        for clock in ["00:00", "09:20", "23:59"] {
            let deadline = Deadline(
                try .init(count, .workingDays),
                from: at("\(start) \(clock)"),
                under: .office(asOf: start)
            )
            #expect(deadline.lastDay == day(end))
            #expect(!deadline.isProvisional)
            let instant = try #require(deadline.instant)
            #expect(Zone.shanghai.day(of: instant) == day(end))
            #expect(Zone.shanghai.day(of: instant.advanced(byMilliseconds: 1)) > day(end))
        }
    }

    @Test(
        "in calendar days, months or years ends on its day, or the next working day",
        arguments: [
            ("2018-01-02", 15, .calendarDays, "2018-01-17", "2018-01-17"),
            ("2018-03-02", 15, .calendarDays, "2018-03-17", "2018-03-19"),
            ("2018-09-20", 15, .calendarDays, "2018-10-05", "2018-10-08"),
            ("2018-02-01", 10, .calendarDays, "2018-02-11", "2018-02-11"),
            ("2018-01-31", 1, .calendarMonths, "2018-02-28", "2018-02-28"),
            ("2018-02-28", 1, .calendarMonths, "2018-03-28", "2018-03-28"),
            ("2018-11-30", 3, .calendarMonths, "2019-02-28", "2019-02-28"),
            ("2017-12-21", 2, .calendarMonths, "2018-02-21", "2018-02-22"),
            ("2018-05-06", 1, .calendarYears, "2019-05-06", "2019-05-06"),
            ("2018-10-02", 2, .calendarYears, "2020-10-02", "2020-10-09"),
            ("2024-02-29", 1, .calendarYears, "2025-02-28", "2025-02-28"),
        ] as [(String, Int, DeadlineRule.Unit, String, String)]
    )
    func calendar(start: String, count: Int, unit: DeadlineRule.Unit, stays: String, moves: String) throws {
        let timetable = Timetable.office(asOf: "2026-08-01")
        for (policy, end) in [(DeadlineRule.LastDay.stays, stays), (.moves, moves)] {
            let rule = try DeadlineRule(count, unit, lastDay: policy)
            #expect(Deadline(rule, from: at("\(start) 10:00"), under: timetable).lastDay == day(end))
        }
    }

    @Test(
        "in hours runs from the minute, in working time or around the clock",
        arguments: [
            ("2018-03-05 09:20", 4, .workingHours, "2018-03-05 15:20"),
            ("2018-03-05 09:00", 7, .workingHours, "2018-03-05 18:00"),
            ("2018-03-05 09:01", 7, .workingHours, "2018-03-06 09:01"),
            ("2018-03-05 12:30", 1, .workingHours, "2018-03-05 15:00"),
            ("2018-03-05 22:00", 3, .workingHours, "2018-03-06 12:00"),
            ("2018-02-14 17:00", 2, .workingHours, "2018-02-22 10:00"),
            ("2018-04-07 11:00", 1, .workingHours, "2018-04-08 10:00"),
            ("2018-03-05 23:20", 2, .urgentHours, "2018-03-06 01:20"),
            ("2018-02-14 20:00", 24, .urgentHours, "2018-02-15 20:00"),
        ] as [(String, Int, DeadlineRule.Unit, String)]
    )
    func hours(start: String, count: Int, unit: DeadlineRule.Unit, end: String) throws {
        // Seconds of the start are not counted.
        let deadline = Deadline(
            try .init(count, unit),
            from: at(start).advanced(byMilliseconds: 59_999),
            under: .office(asOf: "2018-01-01")
        )
        #expect(deadline.instant == at(end))
        #expect(deadline.lastDay == day(String(end.prefix(10))))
    }

    @Test func isProvisionalOnlyWhereItLeansOnAYearWithoutANotice() throws {
        func deadline(
            _ count: Int,
            _ unit: DeadlineRule.Unit,
            _ policy: DeadlineRule.LastDay
        ) throws -> Deadline {
            Deadline(
                try .init(count, unit, lastDay: policy),
                from: at("2018-11-29 10:00"),
                under: .office(asOf: "2018-11-29")
            )
        }
        let within = try deadline(20, .workingDays, .moves)
        #expect(!within.isProvisional && within.versions.map(\.description) == ["2018@2017-11-30"])
        let beyond = try deadline(30, .workingDays, .moves)
        #expect(beyond.isProvisional)
        #expect(beyond.versions.map(\.description) == ["2018@2017-11-30", "2019@none"])
        #expect(try deadline(60, .calendarDays, .moves).isProvisional)
        // Where the last day stays, no calendar can change it.
        let fixed = try deadline(60, .calendarDays, .stays)
        #expect(!fixed.isProvisional && fixed.versions.isEmpty)
        #expect(try !deadline(2000, .urgentHours, .moves).isProvisional)
        #expect(try deadline(200, .workingHours, .moves).isProvisional)
    }

    @Test func goesOnFromItsUnmovedLastDayWhenExtended() throws {
        let timetable = Timetable.office(asOf: "2018-01-01")
        let thirty = try DeadlineRule.Extension(30, .calendarDays)
        // 60 days from 2 March end on 1 May, a day off; 90 days end on 31 May.
        let petition = Deadline(try .init(60, .calendarDays), from: at("2018-03-02 10:00"), under: timetable)
        #expect(petition.lastDay == day("2018-05-02"))
        #expect(petition.extended(by: thirty).lastDay == day("2018-05-31"))
        let report = Deadline(try .init(15, .workingDays), from: at("2018-01-02 10:00"), under: timetable)
        let fifteen = try DeadlineRule.Extension(15, .workingDays)
        #expect(report.extended(by: fifteen).lastDay == day("2018-02-12"))
        #expect(report.extended(by: fifteen).extended(by: thirty).lastDay == day("2018-03-14"))
        // An extension of days after hours counts from the day after.
        let hours = Deadline(try .init(4, .workingHours), from: at("2018-03-05 09:20"), under: timetable)
        let extended = hours.extended(by: try .init(1, .workingDays))
        #expect(extended.instant == at("2018-03-07 00:00").advanced(byMilliseconds: -1))
    }

    @Test(
        "is refused for a count that no calendar can hold",
        arguments: [
            (0, .workingDays), (-1, .urgentHours), (10_000, .calendarDays), (1201, .calendarMonths),
            (101, .calendarYears), (100_000, .workingHours),
        ] as [(Int, DeadlineRule.Unit)]
    )
    func isRefused(count: Int, unit: DeadlineRule.Unit) {
        #expect(throws: DeadlineRuleError.count(count, unit)) { try DeadlineRule(count, unit) }
    }

    @Test func isCountedForTheLargestCounts() throws {
        for unit in DeadlineRule.Unit.allCases {
            let deadline = Deadline(
                try .init(unit.most, unit),
                from: at("2018-03-05 09:20"),
                under: .office(asOf: "2018-01-01")
            )
            #expect(try #require(deadline.lastDay) > day("2029-01-01"))
        }
    }

    @Test func followsTheWallClockWhereSummerTimeBegins() throws {
        let berlin = Zone(name: "Europe/Berlin")!
        let timetable = Timetable(
            zone: berlin,
            calendar: try WorkingCalendar([]).edition(of: []),
            hours: .office
        )
        // The night to Sunday 25 March 2018 had no hour from 02:00; the days around it count as days all the same.
        let days = Deadline(
            try .init(2, .calendarDays, lastDay: .stays),
            from: berlin.at("2018-03-24 10:00"),
            under: timetable
        )
        #expect(days.instant == berlin.at("2018-03-27 00:00").advanced(byMilliseconds: -1))
        let urgent = Deadline(
            try .init(24, .urgentHours),
            from: berlin.at("2018-03-24 10:00"),
            under: timetable
        )
        #expect(urgent.instant == berlin.at("2018-03-25 11:00"))
        // Working hours are those of the wall clock: from 14:30 to midnight, and 15 and a half hours of Monday.
        let sunday = try HolidayNotice(2018, "2017-11-30", off: "", work: "03-25")
        let open = Timetable(
            zone: berlin,
            calendar: try WorkingCalendar([sunday]).edition(asOf: day("2018-01-01")),
            hours: try WorkingHours([WorkingHours.Span(from: 0, until: 1440)])
        )
        let worked = Deadline(try .init(25, .workingHours), from: berlin.at("2018-03-25 14:30"), under: open)
        #expect(worked.instant == berlin.at("2018-03-26 15:30"))
    }
}
