import Catalog
import Ledger
import Testing

@Suite("A figure's definition")
struct FigureReadingTests {
    private static func figure(_ keys: String) -> String {
        "figures:\n  - {id: x, version: 3, unit: fen, name: {zh: 甲, en: A}, rule: {zh: 乙, en: B}, \(keys)}\n"
    }

    private func definition(_ keys: String) throws -> FigureDefinition {
        try #require(try Catalog(.tiny(figures: Self.figure(keys))).figure("x"))
    }

    @Test func namesWhatIsAddedAndWhatIsTakenAway() throws {
        let found = try definition(
            """
            kind: stock, measures: [a.in, a.back], less: [a.out], tags: {all: ["kind:x"], some: [p, q], none: [r]},
                 communities: ["440310001001"]
            """
        )
        func codes(_ words: String...) -> [Code] { words.map { Code(rawValue: $0)! } }
        #expect(
            found.count
                == .stock(
                    FactSelection(
                        [Measure("a.in"), Measure("a.back")],
                        less: [Measure("a.out")],
                        tags: .init(all: codes("kind:x"), some: codes("p", "q"), none: codes("r")),
                        communities: codes("440310001001")
                    )
                )
        )
        #expect(found.kind == .stock && found.scale == .plain && found.changes.isEmpty)
        #expect(found.measures.map(\.rawValue) == ["a.in", "a.back", "a.out"])
    }

    @Test func ofAShareNamesItsWholeAndIsShownInPercent() throws {
        let found = try definition("kind: cohort, measure: a.out, of: {measure: a.in, tags: {all: [x]}}")
        let tags = FactSelection.Tags(all: [Code(rawValue: "x")!])
        #expect(
            found.count
                == .cohort(
                    FactSelection([Measure("a.out")]),
                    of: FactSelection([Measure("a.in")], tags: tags)
                )
        )
        #expect(found.scale == .percent)
        #expect(
            try definition("kind: ratio, measure: a.out, of: {measure: a.in}, shown: permille").scale
                == .permille
        )
    }

    @Test func tellsItsBreaks() throws {
        let found = try definition(
            "kind: flow, measure: a.in, changes: [{version: 2, day: 2018-07-01, what: {zh: 改, en: C}}, {version: 3, day: 2019-01-01, what: {zh: 再, en: D}}]"
        )
        #expect(found.changes.map(\.version) == [2, 3])
        #expect(found.changes.map(\.day.description) == ["2018-07-01", "2019-01-01"])
    }

    @Test(
        "is refused with what was expected",
        arguments: [
            ("kind: flow", "the key \"measure\" is missing"),
            ("kind: flow, measures: []", "\"measures\" is empty"),
            ("kind: flow, measures: [a.in, a.in]", "\"measures\" names a.in twice"),
            ("kind: flow, measure: a.in, measures: [a.in]", "stand together"),
            ("kind: flow, measure: a.in, less: [a.in]", "name it once"),
            ("kind: flow, measure: a.in, of: {measure: a.in}", "a flow is no share"),
            ("kind: ratio, measure: a.in", "the key \"of\" is missing"),
            ("kind: ratio, measure: a.in, of: {measures: [a]}", "words joined by dots"),
            ("kind: cohort, measure: a.in, of: {measure: a.in}", "\"of\" counts a.in, as the part does"),
            ("kind: flow, measure: a.in, shown: percent", "the figure is no share"),
            ("kind: ratio, measure: a.in, of: {measure: a.in}, shown: yuan", "percent or permille"),
            ("kind: flow, measure: a.in, shown: m2", "expected the unit dm2, not fen"),
            ("kind: flow, measure: a.in, communities: [\"440310001009\"]", "no community has this code"),
            ("kind: flow, measure: a.in, offices: [nobody]", "no unit has this code"),
            ("kind: flow, measure: a.in, tags: {every: [x]}", "the key \"every\" is not known"),
            (
                "kind: flow, measure: a.in, changes: [{version: 4, day: 2018-07-01, what: {zh: 改, en: C}}]",
                "from 2 to the present 3"
            ),
        ]
    )
    func refused(keys: String, message: String) throws {
        do {
            _ = try Catalog(.tiny(figures: Self.figure(keys)))
            Issue.record("\(keys) was taken")
        } catch {
            #expect(error.description.contains("figures/a.yaml:"))
            #expect(error.description.contains(message), "\(error)")
        }
    }
}
