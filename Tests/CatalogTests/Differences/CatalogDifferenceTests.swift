import Catalog
import Ledger
import Testing

@Suite("The difference between two catalogs")
struct CatalogDifferenceTests {
    private func lines(_ file: String, _ old: String, _ new: String) throws -> [String] {
        let text = try #require(CatalogContent.whole[file])
        let changed = old.isEmpty ? text + new : text.replacing(old, with: new)
        #expect(text != changed)
        return try CatalogDifference(from: .whole(), to: .whole([file: changed])).lines
    }

    @Test func isNoneBetweenACatalogAndItself() throws {
        let difference = try CatalogDifference(from: .whole(), to: .whole())
        #expect(difference.changes.isEmpty && difference.old == difference.new && !difference.isForbidden)
    }

    @Test func isNoneWhereOnlyCommentsAndLayoutDiffer() throws {
        let grid = "# Another comment.\n\n" + CatalogContent.grid
        let difference = try CatalogDifference(from: .whole(), to: .whole(["grid.yaml": grid]))
        #expect(difference.changes.isEmpty && difference.old != difference.new)
    }

    @Test(
        "tells what is new, and what changes field by field",
        arguments: [
            (
                "units.yaml", "", "  - {code: team, name: {zh: 队, en: Team}, kind: team}\n",
                ["added  unit team"]
            ),
            (
                "subdistrict.yaml", "", "  - {code: \"440310001002\", name: {zh: 丙, en: C}}\n",
                ["added  community 440310001002"]
            ),
            (
                "subdistrict.yaml", "{zh: 甲, en: A}", "{zh: 甲, en: AA}",
                ["changed  subdistrict", "    name.en: \"A\" -> \"AA\""]
            ),
            (
                "units.yaml", "kind: centre\n    parent: office", "kind: team",
                [
                    "changed  unit land-centre", "    kind: \"centre\" -> \"team\"",
                    "    parent: \"office\" -> none",
                ]
            ),
            (
                "lines/land.yaml", "[projects, casework]", "[projects]",
                ["changed  line land", "    mechanisms: \"projects, casework\" -> \"projects\""]
            ),
            (
                "lines/land.yaml", "地块", "宗地",
                ["changed  kind parcel", "    name.zh: \"地块\" -> \"宗地\""]
            ),
            (
                "figures/a.yaml", "en: A", "en: AA",
                ["changed  figure posted", "    name.en: \"A\" -> \"AA\""]
            ),
            (
                "figures/a.yaml", "version: 1\n    kind: flow", "version: 2\n    kind: stock",
                [
                    "changed  figure posted", "    version: \"1\" -> \"2\"",
                    "    kind: \"flow\" -> \"stock\"",
                ]
            ),
            (
                "calendar/2018.yaml", ", 2018-02-24", "",
                [
                    "changed  holiday-notice 2018/2017-11-30",
                    "    makeup_days: \"2018-02-11, 2018-02-24\" -> \"2018-02-11\"",
                ]
            ),
            (
                "calendar/hours.yaml", "\"09:00\"", "\"08:30\"",
                [
                    "changed  working-hours",
                    "    spans: \"09:00–12:00, 14:00–18:00\" -> \"08:30–12:00, 14:00–18:00\"",
                ]
            ),
            (
                "deadlines/a.yaml", "count: 30, unit: calendar-day", "count: 15, unit: working-day",
                [
                    "changed  deadline-rule handling-2005",
                    "    extension: \"30 calendar-day\" -> \"15 working-day\"",
                ]
            ),
            (
                "deadlines/a.yaml", "zh: 新条例, en: New regulations}", "zh: 新条例第二条, en: New regulations}",
                [
                    "changed  deadline-rule handling-2022", "    source.zh: \"新条例\" -> \"新条例第二条\"",
                ]
            ),
            (
                "deadlines/a.yaml", "2022-05-01\n", "2022-05-01\n    until: 2030-12-31\n",
                [
                    "retired  deadline-rule handling-2022: its last day is 2030-12-31",
                    "    until: none -> \"2030-12-31\"",
                ]
            ),
        ]
    )
    func tells(file: String, old: String, new: String, expected: [String]) throws {
        #expect(try lines(file, old, new) == expected)
    }

