import Foundation
import Ledger
import Testing

@Suite("A local day")
struct LocalDayTests {
    @Test func countsDaysAsTheCalendarDoesFromYear1To9999() throws {
        var expected = try #require(LocalDay("0001-01-01"))
        for days in expected.daysSince1970...2_932_896 {
            let day = LocalDay(daysSince1970: days)
            guard day == expected, day.daysSince1970 == days else {
                Issue.record("Day \(days) after 1970 is \(expected), not \(day).")
                return
            }
            guard let next = Self.dayAfter(day) else { break }
            expected = next
        }
        #expect(expected == LocalDay("9999-12-31"))
    }

    @Test("stays within the years 1 to 9999", arguments: [Int64.min, -719_163, 2_932_897, .max])
    func stays(days: Int64) {
        #expect(LocalDay(daysSince1970: days).description == (days < 0 ? "0001-01-01" : "9999-12-31"))
        #expect(!"\(Instant(rawValue: days))".isEmpty)
    }

    @Test(
        "reads and writes ISO 8601",
        arguments: [
            ("1970-01-01", 19_700_101), ("2018-03-05", 20_180_305), ("2016-02-29", 20_160_229),
            ("0001-01-01", 10_101), ("9999-12-31", 99_991_231),
        ] as [(String, Int64)]
    )
    func reads(text: String, number: Int64) throws {
        let day = try #require(LocalDay(text))
        #expect(day.rawValue == number)
        #expect(day.description == text)
        #expect(LocalDay(year: day.year, month: day.month, day: day.day) == day)
    }

    @Test(
        "is nil for what no calendar shows or another spelling",
        arguments: [
            "2018-02-29", "1900-02-29", "2018-04-31", "2018-00-01", "2018-13-01", "2018-01-00", "0000-01-01",
            "2018-3-5", "2018/03/05", "20180305", "2018-03-05 ", "+018-03-05", "２０１８-03-05", "",
        ]
    )
    func refuses(text: String) { #expect(LocalDay(text) == nil) }

    @Test(
        "is nil for a number that names no day",
        arguments: [0, -20_180_305, 20_180_229, 20_180_431, 100_000_101, Int64.max, Int64.min]
    )
    func refuses(number: Int64) { #expect(LocalDay(rawValue: number) == nil) }

    @Test func isNilForPartsOutOfRange() {
        #expect(LocalDay(year: 2018, month: 3, day: 105) == nil)
        #expect(LocalDay(year: 2018, month: -1, day: 5) == nil)
        #expect(LocalDay(year: .max, month: 1, day: 1) == nil)
    }

    @Test func standsInTheOrderOfTime() {
        #expect(LocalDay("2018-12-31")! < LocalDay("2019-01-01")!)
    }

    /// By the parts, without counting days; nil after the last day.
    private static func dayAfter(_ day: LocalDay) -> LocalDay? {
        LocalDay(year: day.year, month: day.month, day: day.day + 1)
            ?? LocalDay(year: day.year, month: day.month + 1, day: 1)
            ?? LocalDay(year: day.year + 1, month: 1, day: 1)
    }
}
