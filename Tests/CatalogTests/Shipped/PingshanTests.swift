import Catalog
import Foundation
import Ledger
import Testing

@Suite("The catalog of Pingshan")
struct PingshanTests {
    @Test func isOfTheSubdistrict() throws {
        let catalog = try Shipped.catalog
        #expect(catalog.subdistrict.code == "440310001")
        #expect(catalog.subdistrict.name == LocalName(zh: "坪山街道", en: "Pingshan Subdistrict"))
        #expect(catalog.community(Code(rawValue: "440310001003")!)?.name.en == "Pingshan Community")
        #expect(
            Set(catalog.figures.map(\.id)).isSuperset(of: [
                "announcements-corrected", "announcements-posted", "announcements-standing",
            ])
        )
        #expect(catalog.figure("announcements-standing")?.kind == .stock)
    }

    @Test func hasFourCommunitiesIn2018AndAFifthLater() throws {
        let catalog = try Shipped.catalog
        let last = LocalDay("2018-12-31")!
        #expect(catalog.communities(on: last).map(\.name.zh) == ["六联社区", "六和社区", "坪山社区", "和平社区"])
        #expect(catalog.communities(on: LocalDay("2019-01-01")!).map(\.code.rawValue).last == "440310001005")
        #expect(catalog.subdistrict.communities.count == 5)
    }

    @Test func hasAWorkstationAndCellsInEachCommunityFromItsFirstDay() throws {
        let catalog = try Shipped.catalog
        for community in catalog.subdistrict.communities {
            let first = try #require(community.validity.since)
            let stations = catalog.units(on: first).filter { $0.community == community.code }
            #expect(stations.map(\.kind) == [.workstation])
            #expect(catalog.cells(of: community.code, on: first).count >= 3)
        }
    }

    @Test func hasTheFortySixLinesInBothLanguages() throws {
        let catalog = try Shipped.catalog
        #expect(catalog.lines.count == 46)
        #expect(
            Set(catalog.lines.map(\.name.zh)).count == 46 && Set(catalog.lines.map(\.does.en)).count == 46
        )
        for line in catalog.lines {
            for text in [line.name, line.does] {
                #expect(text.zh.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
                #expect(text.en.unicodeScalars.allSatisfy { !(0x2E80...0xFFFF).contains($0.value) })
            }
        }
    }

    @Test func leadsEachLineBySomebodyWhoStoodIn2018() throws {
        let catalog = try Shipped.catalog
        let day = LocalDay("2018-01-01")!
        for line in catalog.lines {
            #expect(catalog.unit(line.lead, on: day) != nil, "\(line.code)")
            #expect(line.assisting.allSatisfy { catalog.unit($0, on: day) != nil }, "\(line.code)")
        }
    }

    @Test func usesEveryMechanismAndEveryOffice() throws {
        let catalog = try Shipped.catalog
        #expect(Set(catalog.lines.flatMap(\.mechanisms)) == Set(Mechanism.allCases))
        let busy = Set(catalog.lines.flatMap { [$0.lead] + $0.assisting })
        let idle = catalog.units.filter { unit in
            ![.authority, .workstation].contains(unit.kind) && !busy.contains(unit.code)
        }
        #expect(idle.map(\.code) == [])
    }

    @Test func hasTheLimitsOfTheirDayWithTheirSource() throws {
        let catalog = try Shipped.catalog
        func codes(_ day: String) -> [String] {
            catalog.deadlineRules(on: LocalDay(day)!).map(\.code.rawValue).filter {
                !$0.hasPrefix("urban-example-")
            }
        }
        // What began after 2018 binds no matter of 2018.
        let petitions = codes("2018-03-05").filter { $0.hasPrefix("petition-") }
        #expect(petitions.count == 7 && petitions.allSatisfy { $0.hasSuffix("-2005") })
        #expect(!codes("2018-03-05").contains { $0.hasPrefix("hotline-") || $0.hasSuffix("-2022") })
        #expect(!codes("2021-07-14").contains("penalty-decision"))
        #expect(codes("2021-07-15").contains("penalty-decision"))
        #expect(codes("2022-04-30").contains("petition-handling-2005"))
        #expect(!codes("2022-05-01").contains { $0.hasSuffix("-2005") })
        #expect(codes("2022-05-01").filter { $0.hasSuffix("-2022") }.count == 8)
        #expect(!codes("2022-08-31").contains("hotline-help") && codes("2022-09-01").contains("hotline-help"))
        for rule in catalog.deadlineRules {
            for text in [rule.name, rule.source] {
                #expect(text.zh.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
                #expect(text.en.unicodeScalars.allSatisfy { !(0x2E80...0xFFFF).contains($0.value) })
            }
            // A limit of another city must never look like one of this office.
            #expect(rule.code.rawValue.hasPrefix("urban-example-") == rule.source.zh.hasPrefix("示例："))
            #expect(rule.code.rawValue.hasPrefix("urban-example-") == rule.source.en.hasPrefix("Example "))
        }
    }

    @Test func hasOneRootForEachAuthority() throws {
        let roots = try Shipped.catalog.units.filter { $0.parent == nil }
        #expect(roots.map(\.kind) == [.authority, .authority])
    }
}

/// The list of lines that the catalog was made from, where the machine has it.
@Suite(
    "The list of lines",
    .enabled(
        if: ProcessInfo.processInfo.environment["JIEDAO_SHARED"] != nil,
        "JIEDAO_SHARED names no folder with seed/lines.csv"
    )
)
struct SeedTests {
    @Test func isTheCatalogs() throws {
        let folder = try #require(ProcessInfo.processInfo.environment["JIEDAO_SHARED"])
        let file = URL(filePath: folder).appending(path: "seed/lines.csv")
        let rows = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
            .dropFirst()
        let lines = try Shipped.catalog.lines
        #expect(rows.count == lines.count)
        for row in rows {
            // The third column may hold commas in quotes; the first two and the last two hold none.
            let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let line = try #require(lines.first { $0.code.rawValue == cells[0] }, "\(cells[0])")
            #expect(line.name.zh == cells[1])
            let words = cells[cells.count - 2].split(separator: "+")
                .map { $0.trimmingCharacters(in: .whitespaces) }
            let mechanisms = try words.map { try #require(Self.mechanisms[$0], "\($0)") }
            #expect(Set(mechanisms).isSubset(of: line.mechanisms), "\(line.code)")
        }
    }

    /// What the list's words are called in the catalog.
    private static let mechanisms: [String: Mechanism] = [
        "registers": .registers, "incidents": .registers, "declared": .registers, "matters": .casework,
        "inspections": .inspection, "patrols": .inspection, "monitoring": .monitoring,
        "assessments": .assessment, "services": .services, "activities": .services, "projects": .projects,
        "payments": .projects, "voting": .projects, "reports": .reporting,
    ]
}
