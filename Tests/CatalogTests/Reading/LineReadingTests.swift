import Catalog
import Testing

@Suite("What is wrong with a unit or a line")
struct LineReadingTests {
    @Test(
        "is named with file, line, what was found and what was expected",
        arguments: [
            (
                "units.yaml", "kind: centre", "kind: center",
                "units.yaml:7: \"kind\" is \"center\"; expected one of authority, office, centre, team, outpost, workstation; did you mean \"centre\"?"
            ),
            (
                "units.yaml", "code: office", "code: Office",
                """
                units.yaml:2: "code" is "Office"; expected a code of a-z, 0-9 and -, beginning with a letter
                units.yaml:8: "parent" is "office"; no unit has this code
                units.yaml:13: "parent" is "office"; no unit has this code
                """
            ),
            (
                "units.yaml", "    community: \"440310001001\"\n", "",
                "units.yaml:10: a workstation must name its \"community\""
            ),
            (
                "units.yaml", "kind: authority", "kind: authority\n    community: \"440310001001\"",
                "units.yaml:5: only a workstation has a \"community\"; leave it out"
            ),
            (
                "units.yaml", "\"440310001001\"", "\"440310001010\"",
                "units.yaml:14: \"community\" is \"440310001010\"; no community has this code; did you mean \"440310001001\"?"
            ),
            (
                "units.yaml", "parent: office\n    since", "parent: ofice\n    since",
                "units.yaml:8: \"parent\" is \"ofice\"; no unit has this code; did you mean \"office\"?"
            ),
            (
                "units.yaml", "parent: office\n    since", "parent: \"440310001001\"\n    since",
                "units.yaml:8: \"parent\" is \"440310001001\", a community; expected a unit"
            ),
            (
                "units.yaml", "parent: office\n    since", "parnt: office\n    since",
                "units.yaml:8: the key \"parnt\" is not known; expected one of code, name, kind, parent, community, since, until; did you mean \"parent\"?"
            ),
            (
                "lines/land.yaml", "lead: land-centre", "lead: land-center",
                "lines/land.yaml:4: \"lead\" is \"land-center\"; no unit has this code; did you mean \"land-centre\"?"
            ),
            (
                "lines/land.yaml", "lead: land-centre", "lead: [land-centre]",
                "lines/land.yaml:4: \"lead\" is not a single value; expected the code of a unit"
            ),
            (
                "lines/land.yaml", "[station]", "[station, nobody]",
                "lines/land.yaml:5: \"assisting\" is \"nobody\"; no unit has this code"
            ),
            (
                "lines/land.yaml", "[station]", "[station, station]",
                "lines/land.yaml:5: \"assisting\" names station twice"
            ),
            (
                "lines/land.yaml", "[station]", "[land-centre]",
                "lines/land.yaml:5: the unit land-centre leads already; leave it out here"
            ),
            (
                "lines/land.yaml", "[projects, casework]", "[projects, case-work]",
                "lines/land.yaml:6: \"mechanisms\" is \"case-work\"; expected one of registers, casework, inspection, monitoring, assessment, services, projects, reporting; did you mean \"casework\"?"
            ),
            (
                "lines/land.yaml", "[projects, casework]", "[projects, projects]",
                "lines/land.yaml:6: \"mechanisms\" names projects twice"
            ),
            (
                "lines/land.yaml", "[projects, casework]", "[]",
                "lines/land.yaml:6: \"mechanisms\" is empty; a line of work has at least one"
            ),
            (
                "lines/land.yaml", "[posted]", "[posed]",
                "lines/land.yaml:11: \"figures\" is \"posed\"; no figure has this code; did you mean \"posted\"?"
            ),
            (
                "lines/land.yaml", "[posted]", "[posted, posted]",
                "lines/land.yaml:11: \"figures\" names posted twice"
            ),
            (
                "lines/land.yaml", "code: land\n", "code: lands\n",
                "lines/land.yaml:1: the file of the line lands must be lines/lands.yaml"
            ),
            (
                "lines/land.yaml", "figures: [posted]\n", "",
                "lines/land.yaml:1: the key \"figures\" is missing; found \"code\", \"name\", \"does\", \"lead\", \"assisting\", \"mechanisms\", \"kinds\", \"documents\""
            ),
            (
                "lines/land.yaml", "{code: parcel, ", "{cod: parcel, ",
                """
                lines/land.yaml:8: the key "cod" is not known; expected one of code, name, since, until; did you mean "code"?
                lines/land.yaml:8: the key "code" is missing; found "cod", "name"
                """
            ),
        ]
    )
    func isNamed(file: String, old: String, new: String, message: String) throws {
        #expect(try Catalog.errors(file, old, new).joined(separator: "\n") == message)
    }

