import Catalog
import Ledger
import Testing

@Suite("A calendar of notices and working hours")
struct CalendarReadingTests {
    @Test func holdsEveryDayOfARange() throws {
        let notice = try #require(try Catalog.whole().holidayNotices.first)
        #expect(notice.year == 2018 && notice.published == LocalDay("2017-11-30"))
        #expect(notice.note == LocalName(zh: "通知", en: "Notice"))
        let spring = (15...21).map { "2018-02-\($0)" }
        #expect(notice.daysOff.map(\.description) == ["2018-01-01"] + spring)
        #expect(notice.makeupDays.map(\.description) == ["2018-02-11", "2018-02-24"])
    }

    @Test func keepsSeveralNoticesOfAYearByTheirDay() throws {
        let later = """
              - {year: 2018, published: 2018-03-22, days_off: [], makeup_days: []}
              - {year: 2017, published: 2016-12-01, days_off: [2016-12-31], makeup_days: []}

            """
        let catalog = try Catalog.whole(["calendar/2018.yaml": CatalogContent.notices + later])
        #expect(
            catalog.holidayNotices.map { "\($0.year) \($0.published)" } == [
                "2017 2016-12-01", "2018 2017-11-30", "2018 2018-03-22",
            ]
        )
        #expect(catalog.holidayNotices.map(\.note?.en) == [nil, "Notice", nil])
    }

    @Test func holdsTheHoursInMinutes() throws {
        let hours = try #require(try Catalog.whole().workingHours)
        #expect(hours.spans.map(\.from) == [540, 840] && hours.spans.map(\.until) == [720, 1080])
        #expect(hours.changes.map(\.from) == [LocalDay("2019-07-01")])
        #expect(hours.changes.first?.spans.map(\.until) == [1440])
    }

    @Test(
        "is refused with file and line",
        arguments: [
            (
                "2018.yaml", "2018-01-01,", "2018-1-1,",
                ":5: \"days_off\" is \"2018-1-1\"; expected a day such as 2018-02-15, or at most 31 of them as 2018-02-15..2018-02-21"
            ),
            (
                "2018.yaml", "2018-02-15..2018-02-21", "2018-02-21..2018-02-15",
                ":5: \"days_off\" is \"2018-02-21..2018-02-15\"; expected a day such as 2018-02-15, or at most 31 of them as 2018-02-15..2018-02-21"
            ),
            (
                "2018.yaml", "2018-02-15..2018-02-21", "2018-03-01..2018-04-01",
                ":5: \"days_off\" is \"2018-03-01..2018-04-01\"; expected a day such as 2018-02-15, or at most 31 of them as 2018-02-15..2018-02-21"
            ),
            (
                "2018.yaml", "2018-01-01,", "2020-01-01,",
                ":5: 2020-01-01 does not belong to the notice for 2018; it may name days of 2018, the December before and the January after"
            ),
            (
                "2018.yaml", "2018-01-01,", "2017-11-30,",
                ":5: 2017-11-30 does not belong to the notice for 2018; it may name days of 2018, the December before and the January after"
            ),
            (
                "2018.yaml", "published: 2017-11-30", "published: 2016-12-31",
                ":3: it is published on 2016-12-31; a notice for 2018 comes out in 2017 or 2018"
            ),
            (
                "2018.yaml", "2018-01-01,", "2018-02-16,",
                ":5: 2018-02-16 stands twice in the notice for 2018, off or made up"
            ),
            (
                "2018.yaml", "2018-01-01,", "2018-02-24,",
                ":6: 2018-02-24 stands twice in the notice for 2018, off or made up"
            ),
            (
                "2018.yaml", "2018-02-24", "2018-02-26",
                ":6: 2018-02-26 is no Saturday or Sunday; work is made up on those"
            ),
            ("2018.yaml", "year: 2018", "year: 18", ":2: \"year\" is \"18\"; expected a year such as 2018"),
            (
                "2018.yaml", "",
                "  - {year: 2018, published: 2017-11-30, days_off: [], makeup_days: []}\n",
                ":7: the notice for 2018 published on 2017-11-30 stands already at calendar/2018.yaml:2"
            ),
            (
                "hours.yaml", "\"09:00\"", "\"9:00\"",
                ":2: \"from\" is \"9:00\"; expected a time in quotes, \"00:00\" to \"24:00\""
            ),
            (
                "hours.yaml", "\"24:00\"", "\"24:01\"",
                ":6: \"until\" is \"24:01\"; expected a time in quotes, \"00:00\" to \"24:00\""
            ),
            ("hours.yaml", "\"12:00\"", "\"09:00\"", ":2: the span ends before it begins, or at once"),
            (
                "hours.yaml", "\"14:00\"", "\"11:59\"",
                ":3: the span begins before the last one ends; list them from morning on"
            ),
            (
                "hours.yaml", "[{from: \"00:00\", until: \"24:00\"}]", "[]",
                ":6: \"spans\" is empty; a working day has at least one"
            ),
            (
                "hours.yaml", "", "  - {from: 2019-07-01, spans: [{from: \"08:00\", until: \"09:00\"}]}\n",
                ":7: the change of 2019-07-01 follows that of 2019-07-01; list them by day"
            ),
        ]
    )
    func isRefused(file: String, old: String, new: String, message: String) throws {
        #expect(try Catalog.errors("calendar/\(file)", old, new) == ["calendar/\(file)\(message)"])
    }
}
