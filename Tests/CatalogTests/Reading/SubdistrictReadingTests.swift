import Catalog
import Testing

@Suite("What is wrong with a subdistrict, a cell or a figure")
struct SubdistrictReadingTests {
    @Test(
        "is named with file, line, what was found and what was expected",
        arguments: [
            (
                "subdistrict.yaml", "code: \"440310001\"", "code: 44031000",
                "subdistrict.yaml:1: \"code\" is \"44031000\"; expected 9 digits in quotes"
            ),
            (
                "subdistrict.yaml", "code: \"440310001\"", "code: [1]",
                "subdistrict.yaml:1: \"code\" is not a single value; expected 9 digits in quotes"
            ),
            (
                "subdistrict.yaml", "time_zone: Asia/Shanghai", "time_zone: Mars/Olympus",
                "subdistrict.yaml:3: \"time_zone\" is \"Mars/Olympus\"; expected a time zone such as Asia/Shanghai"
            ),
            (
                "subdistrict.yaml", "origin: a.example", "origin: a b",
                "subdistrict.yaml:4: \"origin\" is \"a b\"; expected a name such as ledger.example.org, without blanks and +"
            ),
            (
                "subdistrict.yaml", "time_zone: Asia/Shanghai", "timezone: Asia/Shanghai",
                """
                subdistrict.yaml:1: the key "time_zone" is missing; found "code", "name", "timezone", "origin", "communities"
                subdistrict.yaml:3: the key "timezone" is not known; expected one of code, name, time_zone, origin, communities; did you mean "time_zone"?
                """
            ),
            (
                "subdistrict.yaml", "{zh: 甲, en: A}", "{zh: 甲, en: \"\"}",
                "subdistrict.yaml:2: \"en\" is \"\"; expected a text"
            ),
            (
                "subdistrict.yaml", "{zh: 甲, en: A}", "{zh: 甲, en: \"\u{3000}\"}",
                "subdistrict.yaml:2: \"en\" is \"\u{3000}\"; expected a text"
            ),
            (
                "subdistrict.yaml", "{zh: 甲, en: A}", "{zh: 甲}",
                "subdistrict.yaml:2: the key \"en\" is missing; found \"zh\""
            ),
            (
                "subdistrict.yaml", "{zh: 甲, en: A}", "甲",
                "subdistrict.yaml:2: \"name\" must be given in both languages, as {zh: …, en: …}"
            ),
            (
                "grid.yaml", "440310001001001", "4403100010010",
                "grid.yaml:2: \"code\" is \"4403100010010\"; expected 15 digits in quotes, the first 12 a community's"
            ),
            (
                "grid.yaml", "440310001001001", "440310001002001",
                "grid.yaml:2: \"code (first 12 digits)\" is \"440310001002\"; no community has this code; did you mean \"440310001001\"?"
            ),
            (
                "grid.yaml", "since: 2018-01-01", "since: 2018-02-30",
                "grid.yaml:4: \"since\" is \"2018-02-30\"; expected a day such as 2018-03-05"
            ),
            (
                "grid.yaml", "since: 2018-01-01", "since: 2018-01-01\n    until: 2017-12-31",
                "grid.yaml:5: it ends on 2017-12-31, before it begins on 2018-01-01; \"until\" is the last day"
            ),
            (
                "grid.yaml", "cells:", "cell:",
                """
                grid.yaml:1: the key "cell" is not known; expected one of cells; did you mean "cells"?
                grid.yaml:1: the key "cells" is missing; found "cell"
                """
            ),
            (
                "figures/a.yaml", "id: posted", "id: po sted",
                """
                figures/a.yaml:2: "id" is "po sted"; expected words of a-z, 0-9 and -
                lines/land.yaml:11: "figures" is "posted"; no figure has this code
                """
            ),
            (
                "figures/a.yaml", "version: 1", "version: 0",
                "figures/a.yaml:3: \"version\" is \"0\"; expected a number from 1"
            ),
            (
                "figures/a.yaml", "kind: flow", "kind: flows",
                "figures/a.yaml:4: \"kind\" is \"flows\"; expected one of flow, stock, distinct, declared, ratio, cohort, median, percentile-90; did you mean \"flow\"?"
            ),
            (
                "figures/a.yaml", "measure: a.posted", "measure: posted",
                "figures/a.yaml:5: \"measure\" is \"posted\"; expected words joined by dots"
            ),
            (
                "figures/a.yaml", "unit: item", "unit: two words",
                "figures/a.yaml:6: \"unit\" is \"two words\"; expected one word"
            ),
        ]
    )
    func isNamed(file: String, old: String, new: String, message: String) throws {
        #expect(try Catalog.errors(file, old, new).joined(separator: "\n") == message)
    }

    @Test(
        "of its communities is named",
        arguments: [
            ("communities:\n", "communities: none\nother:\n", "\"communities\" must be a list"),
            (
                "  - code: \"440310001001\"", "  - code: \"44031000100\"",
                "subdistrict.yaml:6: \"code\" is \"44031000100\"; expected 12 digits in quotes, the first 9 the subdistrict's"
            ),
            (
                "  - code: \"440310001001\"", "  - code: \"440310002001\"",
                "subdistrict.yaml:6: \"code\" is \"440310002001\"; expected 12 digits in quotes, the first 9 the subdistrict's"
            ),
        ]
    )
    func ofCommunities(old: String, new: String, message: String) throws {
        let errors = try Catalog.errors("subdistrict.yaml", old, new)
        #expect(errors.contains { $0.contains(message) })
    }
}
