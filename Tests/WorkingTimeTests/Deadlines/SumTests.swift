import Ledger
import Testing
import WorkingTime

@Suite("The sum of a deadline")
struct SumTests {
    private let timetable = Timetable.office(asOf: "2018-01-01")
    private let notice = CalendarVersion("2018@2017-11-30")!

    @Test func namesDaysOffWithTheirReasonAndMakeupDays() throws {
        let deadline = Deadline(try .init(5, .workingDays), from: at("2018-02-09 09:20"), under: timetable)
        #expect(
            deadline.sum == [
                .start(at("2018-02-09 09:20"), countsFrom: day("2018-02-10")),
                .daysOff(from: day("2018-02-10"), through: day("2018-02-10"), .weekend),
                .makeup(day("2018-02-11"), notice),
                .daysOff(from: day("2018-02-15"), through: day("2018-02-21"), .off(notice)),
                .counted(5, .workingDays, through: day("2018-02-22")),
                .ends(at("2018-02-23 00:00").advanced(byMilliseconds: -1), day("2018-02-22")),
            ]
        )
    }

    @Test func namesPausesAndWhatEachTakes() throws {
        let waiting = try Pause(.awaitingParty, from: at("2018-03-07 10:00"), until: at("2018-03-09 10:00"))
        let hearing = try Pause(.hearing, from: at("2018-03-08 09:00"), until: at("2018-03-12 12:00"))
        let brief = try Pause(.hearing, from: at("2018-03-13 09:00"), until: at("2018-03-13 12:00"))
        let before = try Pause(.hearing, from: at("2018-03-01 09:00"), until: at("2018-03-01 12:00"))
        let after = try Pause(.suspension, from: at("2018-03-15 00:00"))
        let deadline = Deadline(
            try .init(4, .workingDays),
            from: at("2018-03-05 09:20"),
            pauses: [after, brief, hearing, waiting, before],
            under: timetable
        )
        #expect(
            deadline.sum == [
                .start(at("2018-03-05 09:20"), countsFrom: day("2018-03-06")),
                .pause(waiting, takes: Amount(workingDays: 2)),
                .pause(hearing, takes: Amount(workingDays: 1)),
                .pause(brief, takes: .zero),
                .counted(4, .workingDays, through: day("2018-03-14")),
                .ends(at("2018-03-15 00:00").advanced(byMilliseconds: -1), day("2018-03-14")),
            ]
        )
    }

    @Test func tellsExtensionsAndTheMovedDay() throws {
        let part = try DeadlineRule.Extension(2, .calendarDays)
        let deadline = Deadline(
            try .init(1, .calendarMonths, extensions: [part]),
            from: at("2018-09-02 09:20"),
            under: timetable
        )
        #expect(
            deadline.sum == [
                .start(at("2018-09-02 09:20"), countsFrom: day("2018-09-03")),
                .counted(1, .calendarMonths, through: day("2018-10-02")),
                .extended(part, after: day("2018-10-02")),
                .extensionCounted(part, through: day("2018-10-04")),
                .daysOff(from: day("2018-10-04"), through: day("2018-10-07"), .off(notice)),
                .moved(from: day("2018-10-04"), to: day("2018-10-08")),
                .ends(at("2018-10-09 00:00").advanced(byMilliseconds: -1), day("2018-10-08")),
            ]
        )
    }

    @Test func ofHoursNamesDaysOffAndPausesInMinutes() throws {
        let pause = try Pause(.suspension, from: at("2018-02-14 17:30"), until: at("2018-02-22 09:10"))
        let later = try Pause(.suspension, from: at("2018-02-22 17:30"), until: at("2018-02-22 17:40"))
        let deadline = Deadline(
            try .init(2, .workingHours),
            from: at("2018-02-14 16:30"),
            pauses: [pause, later],
            under: timetable
        )
        #expect(
            deadline.sum == [
                .start(at("2018-02-14 16:30"), countsFrom: nil),
                .pause(pause, takes: Amount(workingMinutes: 40)),
                .counted(2, .workingHours, through: day("2018-02-22")),
                .ends(at("2018-02-22 10:10"), day("2018-02-22")),
            ]
        )
        #expect(
            Deadline(try .init(2, .workingHours), from: at("2018-04-28 17:30"), under: timetable).sum == [
                .start(at("2018-04-28 17:30"), countsFrom: nil),
                .makeup(day("2018-04-28"), notice),
                .daysOff(from: day("2018-04-29"), through: day("2018-05-01"), .off(notice)),
                .counted(2, .workingHours, through: day("2018-05-02")),
                .ends(at("2018-05-02 10:30"), day("2018-05-02")),
            ]
        )
    }

    @Test func stopsAtAnOpenPause() throws {
        let pause = try Pause(.suspension, from: at("2018-03-12 10:00"))
        let inside = try Pause(.hearing, from: at("2018-03-14 10:00"), until: at("2018-03-16 10:00"))
        let deadline = Deadline(
            try .init(15, .workingDays),
            from: at("2018-03-05 09:20"),
            pauses: [pause, inside],
            under: timetable
        )
        #expect(
            deadline.sum == [
                .start(at("2018-03-05 09:20"), countsFrom: day("2018-03-06")),
                .daysOff(from: day("2018-03-10"), through: day("2018-03-11"), .weekend),
                .pause(pause, takes: .zero),
                .pause(inside, takes: .zero),
                .stands(remaining: Amount(workingDays: 11)),
            ]
        )
    }
}
