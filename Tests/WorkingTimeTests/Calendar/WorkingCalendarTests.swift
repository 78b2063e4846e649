import Ledger
import Testing
import WorkingTime

@Suite("The working calendar")
struct WorkingCalendarTests {
    private let calendar = WorkingCalendar.stateCouncil

    @Test(
        "has the working days of each month, as counted from the notices elsewhere",
        arguments: [
            (2018, [22, 17, 22, 20, 22, 20, 22, 23, 21, 18, 22, 21], 250),
            (2019, [22, 17, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22], 250),
            (2025, [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23], 248),
            (2026, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23], 248),
        ]
    )
    func months(year: Int, expected: [Int], total: Int) throws {
        let edition = calendar.edition(asOf: day("\(year)-12-31"))
        let firsts = try (1...12).map { try #require(LocalDay(year: year, month: $0, day: 1)) }
        let nextYear = try #require(LocalDay(year: year + 1, month: 1, day: 1))
        let counts = zip(firsts, firsts.dropFirst() + [nextYear]).map { first, next in
            edition.workingDays(in: first...LocalDay(daysSince1970: next.daysSince1970 - 1))
        }
        #expect(counts == expected)
        #expect(edition.workingDays(in: firsts[0]...day("\(year)-12-31")) == total)
    }

    @Test func followsTheNoticeOfTheDayAndNotALaterOne() {
        let before = calendar.edition(asOf: day("2019-03-21"))
        let after = calendar.edition(asOf: day("2019-03-22"))
        for text in ["2019-04-28", "2019-05-05"] {
            #expect(before.kind(of: day(text)) == .weekend)
            #expect(after.kind(of: day(text)) == .makeup(CalendarVersion("2019@2019-03-22")!))
        }
        #expect(before.kind(of: day("2019-05-01")) == .off(CalendarVersion("2019@2018-12-06")!))
        #expect(before.kind(of: day("2019-05-02")) == .weekday)
        #expect(after.kind(of: day("2019-05-02")) == .off(CalendarVersion("2019@2019-03-22")!))
    }

    @Test func isPlainMondayToFridayBeforeTheFirstNoticeAndInYearsWithoutOne() {
        let none = calendar.edition(asOf: day("2016-11-30"))
        #expect(none.notices.isEmpty)
        #expect(none.kind(of: day("2017-01-02")) == .weekday)
        let last = calendar.edition(asOf: day("2026-08-01"))
        for (first, end, count) in [("2022-01-01", "2022-12-31", 260), ("2028-01-01", "2028-12-31", 260)] {
            #expect(last.workingDays(in: day(first)...day(end)) == count)
        }
        #expect(last.kind(of: day("2022-10-01")) == .weekend)
        #expect(last.kind(of: day("1969-12-31")) == .weekday)
    }

    @Test func takesTheEdgeOfAYearFromTheNoticeOfTheNext() {
        let before = calendar.edition(asOf: day("2018-12-05"))
        let after = calendar.edition(asOf: day("2018-12-06"))
        #expect(before.isWorking(day("2018-12-31")) && !before.isWorking(day("2018-12-29")))
        #expect(!after.isWorking(day("2018-12-31")) && after.isWorking(day("2018-12-29")))
        let december = day("2018-12-01")...day("2018-12-31")
        #expect(before.versions(for: december).map(\.description) == ["2018@2017-11-30"])
        #expect(after.versions(for: december).map(\.description) == ["2018@2017-11-30", "2019@2018-12-06"])
        // That notice says nothing of November.
        #expect(after.versions(for: day("2018-11-01")...day("2018-11-30")).count == 1)
    }

    @Test func takesTheLaterOfTwoNoticesThatNameOneDay() throws {
        let early = try HolidayNotice(2018, "2017-11-30", off: "12-31", work: "12-29")
        let late = try HolidayNotice(2019, "2018-12-06", off: "2018-12-29 01-01", work: "")
        let edition = try WorkingCalendar([late, early]).edition(asOf: day("2018-12-31"))
        #expect(edition.kind(of: day("2018-12-29")) == .off(late.version))
        #expect(edition.kind(of: day("2018-12-31")) == .off(early.version))
        let both = try HolidayNotice(2019, "2018-12-06", off: "01-01", work: "2018-12-30")
        let own = try HolidayNotice(2018, "2018-12-06", off: "12-30", work: "")
        for notices in [[both, own], [own, both]] {
            let edition = try WorkingCalendar(notices).edition(asOf: day("2018-12-31"))
            #expect(edition.kind(of: day("2018-12-30")) == .off(own.version))
        }
    }

    @Test func givesBackTheEditionThatVersionsName() throws {
        let edition = calendar.edition(asOf: day("2019-01-31"))
        let versions = edition.versions(for: day("2018-06-01")...day("2020-02-01"))
        #expect(versions.map(\.description) == ["2018@2017-11-30", "2019@2018-12-06", "2020@none"])
        let same = try calendar.edition(of: versions)
        #expect(same.notices.map(\.version) == Array(versions.prefix(2)))
        #expect(same.isWorking(day("2019-05-02")))
        let kept = try calendar.edition(keeping: versions, asOf: day("2020-02-01"))
        #expect(kept.isWorking(day("2019-05-02")), "2019 as it was")
        #expect(!kept.isWorking(day("2020-01-31")), "2020 as it is now")
    }

    @Test func refusesVersionsThatItHasNotOrThatContradictEachOther() throws {
        let unknown = CalendarVersion("2019@2019-01-01")!
        #expect(throws: WorkingCalendarError.unknown(unknown)) { try calendar.edition(of: [unknown]) }
        let two = ["2019@2018-12-06", "2019@2019-03-22"].map { CalendarVersion($0)! }
        #expect(throws: WorkingCalendarError.twoFor(2019)) { try calendar.edition(of: two) }
        let notice = HolidayNotice.stateCouncil[0]
        #expect(throws: WorkingCalendarError.publishedTwice(2017, day("2016-12-01"))) {
            try WorkingCalendar([notice, notice])
        }
    }
}
