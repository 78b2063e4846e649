import Catalog
import Testing

/// Files made to exhaust or mislead a reader; each is the text of `figures/a.yaml`.
@Suite("A hostile file")
struct HostileFileTests {
    private func errors(_ text: String) throws -> [String] {
        do {
            _ = try Catalog(try CatalogContent.tiny(figures: text))
            return []
        } catch {
            return error.items.map(\.description)
        }
    }

    @Test func thatLaughsABillionTimesIsRefusedBeforeItIsRead() throws {
        var text = "a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n"
        for level in 1...9 {
            text +=
                "a\(level): &a\(level) ["
                + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ") + "]\n"
        }
        #expect(
            try errors(text + "? *a9\n: 1\n") == [
                "figures/a.yaml:2: \"*a0\" repeats what &a0 names; write it out"
            ]
        )
    }

    @Test(
        "is refused with its line",
        arguments: [
            ("figures: &a []\n", ":1: \"&a\" names a value; a catalog has no such names"),
            ("figures: *a\n", ":1: this is not YAML: found undefined alias"),
            ("a: &a 1\nfigures: [*a]\n", ":2: \"*a\" repeats what &a names; write it out"),
            ("a: &a [*a]\n", ":1: \"*a\" repeats what &a names; write it out"),
            ("a: 1\n<<: {figures: []}\n", ":2: the merge key \"<<\" is not allowed; write the keys out"),
            (
                "figures: !!python/object:os.system []\n",
                ":1: the tag \"tag:yaml.org,2002:python/object:os.system\" is not allowed; leave out what begins with \"!\""
            ),
            (
                "a: 1\nfigures: !secret []\n",
                ":2: the tag \"!secret\" is not allowed; leave out what begins with \"!\""
            ),
            (
                "figures: !!binary aGE=\n",
                ":1: the tag \"tag:yaml.org,2002:binary\" is not allowed; leave out what begins with \"!\""
            ),
            (
                "figures:\n\t- id: a\n",
                ":2: a tab stands at the line's beginning; YAML is indented by blanks only"
            ),
            ("figures: []\na: 1\nfigures: []\n", ":1: a key stands twice in one map: \"figures\""),
            ("figures: []\n\"figures\": []\n", ":1: a key stands twice in one map: \"figures\""),
            ("? [a, b]\n: 1\n", ":1: a key must be a single word"),
            (
                "figures: []\n---\nfigures: []\n",
                ":2: this is not YAML: expected a single document in the stream (from line 1) but found another document"
            ),
            ("figures: \u{7}\n", ":1: this is not YAML: control characters are not allowed"),
            ("figures: \u{0}\n", ":1: this is not YAML: control characters are not allowed"),
            ("figures: \u{1B}[31m\n", ":1: this is not YAML: control characters are not allowed"),
            ("# nothing\n", ":1: the file is empty"),
            ("---\n", ":2: expected a list of keys with \"figures\""),
        ]
    )
    func isRefused(text: String, message: String) throws {
        #expect(try errors(text) == ["figures/a.yaml\(message)"])
    }

    @Test(
        "of nothing but aliases is refused at the first",
        arguments: ["&a x, ", "&b x, "],
        ["*a,", "*a,\n", "[*a],", "{*a : *a},"]
    )
    func aliases(anchor: String, alias: String) throws {
        let start = "figures: [" + anchor
        let count = (YAMLFile.byteLimit - start.utf8.count - 1) / alias.utf8.count
        let errors = try errors(start + String(repeating: alias, count: count) + "]")
        #expect(errors.count == 1 && errors.first?.hasPrefix("figures/a.yaml:1: ") == true)
    }

    @Test func mayHoldAnAmpersandOrAStarInItsTexts() throws {
        let text = CatalogContent.figure.replacing("en: B", with: "en: \"A & B, R&D, *bold* and &c\"")
        #expect(try errors("# *x, and AT&T\n" + text) == [])
    }

    @Test func isReadToItsLimitOfBytesAndNoFurther() throws {
        func text(_ count: Int) -> String {
            "#" + String(repeating: "x", count: count - CatalogContent.figure.utf8.count - 2) + "\n"
                + CatalogContent.figure
        }
        let limit = YAMLFile.byteLimit
        #expect(try errors(text(limit)) == [])
        #expect(
            try errors(text(limit + 1)) == [
                "figures/a.yaml: the file has \(limit + 1) bytes; at most \(limit) are allowed"
            ]
        )
    }

    @Test func holdsAsManyValuesAsItsLimitAndNoMore() throws {
        // The map, its key, its list, and what stands in the list.
        func text(_ count: Int) -> String { "a: [" + String(repeating: "b,", count: count - 3) + "]" }
        let limit = YAMLFile.nodeLimit
        #expect(try errors(text(limit)).first?.contains("the key \"a\" is not known") == true)
        #expect(
            try errors(text(limit + 1)) == [
                "figures/a.yaml:1: the file holds more than \(limit) values; divide it"
            ]
        )
    }

    @Test(
        "is nested to its limit and no deeper",
        arguments: [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", "\n")]
    )
    func depth(open: String, close: String) throws {
        func text(_ depth: Int) -> String {
            String(repeating: open, count: depth) + "a" + String(repeating: close, count: depth)
        }
        let limit = YAMLFile.depthLimit
        let deep = "figures/a.yaml:1: values are nested deeper than \(limit)"
        #expect(try errors(text(limit - 1)) != [deep])
        #expect(try errors(text(limit)) == [deep])
    }

    @Test(
        "of a hundred thousand levels does not end the program",
        arguments: [
            "[", "{", "{a: ", "[a: ", "- ", "? ", "- ? ", "[{a: ", "\"", "'", "!", "&", "*", ": ", "|\n",
        ]
    )
    func abyss(open: String) throws {
        let count = YAMLFile.byteLimit / open.utf8.count
        #expect(try !errors(String(repeating: open, count: count)).isEmpty)
    }

    @Test func ofSpacesThatDeepenLineByLineDoesNotEndTheProgram() throws {
        let lines = (0..<700).map { String(repeating: " ", count: $0) + "a:" }
        #expect(
            try errors(lines.joined(separator: "\n")) == [
                "figures/a.yaml:16: values are nested deeper than \(YAMLFile.depthLimit)"
            ]
        )
    }

    @Test func hasTextsUpToTheirLimitAndNoLonger() throws {
        let limit = YAMLFile.scalarByteLimit
        func text(_ count: Int) -> String {
            CatalogContent.figure.replacing("en: B", with: "en: " + String(repeating: "B", count: count))
        }
        #expect(try errors(text(limit)) == [])
        #expect(
            try errors(text(limit + 1)) == [
                "figures/a.yaml:8: a text of \(limit + 1) bytes stands here; at most \(limit) are allowed"
            ]
        )
    }

    @Test func isNeverQuotedAtLength() throws {
        let long = String(repeating: "长", count: 2000)
        for text in [
            "\(long): 1\n", "figures: \(long)\n", "figures: []\n\(long): 1\n\(long): 2\n",
            "figures: !\(long) []\n",
        ] {
            for error in try errors(text) { #expect(error.count < 400) }
        }
    }

    @Test func readsNoWordAsAnythingButText() throws {
        let text = CatalogContent.figure.replacing("{zh: 乙, en: B}", with: "{zh: 0x1F, en: no}")
        let catalog = try Catalog(try CatalogContent.tiny(figures: text))
        #expect(catalog.figures.map(\.rule) == [LocalName(zh: "0x1F", en: "no")])
    }
}