    @Test(
        "is a code given twice, wherever it stands",
        arguments: [
            (
                "units.yaml", "", "  - {code: station, name: {zh: 甲, en: A}, kind: team}\n",
                "units.yaml:16: the unit station is defined already at units.yaml:10 (as unit); give it another code"
            ),
            (
                "subdistrict.yaml", "", "  - {code: \"440310001001\", name: {zh: 甲, en: A}}\n",
                "subdistrict.yaml:8: the community 440310001001 is defined already at subdistrict.yaml:6 (as community); give it another code"
            ),
            (
                "figures/b.yaml", "", CatalogContent.figure,
                "figures/b.yaml:2: the figure posted is defined already at figures/a.yaml:2 (as figure); give it another code"
            ),
            (
                "lines/land.yaml", "documents:\n",
                "  - {code: parcel, name: {zh: 甲, en: A}}\ndocuments:\n",
                "lines/land.yaml:9: the kind parcel is defined already at lines/land.yaml:8 (as kind); give it another code"
            ),
            (
                "grid.yaml", "", "  - {code: \"440310001001001\", name: {zh: 甲, en: A}}\n",
                "grid.yaml:5: the cell 440310001001001 is defined already at grid.yaml:2 (as cell); give it another code"
            ),
        ]
    )
    func twice(file: String, old: String, new: String, message: String) throws {
        #expect(try Catalog.errors(file, old, new) == [message])
    }

    @Test func isAUnitThatEndsBeforeTheLineThatItLeads() throws {
        let ended = "    since: 2017-01-01\n    until: 2018-06-30"
        #expect(
            try Catalog.errors("units.yaml", "    since: 2017-01-01", ended) == [
                "lines/land.yaml:4: \"lead\" is \"land-centre\", which stands 2017-01-01..2018-06-30 only; expected a unit that covers .."
            ]
        )
        let units = CatalogContent.units.replacing("    since: 2017-01-01", with: ended)
        func line(_ until: String) -> String { CatalogContent.line + "until: \(until)\n" }
        #expect(
            try Catalog.whole(["units.yaml": units, "lines/land.yaml": line("2018-06-30")]).lines.count == 1
        )
        #expect(throws: CatalogErrors.self) {
            try Catalog.whole(["units.yaml": units, "lines/land.yaml": line("2018-07-01")])
        }
    }

    @Test func isAUnitYoungerThanWhatLiesUnderIt() throws {
        let young = "kind: authority\n    since: 2017-01-02"
        #expect(
            try Catalog.errors("units.yaml", "kind: authority", young) == [
                "units.yaml:9: \"parent\" is \"office\", which stands 2017-01-02.. only; expected a unit that covers 2017-01-01.."
            ]
        )
        #expect(
            try Catalog.errors("units.yaml", "kind: authority", "kind: authority\n    since: 2017-01-01")
                == []
        )
    }

    @Test(
        "is a circle of parents, told once",
        arguments: [
            ("kind: authority\n", "kind: authority\n    parent: office\n", "office, office"),
            (
                "kind: authority\n", "kind: authority\n    parent: land-centre\n",
                "land-centre, office, land-centre"
            ),
        ]
    )
    func circle(old: String, new: String, way: String) throws {
        let errors = try Catalog.errors("units.yaml", old, new)
        #expect(errors.count == 1)
        #expect(errors.first?.hasSuffix("lies under itself: \(way); change a \"parent\"") == true)
    }
}
