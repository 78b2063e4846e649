import Ledger
import Testing
import WorkingTime

@Suite("The clock of a deadline")
struct DeadlineClockTests {
    private let timetable = Timetable.office(asOf: "2018-01-01")

    @Test(
        "shows green up to 80 % of the limit, yellow up to its end, and red after it",
        arguments: [
            // 5 working hours from 09:00 on: 80 % are used at 15:00.
            ("2018-03-05 08:00", 0, .green), ("2018-03-05 09:00", 0, .green),
            ("2018-03-05 10:00", 200, .green),
            ("2018-03-05 13:00", 600, .green), ("2018-03-05 15:00", 800, .green),
            ("2018-03-05 15:01", 804, .yellow), ("2018-03-05 16:00", 1000, .yellow),
            ("2018-03-05 16:01", 1004, .red), ("2018-03-05 20:00", 1400, .red),
        ] as [(String, Int, DeadlineClock.Light)]
    )
    func light(now: String, permille: Int, light: DeadlineClock.Light) throws {
        let clock = Deadline(try .init(5, .workingHours), from: at("2018-03-05 09:00"), under: timetable)
            .clock(at: at(now))
        #expect(clock.permille == permille)
        #expect(clock.light == light)
    }

    @Test func isRedFromTheFirstMillisecondAfterTheEndEvenAtNight() throws {
        let deadline = Deadline(try .init(7, .workingHours), from: at("2018-03-05 09:00"), under: timetable)
        #expect(deadline.clock(at: at("2018-03-05 18:00")).light == .yellow)
        let late = deadline.clock(at: at("2018-03-05 18:00").advanced(byMilliseconds: 1))
        #expect(late.light == .red && late.permille == 1001)
        #expect(late.remaining == .zero && late.overdue == .zero)
        #expect(deadline.clock(at: at("2018-03-06 09:30")).overdue == Amount(workingMinutes: 30))
    }

    @Test func countsWholeDaysAndTheMinutesOfTheCurrentOne() throws {
        // Tuesday 6 to Monday 12 March.
        let deadline = Deadline(try .init(5, .workingDays), from: at("2018-03-05 09:20"), under: timetable)
        for (now, used, permille) in [
            ("2018-03-05 23:59", 0, 0), ("2018-03-06 00:00", 0, 0), ("2018-03-06 12:00", 0, 100),
            ("2018-03-07 00:00", 1, 200), ("2018-03-10 12:00", 4, 800), ("2018-03-11 23:59", 4, 800),
            ("2018-03-12 00:01", 4, 801), ("2018-03-12 12:00", 4, 900), ("2018-03-13 00:00", 5, 1001),
            ("2018-03-14 00:00", 6, 1200),
        ] {
            let clock = deadline.clock(at: at(now))
            #expect(clock.used == Amount(workingDays: used), "\(now)")
            #expect(clock.remaining == Amount(workingDays: max(0, 5 - used)), "\(now)")
            #expect(clock.overdue == Amount(workingDays: max(0, used - 5)), "\(now)")
            #expect(clock.permille == permille, "\(now)")
        }
    }

    @Test func standsInAPause() throws {
        let pause = try Pause(.suspension, from: at("2018-03-07 10:00"), until: at("2018-03-14 10:00"))
        let deadline = Deadline(
            try .init(5, .workingDays),
            from: at("2018-03-05 09:20"),
            pauses: [pause],
            under: timetable
        )
        for now in ["2018-03-07 10:00", "2018-03-09 15:00", "2018-03-14 09:59"] {
            let clock = deadline.clock(at: at(now))
            #expect(clock.standsFor == [.suspension] && clock.permille == 200)
            #expect(clock.remaining == Amount(workingDays: 4))
        }
        let running = deadline.clock(at: at("2018-03-14 12:00"))
        #expect(running.standsFor.isEmpty && running.permille == 300)
        // An open pause: the clock answers although there is no end.
        let open = deadline.with(pauses: [try Pause(.awaitingParty, from: at("2018-03-07 10:00"))])
        let still = open.clock(at: at("2020-01-01 00:00"))
        #expect(still.used == Amount(workingDays: 1) && still.light == .green)
        #expect(open.end == .paused(remaining: still.remaining))
    }

    @Test func keepsItsLightOnDaysToWhichALastDayWasMoved() throws {
        // 15 days end on 5 October, moved to the 8th.
        let deadline = Deadline(try .init(15, .calendarDays), from: at("2018-09-20 10:00"), under: timetable)
        for now in ["2018-10-06 00:00", "2018-10-08 23:59"] {
            let clock = deadline.clock(at: at(now))
            #expect(clock.light == .yellow && clock.permille == 1000 && clock.remaining == .zero)
        }
        #expect(deadline.clock(at: at("2018-10-09 00:00")).light == .red)
    }

    @Test func addsExtensionsToTheLimitEachByWhatItTakesOfAPlainWeek() throws {
        let extended = Deadline(
            try .init(
                7,
                .workingHours,
                extensions: [.init(1, .workingDays), .init(7, .calendarDays)]
            ),
            from: at("2018-03-05 09:00"),
            under: timetable
        )
        let limit = Amount(workingDays: 1, calendarDays: 7, workingMinutes: 420)
        // A day's hours, a working day (7/5 of a day each), and 7 days: 1.4 of 9.8, 2.8 of 9.8.
        for (now, permille, used) in [
            ("2018-03-05 18:00", 143, Amount(workingMinutes: 420)),
            ("2018-03-07 00:00", 286, Amount(workingDays: 1, workingMinutes: 420)),
            ("2018-03-07 12:00", 337, Amount(workingDays: 1, workingMinutes: 420)),
            ("2018-03-13 23:59", 1000, Amount(workingDays: 1, calendarDays: 6, workingMinutes: 420)),
        ] {
            let clock = extended.clock(at: at(now))
            #expect(clock.limit == limit)
            #expect(clock.used == used, "\(now)")
            #expect(clock.permille == permille, "\(now)")
        }
    }
}
