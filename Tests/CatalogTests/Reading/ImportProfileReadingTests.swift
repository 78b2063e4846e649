import Catalog
import Ledger
import Testing

@Suite("A profile of the catalog")
struct ImportProfileReadingTests {
    private static let files: [String: String] = [
        "sources.yaml": """
        sources:
          - {code: window, name: {zh: 窗口, en: Window}, level: own, closing: office}

        """,
        "deadlines/own.yaml": """
        rules:
          - {code: answer, name: {zh: 答复, en: Answer}, count: 2, unit: working-day, source: {zh: 例, en: Example}}

        """,
        "lines/land.yaml": """
        code: land
        name: {zh: 土地, en: Land}
        does: {zh: 征收, en: Acquires land}
        lead: land-centre
        assisting: []
        mechanisms: [casework]
        kinds:
          - {code: claim, name: {zh: 诉求, en: Claim}, series: 诉, sources: [window], clocks: {answer: answer}}
        documents: []
        figures: []

        """,
    ]

    private static let profile = """
        code: old
        name: {zh: 旧系统, en: Old system}
        kind: claim
        columns: [NO, {name: WHAT, other: [问题], optional: yes}]
        nothing: ["-"]
        number: "{NO}"
        source: window
        text: ["[{NO}：]{WHAT}"]
        closed:
          - {from: "{NO}", is: ["1"], in_time: yes}

        """

    private func catalog(_ profile: String) throws -> Catalog {
        var files = Self.files
        files["profiles/old.yaml"] = profile
        return try Catalog(try CatalogContent.whole(files))
    }

    private func errors(_ wrong: String, _ right: String) throws -> [String] {
        do {
            _ = try catalog(Self.profile.replacing(right, with: wrong))
            return []
        } catch let errors as CatalogErrors { return errors.items.map(\.description) }
    }

    @Test("is read whole")
    func whole() throws {
        let profile = try #require(try catalog(Self.profile).profile(Code(rawValue: "old")!))
        #expect(profile.hasHeader && profile.nothing == ["-"] && profile.closed.first?.isInTime == true)
        #expect(profile.columns.map(\.isRequired) == [true, false])
        #expect(profile.columns[1].otherNames == ["问题"])
    }

    @Test("fills its texts with the cells of a row, and drops brackets with an empty one")
    func template() throws {
        let template = try #require(CellTemplate("[{A}：]{B}[（{C}）]。"))
        #expect(template.columns == ["A", "B", "C"])
        #expect(template.filled { ["A": "甲", "B": "乙", "C": "丙"][$0] ?? "" } == "甲：乙（丙）。")
        #expect(template.filled { ["B": "乙"][$0] ?? "" } == "乙。")
        for wrong in ["{A", "A}", "[A", "A]", "[[A]]", "{}", "{[A]}"] {
            #expect(CellTemplate(wrong) == nil, "\(wrong)")
        }
    }

    @Test("is refused with the place of what is wrong")
    func wrong() throws {
        #expect(try errors("{WHATS}", "{WHAT}").first?.contains("did you mean \"WHAT\"") == true)
        #expect(try errors("source: windows", "source: window").first?.contains("windows") == true)
        #expect(try errors("kind: claims", "kind: claim").first?.contains("no kind has this code") == true)
        #expect(try errors("code: other", "code: old").first?.contains("profiles/other.yaml") == true)
        #expect(try errors("numbr: \"{NO}\"", "number: \"{NO}\"").count == 2)
        #expect(try errors("is_day: yes, is: [\"1\"]", "is: [\"1\"]").first?.contains("is no day") == true)
        #expect(try errors("text: [\"{NO\"]", "text: [\"[{NO}：]{WHAT}\"]").first?.contains("braces") == true)
        #expect(try errors("[NO, NO, ", "[NO, ").contains { $0.contains("twice") })
    }
}
