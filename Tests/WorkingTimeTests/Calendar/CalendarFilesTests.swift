import Foundation
import Ledger
import Testing
import WorkingTime

/// Reads the few lines of which the calendar's files are made; the catalog's own reader is tested elsewhere.
@Suite("The calendar's files")
struct CalendarFilesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Catalog/pingshan/calendar")

    @Test func holdTheNoticesThatTheseTestsCountWith() throws {
        var read: [HolidayNotice] = []
        for year in [2017, 2018, 2019, 2020, 2024, 2025, 2026] { read += try notices(of: year) }
        #expect(
            read.map { "\($0.version) \($0.daysOff) \($0.makeupDays)" }
                == HolidayNotice.stateCouncil.map { "\($0.version) \($0.daysOff) \($0.makeupDays)" }
        )
        #expect(read.allSatisfy { $0.note?.zh.contains("\($0.year)年") == true })
    }

    @Test func holdTheHoursThatTheseTestsCountWith() throws {
        let text = try String(contentsOf: Self.folder.appending(path: "hours.yaml"), encoding: .utf8)
        let spans = try text.matches(of: /- \{from: "(\d\d):(\d\d)", until: "(\d\d):(\d\d)"\}/).map { match in
            let numbers = [match.1, match.2, match.3, match.4].map { Int($0)! }
            return try WorkingHours.Span(
                from: numbers[0] * 60 + numbers[1],
                until: numbers[2] * 60 + numbers[3]
            )
        }
        #expect(spans == WorkingHours.office.spans)
    }

    private func notices(of year: Int) throws -> [HolidayNotice] {
        let text = try String(contentsOf: Self.folder.appending(path: "\(year).yaml"), encoding: .utf8)
        return try text.components(separatedBy: "  - year: ").dropFirst().map { part in
            let lists = part.components(separatedBy: "makeup_days:")
            func days(_ list: String) -> [LocalDay] {
                list.matches(of: /- (\d{4}-\d\d-\d\d)/).map { LocalDay(String($0.1))! }
            }
            return try HolidayNotice(
                year: #require(Int(part.prefix(4))),
                published: day(String(#require(part.firstMatch(of: /published: (\S+)/)).1)),
                daysOff: days(lists[0]),
                makeupDays: days(lists[1]),
                note: .init(
                    zh: String(#require(part.firstMatch(of: /zh: (.+)/)).1),
                    en: String(#require(part.firstMatch(of: /en: (.+)/)).1)
                )
            )
        }
    }
}
