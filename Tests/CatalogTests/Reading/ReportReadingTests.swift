import Catalog
import Testing

@Suite("A report's text")
struct ReportReadingTests {
    private static func content(
        zh: String,
        en: String,
        claims: String = "",
        path: String = "report/2018.yaml"
    ) throws -> CatalogContent {
        let text = """
            year: 2018
            title: {zh: 报告, en: Report}
            sentences:
              - id: a
                text: {zh: "\(zh)", en: "\(en)"}
                claims: [\(claims)]
            """
        return try CatalogContent(CatalogContent.tiny().files + [.init(path: path, text: text)])
    }

    @Test func isPartedIntoWordsAndFigures() throws {
        let content = try Self.content(
            zh: "发布{figure:posted}余条。",
            en: "More than {figure:posted} posted.",
            claims: "{figure: posted, is: more-than, number: 40}"
        )
        let sentence = try #require(try Catalog(content).report(2018)?.sentences.first)
        #expect(sentence.zh == [.text("发布"), .figure("posted"), .text("余条。")])
        #expect(sentence.en == [.text("More than "), .figure("posted"), .text(" posted.")])
        #expect(sentence.claims.map(\.figure) == ["posted"])
        #expect(sentence.claims[0].assertion == .moreThan(40, isBounded: true))
        #expect(sentence.claims[0].description == "posted more-than 40, below 50")
    }

    @Test func promisesNoUpperBoundWithoutTheWord() throws {
        let content = try Self.content(
            zh: "发布超过{figure:posted}条。",
            en: "Over {figure:posted} posted.",
            claims: "{figure: posted, is: more-than, number: 40}"
        )
        let claim = try Catalog(content).report(2018)?.sentences.first?.claims.first
        #expect(claim?.assertion == .moreThan(40, isBounded: false))
    }

    @Test(
        "is refused where words and claim are not one, and where a figure is not there",
        arguments: [
            ("发布{figure:posted}余条", "More than {figure:posted}", "", "say more-than, and the claim is exact"),
            (
                "约{figure:posted}条", "{figure:posted}", "{figure: posted, is: about, number: 5}",
                "in en say no more than the number"
            ),
            (
                "{figure:posted}条", "about {figure:posted}", "{figure: posted, is: about, number: 5}",
                "in zh say no more than the number"
            ),
            (
                "近{figure:posted}条", "nearly {figure:posted}", "{figure: posted, is: within, number: 5}",
                "say nearly, and the claim is within"
            ),
            (
                "{figure:posted}条", "{figure:posted}", "{figure: posted, is: about}",
                "the key \"number\" is missing"
            ),
            (
                "{figure:posted}条", "{figure:posted}", "{figure: posted, is: exact, number: 05}",
                "expected a whole number"
            ),
            (
                "{figure:posted}条", "{figure:posted}", "{figure: poster, is: exact}",
                "did you mean \"posted\"?"
            ),
            (
                "{figure:posted}条", "{figure:posted}",
                "{figure: posted, is: exact}, {figure: posted, is: exact}", "has a claim already"
            ),
            ("{figure:posted}条", "none", "", "both languages must hold the same figures"),
            ("{figure:posted}{figure:posted}", "{figure:posted}", "", "each once"),
            ("{posted}条", "{posted}", "", "a brace stands in the text"),
            ("{figure:posted条", "{figure:posted}", "", "a brace stands in the text"),
            ("{figure:nothing}条", "{figure:nothing}", "", "no figure has this code"),
        ]
    )
    func refused(zh: String, en: String, claims: String, message: String) throws {
        let content = try Self.content(zh: zh, en: en, claims: claims)
        do {
            _ = try Catalog(content)
            Issue.record("\(zh) was taken")
        } catch {
            #expect(error.description.contains("report/2018.yaml:"))
            #expect(error.description.contains(message), "\(error)")
        }
    }

    @Test func standsInTheFileOfItsYear() throws {
        let content = try Self.content(zh: "无", en: "None", path: "report/2019.yaml")
        do {
            _ = try Catalog(content)
            Issue.record("the file was taken")
        } catch { #expect(error.description.contains("must be report/2018.yaml")) }
    }

    @Test func mayChangeAndMayNotGo() throws {
        let old = try Catalog(Self.content(zh: "甲", en: "A"))
        let changed = CatalogDifference(from: old, to: try Catalog(Self.content(zh: "乙", en: "A")))
        #expect(changed.lines.first == "changed  report 2018" && !changed.isForbidden)
        #expect(CatalogDifference(from: old, to: try Catalog(.tiny())).isForbidden)
    }
}
