import Catalog
import Foundation
import Ledger
import Testing

@Suite("A catalog")
struct CatalogTests {
    @Test func ofPingshanIsValid() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let catalog = try Catalog(try CatalogContent(folder: root.appending(path: "Catalog/pingshan")))
        #expect(catalog.subdistrict.code == "440310001")
        #expect(catalog.subdistrict.name == LocalName(zh: "坪山街道", en: "Pingshan Subdistrict"))
        #expect(catalog.subdistrict.communities.count == 4)
        #expect(catalog.community(Code(rawValue: "440310001003")!)?.name.en == "Pingshan Community")
        #expect(catalog.community(Code(rawValue: "440310001099")!) == nil)
        #expect(
            catalog.figures.map(\.id) == [
                "announcements-corrected", "announcements-posted", "announcements-standing",
            ]
        )
        #expect(catalog.figure("announcements-standing")?.kind == .stock)
        #expect(catalog.figure("nope") == nil)
    }

    @Test(
        "names file, line, what it found and what it expected",
        arguments: [
            (
                "code: \"440310001\"", "code: 44031000",
                "subdistrict.yaml:1: \"code\" is \"44031000\"; expected 9 digits in quotes"
            ),
            (
                "code: \"440310001\"", "code: [1]",
                "subdistrict.yaml:1: \"code\" is not a single value; expected 9 digits in quotes"
            ),
            (
                "time_zone: Asia/Shanghai", "time_zone: Mars/Olympus",
                "subdistrict.yaml:3: \"time_zone\" is \"Mars/Olympus\"; expected a time zone such as Asia/Shanghai"
            ),
            (
                "origin: a.example", "origin: a b",
                "subdistrict.yaml:4: \"origin\" is \"a b\"; expected a name such as ledger.example.org, without blanks and +"
            ),
            (
                "time_zone: Asia/Shanghai", "timezone: Asia/Shanghai",
                """
                subdistrict.yaml:3: the key "timezone" is not known; expected one of code, name, time_zone, origin, communities
                subdistrict.yaml:1: the key "time_zone" is missing; found "code", "name", "timezone", "origin", "communities"
                """
            ),
            (
                "{zh: 甲, en: A}", "{zh: 甲, en: \"\"}",
                "subdistrict.yaml:2: \"en\" is \"\"; expected a text"
            ),
            (
                "{zh: 甲, en: A}", "甲",
                """
                subdistrict.yaml:2: expected a list of keys with "zh"
                """
            ),
            (
                "  - code: \"440310001001\"", "  - code: \"44031000100\"",
                "subdistrict.yaml:6: \"code\" is \"44031000100\"; expected 12 digits in quotes"
            ),
            ("communities:\n", "communities: none\nother:\n", "\"communities\" must be a list"),
        ]
    )
    func subdistrict(old: String, new: String, message: String) {
        let errors = #expect(throws: CatalogErrors.self) {
            try Catalog(try .tiny(subdistrict: CatalogContent.subdistrict.replacing(old, with: new)))
        }
        let description = errors?.description ?? ""
        #expect(description == message || description.contains(message))
    }

    @Test(
        "names what is wrong with a figure",
        arguments: [
            (
                "id: posted", "id: po sted",
                "figures/a.yaml:2: \"id\" is \"po sted\"; expected words of a-z, 0-9 and -"
            ),
            ("version: 1", "version: 0", "figures/a.yaml:3: \"version\" is \"0\"; expected a number from 1"),
            (
                "kind: flow", "kind: flows",
                "figures/a.yaml:4: \"kind\" is \"flows\"; expected one of flow, stock"
            ),
            (
                "measure: a.posted", "measure: posted",
                "figures/a.yaml:5: \"measure\" is \"posted\"; expected words joined by dots"
            ),
            (
                "unit: item", "unit: two words",
                "figures/a.yaml:6: \"unit\" is \"two words\"; expected one word"
            ),
            (
                "figures:", "numbers:",
                "figures/a.yaml:1: the key \"numbers\" is not known; expected one of figures"
            ),
        ]
    )
    func figure(old: String, new: String, message: String) {
        let errors = #expect(throws: CatalogErrors.self) {
            try Catalog(try .tiny(figures: CatalogContent.figure.replacing(old, with: new)))
        }
        #expect(errors?.items.first?.description == message)
    }

    @Test func tellsAllErrorsOfAllFilesAtOnce() {
        let errors = #expect(throws: CatalogErrors.self) {
            try Catalog(
                try CatalogContent([
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
            )
        }
        let places = Set((errors?.items ?? []).map { "\($0.file):\($0.line ?? 0)" })
        #expect(
            places.isSuperset(of: [
                "subdistrict.yaml:1", "figures/a.yaml:3", "figures/a.yaml:4", "figures/empty.yaml:1",
                "other.yaml:1",
            ])
        )
        #expect(places.contains { $0.hasPrefix("figures/broken.yaml:") })
    }

    @Test func needsASubdistrictAndEachFigureOnce() throws {
        let missing = CatalogErrors([
            .init(file: "subdistrict.yaml", line: nil, message: "the file is missing")
        ])
        #expect(throws: missing) {
            try Catalog(try CatalogContent([.init(path: "figures/a.yaml", text: CatalogContent.figure)]))
        }
        let twins = CatalogErrors([
            .init(file: "figures", line: nil, message: "the figure posted is defined 2 times")
        ])
        #expect(throws: twins) {
            try Catalog(
                try CatalogContent([
                    .init(path: "subdistrict.yaml", text: CatalogContent.subdistrict),
                    .init(path: "figures/a.yaml", text: CatalogContent.figure),
                    .init(path: "figures/b.yaml", text: CatalogContent.figure),
                ])
            )
        }
    }

    @Test func needsEachCommunityOnce() {
        let twice =
            CatalogContent.subdistrict + """
                  - code: "440310001001"
                    name: {zh: 丙, en: C}

                """
        let twins = CatalogErrors([
            .init(
                file: "subdistrict.yaml",
                line: nil,
                message: "the community 440310001001 is named 2 times"
            )
        ])
        #expect(throws: twins) { try Catalog(try .tiny(subdistrict: twice)) }
    }
}

extension CatalogContent {
    static let subdistrict = """
        code: "440310001"
        name: {zh: 甲, en: A}
        time_zone: Asia/Shanghai
        origin: a.example
        communities:
          - code: "440310001001"
            name: {zh: 乙, en: B}

        """
    static let figure = """
        figures:
          - id: posted
            version: 1
            kind: flow
            measure: a.posted
            unit: item
            name: {zh: 甲, en: A}
            rule: {zh: 乙, en: B}

        """

    static func tiny(
        subdistrict: String = subdistrict,
        figures: String = figure
    ) throws(CatalogErrors) -> CatalogContent {
        try CatalogContent([
            .init(path: "subdistrict.yaml", text: subdistrict), .init(path: "figures/a.yaml", text: figures),
        ])
    }
}
