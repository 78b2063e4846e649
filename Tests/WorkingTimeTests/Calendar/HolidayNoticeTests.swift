import Ledger
import Testing
import WorkingTime

@Suite("A notice of days off")
struct HolidayNoticeTests {
    @Test(
        "is refused with the day that is wrong",
        arguments: [
            ("02-15 02-16", "02-15", .offAndMakeup(2018, day("2018-02-15"))),
            ("02-15 02-15", "02-11", .twice(2018, day("2018-02-15"))),
            ("02-15", "02-11 02-11", .twice(2018, day("2018-02-11"))),
            ("02-15", "02-12", .makeupOnWeekday(2018, day("2018-02-12"))),
            ("02-15 2019-02-01", "02-11", .otherYear(2018, day("2019-02-01"))),
            ("2017-11-30 02-15", "02-11", .otherYear(2018, day("2017-11-30"))),
            ("02-15", "2020-01-04", .otherYear(2018, day("2020-01-04"))),
        ] as [(String, String, HolidayNoticeError)]
    )
    func isRefused(off: String, work: String, error: HolidayNoticeError) {
        #expect(throws: error) { try HolidayNotice(2018, "2017-11-30", off: off, work: work) }
        let named = error.description.contains(/2018 (names|makes up work on) \d{4}-\d{2}-\d{2}/)
        #expect(named, "the message names the day: \(error)")
    }

    @Test(arguments: ["2017-12-30 01-01", "12-30..12-31", "12-31 2019-01-01"])
    func mayNameDaysAtTheEdgesOfTheNeighbouringYears(off: String) throws {
        let notice = try HolidayNotice(2018, "2017-11-30", off: off, work: "2017-12-31 12-29")
        #expect(notice.daysOff == days(2018, off))
    }

    @Test func isRefusedWhenPublishedInNeitherItsOwnYearNorTheOneBefore() throws {
        for text in ["2016-12-31", "2019-01-01"] {
            #expect(throws: HolidayNoticeError.published(2018, day(text))) {
                try HolidayNotice(2018, text, off: "02-15", work: "02-11")
            }
        }
        for text in ["2017-01-01", "2018-12-31"] {
            #expect(try HolidayNotice(2018, text, off: "02-15", work: "").published == day(text))
        }
    }

    @Test func isRefusedForAYearThatIsASlipOfThePen() {
        #expect(throws: HolidayNoticeError.year(20180)) {
            try HolidayNotice(year: 20180, published: day("2018-01-01"), daysOff: [], makeupDays: [])
        }
        #expect(throws: HolidayNoticeError.year(1899)) {
            try HolidayNotice(year: 1899, published: day("1899-01-01"), daysOff: [], makeupDays: [])
        }
    }
}

@Suite("A version of the calendar")
struct CalendarVersionTests {
    @Test(arguments: ["2019@2019-03-22", "2027@none"])
    func readsWhatItWrites(text: String) throws {
        #expect(try #require(CalendarVersion(text)).description == text)
    }

    @Test(arguments: [
        "2019", "2019@", "2019@2019-02-30", "02019@none", "2019@none@none", "x@none", "1800@none",
    ])
    func isNilForAnythingElse(text: String) { #expect(CalendarVersion(text) == nil) }
}
