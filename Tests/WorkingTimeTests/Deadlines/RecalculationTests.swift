import Ledger
import Testing
import WorkingTime

@Suite("A deadline counted again")
struct RecalculationTests {
    private let calendar = WorkingCalendar.stateCouncil

    @Test func changesWithALaterNoticeAndNotOfItself() throws {
        let given = Deadline(
            try .init(30, .workingDays),
            from: at("2019-03-20 10:00"),
            under: .office(asOf: "2019-03-20")
        )
        #expect(given.lastDay == day("2019-05-03"))
        let same = given.recalculated(under: try calendar.edition(of: given.versions))
        #expect(!same.isChanged && same.new.lastDay == day("2019-05-03"))
        // The second notice takes 2 and 3 May and gives 28 April and 5 May.
        let new = given.recalculated(under: calendar.edition(asOf: day("2019-03-22")))
        #expect(new.isChanged && new.earlier.lastDay == day("2019-05-03"))
        #expect(new.new.lastDay == day("2019-05-05"))
        #expect(new.new.versions.map(\.description) == ["2019@2019-03-22"])
    }

    @Test func becomesFinalWhenTheNoticeComesOut() throws {
        let given = Deadline(
            try .init(25, .workingDays),
            from: at("2018-11-28 10:00"),
            under: .office(asOf: "2018-11-28")
        )
        #expect(given.isProvisional && given.lastDay == day("2019-01-02"))
        let new = given.recalculated(under: calendar.edition(asOf: day("2018-12-06")))
        #expect(!new.new.isProvisional)
        #expect(new.isChanged && new.new.lastDay == day("2019-01-03"))
    }

    @Test func mayBeTheSameAndFinal() throws {
        let given = Deadline(
            try .init(60, .calendarDays),
            from: at("2018-11-14 10:00"),
            under: .office(asOf: "2018-11-28")
        )
        let new = given.recalculated(under: calendar.edition(asOf: day("2018-12-06")))
        #expect(given.isProvisional && !new.new.isProvisional && !new.isChanged)
    }
}
