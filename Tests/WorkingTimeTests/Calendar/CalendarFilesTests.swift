import Catalog
import Foundation
import Ledger
import Testing
import WorkingTime

/// The files of `Catalog/pingshan/calendar`, read as the program reads them.
@Suite("The calendar's files")
struct CalendarFilesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Catalog/pingshan")

    @Test func holdTheNoticesThatTheseTestsCountWith() throws {
        let calendar = try WorkingCalendar(try Self.catalog())
        #expect(
            calendar.notices.map { "\($0.version) \($0.daysOff) \($0.makeupDays)" }
                == HolidayNotice.stateCouncil.map { "\($0.version) \($0.daysOff) \($0.makeupDays)" }
        )
        #expect(calendar.notices.allSatisfy { $0.note?.zh.contains("\($0.year)年") == true })
    }

    @Test func holdTheHoursThatTheseTestsCountWith() throws {
        #expect(try WorkingHours(try Self.catalog()) == .office)
    }

    @Test func areAllRead() throws {
        let content = try CatalogContent(folder: Self.folder)
        let files = content.files.map(\.path).filter { $0.hasPrefix("calendar/") }
        #expect(files.contains("calendar/hours.yaml"))
        let years = try Self.catalog().holidayNotices.map(\.year)
        #expect(files.count == Set(years).count + 1)
        for year in years { #expect(files.contains("calendar/\(year).yaml")) }
    }

    @Test func giveTheEndOf2018OffByTheNoticeFor2019() throws {
        let catalog = try Self.catalog()
        let edition = try WorkingCalendar(catalog).edition(asOf: day("2018-12-31"))
        #expect(!edition.isWorking(day("2018-12-31")) && edition.isWorking(day("2018-12-29")))
    }

    @Test func mayHoldNoHours() throws {
        // Without hours there can be no rules that count them, nor lines whose matters need such rules, nor what is made of them.
        let files = try CatalogContent(folder: Self.folder).files.filter {
            $0.path != "calendar/hours.yaml" && !$0.path.hasPrefix("deadlines/")
                && !$0.path.hasPrefix("lines/") && !$0.path.hasPrefix("profiles/")
        }
        #expect(try WorkingHours(try Catalog(try CatalogContent(files))) == nil)
    }

    private static func catalog() throws -> Catalog { try Catalog(try CatalogContent(folder: folder)) }
}
