import Catalog
import Foundation
import Ledger
import Testing
import WorkingTime

/// The files of `Catalog/pingshan/deadlines`, read as the program reads them.
@Suite("The deadline rules' files")
struct DeadlineRuleFilesTests {
    @Test func useTheWordsAndLimitsWithWhichDeadlinesAreCounted() {
        #expect(DeadlineRuleEntry.Unit.allCases.map(\.rawValue) == DeadlineRule.Unit.allCases.map(\.rawValue))
        for unit in DeadlineRuleEntry.Unit.allCases {
            let counted = DeadlineRule.Unit(unit)
            #expect(counted.rawValue == unit.rawValue && counted.most == unit.most)
        }
        #expect(
            DeadlineRuleEntry.Extension.Unit.allCases.map(\.rawValue)
                == DeadlineRule.Extension.Unit.allCases.map(\.rawValue)
        )
        for unit in DeadlineRuleEntry.Extension.Unit.allCases {
            let counted = DeadlineRule.Extension.Unit(unit)
            #expect(counted.rawValue == unit.rawValue)
            #expect(DeadlineRule.Unit(counted).most == DeadlineRuleEntry.Extension.most)
        }
        #expect(
            DeadlineRuleEntry.LastDay.allCases.map(\.rawValue)
                == DeadlineRule.LastDay.allCases.map(\.rawValue)
        )
    }

    @Test func areAllCounted() throws {
        for entry in try Self.catalog().deadlineRules {
            let rule = try DeadlineRule(entry)
            #expect(rule.count == entry.count && rule.unit.rawValue == entry.unit.rawValue)
            #expect(rule.lastDay.rawValue == entry.lastDay?.rawValue ?? "moves" && rule.extensions.isEmpty)
            guard let longer = entry.extension else { continue }
            let part = try DeadlineRule.Extension(longer)
            #expect(part.count == longer.count && part.unit.rawValue == longer.unit.rawValue)
        }
    }

    @Test(
        "give a petition the limits of its year",
        arguments: [
            ("petition-handling-2005", "2018-03-02", "2018-05-02", "2018-05-31"),
            ("petition-handling-2022", "2025-01-02", "2025-03-03", "2025-04-02"),
        ]
    )
    func petitions(code: String, start: String, end: String, extended: String) throws {
        let catalog = try Self.catalog()
        let entry = try #require(catalog.deadlineRule(Code(rawValue: code)!))
        #expect(entry.validity.contains(day(start)))
        let timetable = Timetable.office(asOf: start)
        let deadline = Deadline(try .init(entry), from: at("\(start) 10:00"), under: timetable)
        #expect(deadline.lastDay == day(end))
        let longer = try #require(entry.extension)
        #expect(deadline.extended(by: try .init(longer)).lastDay == day(extended))
    }

    private static func catalog() throws -> Catalog {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Catalog/pingshan")
        return try Catalog(try CatalogContent(folder: folder))
    }
}
