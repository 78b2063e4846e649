import Catalog
import Foundation
import Ledger
import Testing

@Suite("A catalog")
struct CatalogTests {
    @Test func holdsWhatItsFilesSay() throws {
        let catalog = try Catalog.whole()
        #expect(catalog.units.map(\.code.rawValue) == ["office", "land-centre", "station"])
        let station = try #require(catalog.unit(Code(rawValue: "station")!))
        #expect(station.name == LocalName(zh: "工作站", en: "Station"))
        #expect(station.kind == .workstation && station.parent?.rawValue == "office")
        #expect(station.community?.rawValue == "440310001001")
        let line = try #require(catalog.line(Code(rawValue: "land")!))
        #expect(line.does.en == "Acquires land" && line.lead.rawValue == "land-centre")
        #expect(line.assisting.map(\.rawValue) == ["station"] && line.mechanisms == [.projects, .casework])
        #expect(line.kinds.map(\.code.rawValue) == ["parcel"])
        #expect(line.documents.map(\.name.zh) == ["告知书"] && line.figures == ["posted"])
    }

    @Test func needsNoMoreThanASubdistrict() throws {
        let catalog = try Catalog(
            try CatalogContent([.init(path: "subdistrict.yaml", text: CatalogContent.subdistrict)])
        )
        #expect(catalog.units.isEmpty && catalog.lines.isEmpty && catalog.workingHours == nil)
        #expect(catalog.deadlineRules.isEmpty)
    }

    @Test func looksUpWhatStandsOnADay() throws {
        let units = CatalogContent.units.replacing(
            "    since: 2018-01-01",
            with: "    since: 2018-01-01\n    until: 2018-12-31"
        )
        let catalog = try Catalog.whole([
            "units.yaml": units,
            "lines/land.yaml": CatalogContent.line.replacing("[station]", with: "[]"),
        ])
        let station = Code(rawValue: "station")!
        func day(_ text: String) -> LocalDay { LocalDay(text)! }
        #expect(catalog.unit(station, on: day("2017-12-31")) == nil)
        #expect(catalog.unit(station, on: day("2018-01-01"))?.code == station)
        #expect(catalog.unit(station, on: day("2018-12-31"))?.code == station)
        #expect(catalog.unit(station, on: day("2019-01-01")) == nil)
        #expect(catalog.unit(station)?.code == station)
        #expect(catalog.units(on: day("2016-12-31")).map(\.code.rawValue) == ["office"])
        #expect(catalog.units(on: day("2018-06-01")).count == 3)
        let (community, cell) = (Code(rawValue: "440310001001")!, Code(rawValue: "440310001001001")!)
        #expect(catalog.cell(cell)?.community == community)
        #expect(catalog.cells(of: community, on: day("2018-01-01")).map(\.code) == [cell])
        #expect(catalog.cells(of: community, on: day("2017-12-31")).isEmpty)
        #expect(catalog.communities(on: day("2018-01-01")).map(\.code) == [community])
        for code in ["nope", "440310001099"].map({ Code(rawValue: $0)! }) {
            #expect(catalog.line(code) == nil && catalog.cell(code) == nil)
            #expect(catalog.unit(code, on: day("2018-01-01")) == nil && catalog.community(code) == nil)
        }
    }

    @Test func tellsAllErrorsOfAllFilesAtOnceByFileAndLine() throws {
        let content = try CatalogContent([
            .init(
                path: "subdistrict.yaml",
                text: CatalogContent.subdistrict.replacing("440310001\"", with: "1\"")
            ),
            .init(
                path: "figures/a.yaml",
                text: CatalogContent.figure.replacing("flow", with: "flux").replacing("1", with: "x")
            ), .init(path: "figures/empty.yaml", text: ""),
            .init(path: "figures/broken.yaml", text: "figures:\n  - {"),
            .init(path: "other.yaml", text: "a: 1\n"),
        ])
        let errors = try #require(throws: CatalogErrors.self) { try Catalog(content) }
        #expect(
            errors.items.map { "\($0.file):\($0.line ?? 0)" } == [
                "figures/a.yaml:3", "figures/a.yaml:4", "figures/broken.yaml:3", "figures/empty.yaml:1",
                "other.yaml:1", "subdistrict.yaml:1",
            ]
        )
    }

    @Test func tellsTwoHundredErrorsAndHowManyMore() throws {
        let unit = "  - {code: x, name: {zh: 甲, en: A}, kind: centre}\n"
        let errors = try Catalog.errors("units.yaml", "", String(repeating: unit, count: 251))
        #expect(errors.count == 201 && errors.last == "catalog: 50 more errors are not shown")
    }

    @Test func needsASubdistrict() throws {
        let missing = CatalogErrors([
            .init(file: "subdistrict.yaml", line: nil, message: "the file is missing")
        ])
        #expect(throws: missing) {
            try Catalog(try CatalogContent([.init(path: "figures/a.yaml", text: CatalogContent.figure)]))
        }
    }

    @Test(
        "says nothing of codes while a file cannot be read, is empty or is missing",
        arguments: [
            ("units.yaml", "units: ["), ("subdistrict.yaml", "# nothing\n"), ("subdistrict.yaml", nil),
        ]
    )
    func codes(file: String, text: String?) throws {
        let errors = try Catalog.errors(file, text: text)
        #expect(errors.count == 1 && errors.first?.hasPrefix("\(file):") == true)
    }

    @Test func holdsEachFileOnce() throws {
        let file = CatalogContent.File(path: "subdistrict.yaml", text: CatalogContent.subdistrict)
        let twice = CatalogErrors([
            .init(file: "subdistrict.yaml", line: nil, message: "the file is there twice")
        ])
        #expect(throws: twice) { try Catalog(try CatalogContent([file, file])) }
    }

    @Test func guessesTheNameOfAFile() throws {
        let errors = try Catalog.errors("unit.yaml", text: "units: []")
        #expect(errors.count == 1 && errors.first?.hasPrefix("unit.yaml:1: no file of this name") == true)
        #expect(errors.first?.hasSuffix("; did you mean \"units.yaml\"?") == true)
    }
}
