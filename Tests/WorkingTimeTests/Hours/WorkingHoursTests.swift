import Ledger
import Testing
import WorkingTime

@Suite("Working hours")
struct WorkingHoursTests {
    @Test(
        "are refused where a span has no length or lies outside the day",
        arguments: [(540, 540), (720, 540), (-1, 60), (1380, 1441)]
    )
    func span(from: Int, until: Int) {
        #expect(throws: WorkingHoursError.span(from: from, until: until)) {
            try WorkingHours.Span(from: from, until: until)
        }
    }

    @Test func areRefusedWithoutSpansOverlappingOrOutOfOrder() throws {
        let (morning, late) = (WorkingHours.office.spans[0], try WorkingHours.Span(from: 719, until: 1080))
        #expect(throws: WorkingHoursError.none) { try WorkingHours([]) }
        #expect(throws: WorkingHoursError.order(morning, late)) { try WorkingHours([morning, late]) }
        let change = WorkingHours.Change(from: day("2018-06-01"), spans: [morning])
        let earlier = WorkingHours.Change(from: day("2018-05-01"), spans: [late])
        #expect(throws: WorkingHoursError.none) {
            try WorkingHours([morning], changes: [.init(from: day("2018-06-01"), spans: [])])
        }
        #expect(throws: WorkingHoursError.changes(day("2018-06-01"), day("2018-05-01"))) {
            try WorkingHours([morning], changes: [change, earlier])
        }
        #expect(throws: WorkingHoursError.changes(day("2018-06-01"), day("2018-06-01"))) {
            try WorkingHours([morning], changes: [change, change])
        }
    }

    @Test func changeOnTheirDay() throws {
        let summer = [try WorkingHours.Span(from: 480, until: 720)]
        let hours = try WorkingHours(
            WorkingHours.office.spans,
            changes: [.init(from: day("2018-06-01"), spans: summer)]
        )
        #expect(hours.spans(on: day("2018-05-31")) == WorkingHours.office.spans)
        #expect(hours.spans(on: day("2018-06-01")) == summer)
        let timetable = Timetable(
            zone: .shanghai,
            calendar: WorkingCalendar.stateCouncil.edition(asOf: day("2018-05-01")),
            hours: hours
        )
        // The last minute under the old hours is theirs.
        let old = Deadline(try .init(1, .workingHours), from: at("2018-05-31 17:00"), under: timetable)
        #expect(old.instant == at("2018-05-31 18:00"))
        // Thursday 17:00 leaves one hour of that day, then 08:00 to 10:00 of Friday.
        let deadline = Deadline(try .init(3, .workingHours), from: at("2018-05-31 17:00"), under: timetable)
        #expect(deadline.instant == at("2018-06-01 10:00"))
        // Four hours on 1 June, then a weekend, then two of the Monday.
        let long = Deadline(try .init(7, .workingHours), from: at("2018-05-31 17:00"), under: timetable)
        #expect(long.instant == at("2018-06-04 10:00"))
        #expect(WorkingHours.office.spans.description == "[09:00–12:00, 14:00–18:00]")
    }
}