    @Test func tellsWhatEnds() throws {
        let line = CatalogContent.line.replacing("[station]", with: "[]")
        let units = CatalogContent.units.replacing(
            "since: 2018-01-01",
            with: "since: 2018-01-01\n    until: 2018-12-31"
        )
        let (now, ended) = (
            try Catalog.whole(["lines/land.yaml": line]),
            try Catalog.whole(["lines/land.yaml": line, "units.yaml": units])
        )
        let difference = CatalogDifference(from: now, to: ended)
        #expect(difference.changes.map(\.action) == [.retired(until: LocalDay("2018-12-31")!)])
        #expect(
            difference.lines == [
                "retired  unit station: its last day is 2018-12-31", "    until: none -> \"2018-12-31\"",
            ]
        )
        #expect(!difference.isForbidden)
        #expect(CatalogDifference(from: ended, to: now).changes.map(\.action) == [.changed])
    }

    @Test(
        "forbids what would break the ledger",
        arguments: [
            (
                "figures/a.yaml", "rule: {zh: 乙, en: B}", "rule: {zh: 乙, en: BB}",
                "forbidden  figure posted: its rule changed, and its version is still 1; raise the version"
            ),
            (
                "figures/a.yaml", "unit: item", "unit: person",
                "forbidden  figure posted: its rule changed, and its version is still 1; raise the version"
            ),
            (
                "subdistrict.yaml", "Asia/Shanghai", "Asia/Tokyo",
                "forbidden  subdistrict: the days of all facts are those of the time zone in the first entry; keep it"
            ),
            (
                "lines/land.yaml", "\n  - {code: parcel, name: {zh: 地块, en: Parcel}}", " []",
                "forbidden  kind parcel: entries may name it; keep it and give it \"until\", its last day"
            ),
            (
                "deadlines/a.yaml", "handling-2022\n", "handling-2023\n",
                "forbidden  deadline-rule handling-2022: entries may name it; keep it and give it \"until\", its last day"
            ),
        ]
    )
    func forbids(file: String, old: String, new: String, message: String) throws {
        #expect(try lines(file, old, new).first == message)
        let text = try #require(CatalogContent.whole[file]).replacing(old, with: new)
        #expect(try CatalogDifference(from: .whole(), to: .whole([file: text])).isForbidden)
    }

    @Test func forbidsAVersionThatFalls() throws {
        let second = CatalogContent.figure.replacing("version: 1", with: "version: 2")
        let difference = try CatalogDifference(from: .whole(["figures/a.yaml": second]), to: .whole())
        #expect(
            difference.changes.map(\.action) == [.forbidden("its version fell from 2 to 1; it only rises")]
        )
    }

    @Test func forbidsAnotherSubdistrict() throws {
        func only(_ code: String) throws -> Catalog {
            let text = CatalogContent.subdistrict.replacing("440310001", with: code)
            return try Catalog(try CatalogContent([.init(path: "subdistrict.yaml", text: text)]))
        }
        let difference = CatalogDifference(from: try only("440310001"), to: try only("440310002"))
        #expect(difference.isForbidden)
        #expect(
            difference.changes.map { "\($0.action.name) \($0.thing) \($0.code)" } == [
                "forbidden subdistrict ", "forbidden community 440310001001", "added community 440310002001",
            ]
        )
        #expect(difference.counts.map(\.action) == ["forbidden", "added"])
        #expect(difference.counts.map(\.count) == [2, 1])
    }

    @Test func forbidsWhateverIsLeftOutInTheirOrder() throws {
        let little = try Catalog(
            try CatalogContent([.init(path: "subdistrict.yaml", text: CatalogContent.subdistrict)])
        )
        let changes = try CatalogDifference(from: .whole(), to: little).changes
        #expect(changes.allSatisfy { $0.action.name == "forbidden" })
        #expect(
            changes.map { $0.code.isEmpty ? $0.thing.rawValue : "\($0.thing.rawValue) \($0.code)" } == [
                "unit land-centre", "unit office", "unit station", "cell 440310001001001", "line land",
                "kind parcel", "document notice", "figure posted", "holiday-notice 2018/2017-11-30",
                "working-hours", "deadline-rule handling-2005", "deadline-rule handling-2022",
            ]
        )
        let back = try CatalogDifference(from: little, to: .whole()).changes
        #expect(back.allSatisfy { $0.action == .added } && back.count == changes.count)
    }

    @Test func isPrintedAsJSON() throws {
        let units = CatalogContent.units.replacing("zh: 土整", with: "zh: 土地整备")
        let grid = CatalogContent.grid + "    until: 2018-12-31\n"
        let files = [
            "units.yaml": units, "grid.yaml": grid, "figures/a.yaml": "figures: []\n",
            "lines/land.yaml": CatalogContent.line.replacing("[posted]", with: "[]"),
        ]
        let difference = try CatalogDifference(from: .whole(), to: .whole(files))
        let changes = [
            #"{"action":"changed","code":"land-centre","fields":[{"from":"土整","name":"name.zh","to":"土地整备"}],"thing":"unit"}"#,
            #"{"action":"retired","code":"440310001001001","fields":[{"from":"","name":"until","to":"2018-12-31"}],"thing":"cell","until":"2018-12-31"}"#,
            #"{"action":"changed","code":"land","fields":[{"from":"posted","name":"figures","to":""}],"thing":"line"}"#,
            #"{"action":"forbidden","code":"posted","reason":"reports may hold it; keep its definition","thing":"figure"}"#,
        ]
        let json = String(decoding: try JSON.object(difference.json).canonicalBytes(), as: UTF8.self)
        #expect(
            json
                == #"{"changes":[\#(changes.joined(separator: ","))],"from":"\#(difference.old)","ok":false,"to":"\#(difference.new)"}"#
        )
    }
}
