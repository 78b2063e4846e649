import Ledger
import Testing
import WorkingTime

@Suite("A pause")
struct PauseTests {
    private let timetable = Timetable.office(asOf: "2018-01-01")

    private func end(
        _ count: Int,
        _ unit: DeadlineRule.Unit,
        _ start: String,
        _ pauses: [(String, String?)]
    ) throws
        -> Deadline
    {
        Deadline(
            try .init(count, unit),
            from: at(start),
            pauses: try pauses.map { from, until in
                try Pause(.suspension, from: at(from), until: until.map { at($0) })
            },
            under: timetable
        )
    }

    @Test(
        "takes the days from its first up to that on which it ends",
        arguments: [
            // Without one, 5 working days from Monday 5 March end on the 12th.
            ([], "2018-03-12"),
            ([("2018-03-07 10:00", "2018-03-09 10:00")], "2018-03-14"),
            // Within a day: that day counts, since the clock runs as it ends.
            ([("2018-03-07 09:00", "2018-03-07 17:00")], "2018-03-12"),
            // Whole days, from midnight to midnight.
            ([("2018-03-07 00:00", "2018-03-08 00:00")], "2018-03-13"),
            // A weekend takes nothing from working days.
            ([("2018-03-10 09:00", "2018-03-12 08:00")], "2018-03-12"),
            // Begun before the start, and after the end.
            ([("2018-03-01 09:00", "2018-03-07 08:00")], "2018-03-13"),
            ([("2018-03-13 09:00", nil)], "2018-03-12"),
            // On the last day it keeps that day from ending the term.
            ([("2018-03-12 23:59", "2018-03-20 08:00")], "2018-03-20"),
        ] as [([(String, String?)], String)]
    )
    func days(pauses: [(String, String?)], last: String) throws {
        #expect(try end(5, .workingDays, "2018-03-05 09:20", pauses).lastDay == day(last))
    }

    @Test func countsOnceWhereTwoOverlapOrTouch() throws {
        let pairs: [[(String, String?)]] = [
            [("2018-03-07 10:00", "2018-03-13 10:00")],
            [("2018-03-07 10:00", "2018-03-09 10:00"), ("2018-03-08 10:00", "2018-03-13 10:00")],
            [("2018-03-08 11:00", "2018-03-09 10:00"), ("2018-03-07 10:00", "2018-03-13 10:00")],
            [("2018-03-09 10:00", "2018-03-13 10:00"), ("2018-03-07 10:00", "2018-03-09 10:00")],
        ]
        for pauses in pairs {
            #expect(try end(5, .workingDays, "2018-03-05 09:20", pauses).lastDay == day("2018-03-16"))
            #expect(try end(7, .workingHours, "2018-03-06 14:00", pauses).instant == at("2018-03-13 12:00"))
            #expect(try end(30, .urgentHours, "2018-03-06 14:00", pauses).instant == at("2018-03-13 20:00"))
        }
    }

    @Test func keepsADeadlineOpenAndTellsWhatIsLeft() throws {
        let days = try end(5, .workingDays, "2018-03-05 09:20", [("2018-03-08 10:00", nil)])
        #expect(days.end == .paused(remaining: Amount(workingDays: 3)))
        #expect(days.instant == nil && days.lastDay == nil)
        let hours = try end(7, .workingHours, "2018-03-05 09:20", [("2018-03-05 11:20", nil)])
        #expect(hours.end == .paused(remaining: Amount(workingMinutes: 300)))
        let urgent = try end(2, .urgentHours, "2018-03-05 09:20", [("2018-03-05 11:00", nil)])
        #expect(urgent.end == .paused(remaining: Amount(urgentMinutes: 20)))
        let extended = hours.extended(by: try .init(2, .workingDays)).extended(
            by: try .init(3, .calendarDays)
        )
        #expect(
            extended.end
                == .paused(remaining: Amount(workingDays: 2, calendarDays: 3, workingMinutes: 300))
        )
        let resumed = days.with(pauses: [
            try Pause(.suspension, from: at("2018-03-08 10:00"), until: at("2018-03-20 10:00"))
        ])
        #expect(resumed.lastDay == day("2018-03-22"))
    }

    @Test func beginningAtTheVeryEndLeavesADeadlineInHoursAsItIs() throws {
        let pauses = [("2018-03-05 11:20", nil as String?)]
        #expect(try end(2, .workingHours, "2018-03-05 09:20", pauses).instant == at("2018-03-05 11:20"))
    }

    @Test func onDaysToWhichALastDayWasMovedMovesItFurther() throws {
        // 15 days from 20 September end on 5 October, moved to the 8th.
        let closed = try end(
            15,
            .calendarDays,
            "2018-09-20 10:00",
            [("2018-10-06 10:00", "2018-10-12 10:00")]
        )
        #expect(closed.lastDay == day("2018-10-12"))
        let open = try end(15, .calendarDays, "2018-09-20 10:00", [("2018-10-06 10:00", nil)])
        #expect(open.end == .paused(remaining: .zero))
        let extended = try DeadlineRule(
            15,
            .calendarDays,
            extensions: [.init(2, .calendarDays)]
        )
        let later = Deadline(extended, from: at("2018-09-20 10:00"), pauses: closed.pauses, under: timetable)
        // The pause takes the 6th to the 11th; the extension ends on Saturday the 13th.
        #expect(later.lastDay == day("2018-10-15"))
    }

    @Test func lengthensMonthsByItsDays() throws {
        #expect(
            try end(1, .calendarMonths, "2018-03-05 10:00", [("2018-03-10 10:00", "2018-03-13 10:00")])
                .lastDay
                == day("2018-04-08")
        )
    }

    @Test func isRefusedIfItEndsBeforeItBegins() throws {
        let (early, late) = (at("2018-03-05 10:00"), at("2018-03-05 10:01"))
        #expect(throws: PauseError.endsBeforeItBegins(from: late, until: early)) {
            try Pause(.hearing, from: late, until: early)
        }
        #expect(try Pause(.hearing, from: late, until: late).until == late)
    }
}
