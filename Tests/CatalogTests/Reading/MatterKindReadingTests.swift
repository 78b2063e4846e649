import Catalog
import Ledger
import Testing

@Suite("A kind of matter in a line's file")
struct MatterKindReadingTests {
    private static let kind = """
        code: land
        name: {zh: 土地, en: Land}
        does: {zh: 征收, en: Acquires land}
        lead: land-centre
        assisting: []
        mechanisms: [casework]
        kinds:
          - code: claim
            name: {zh: 诉求, en: Claim}
            series: 诉
            sources: [window]
            routes:
              - {lead: land-centre}
            steps:
              - {code: first, name: {zh: 一, en: First}, before: handled}
              - {code: second, name: {zh: 二, en: Second}, before: never, clock: {rule: answer, from: first}}
            clocks: {answer: answer}
        documents: []
        figures: []

        """

    private static let others: [String: String] = [
        "sources.yaml": """
        sources:
          - {code: window, name: {zh: 窗口, en: Window}, level: own, closing: office}

        """,
        "deadlines/own.yaml": """
        rules:
          - code: answer
            name: {zh: 答复, en: Answer}
            count: 2
            unit: working-day
            source: {zh: 示例, en: Example}

        """,
    ]

    private func errors(_ line: String) throws -> [String] {
        var files = Self.others
        files["lines/land.yaml"] = line
        let content = try CatalogContent.whole(files)
        do {
            _ = try Catalog(content)
            return []
        } catch { return error.items.map(\.description) }
    }

    @Test("is read whole, with what may be left out")
    func whole() throws {
        var files = Self.others
        files["lines/land.yaml"] = Self.kind
        let catalog = try Catalog(try CatalogContent.whole(files))
        let kind = try #require(catalog.matterKind(Code(rawValue: "claim")!))
        #expect(kind.line.rawValue == "land" && kind.confidentiality == .internal)
        #expect(kind.reporters == [.staff] && kind.clocks.warningPermille == 800)
        #expect(kind.steps.map(\.isRequired) == [true, false])
        #expect(kind.steps[1].clock?.from == .step(Code(rawValue: "first")!))
        #expect(kind.reporterSees == [.course, .unit, .deadline, .steps])
    }

    @Test("says what whoever reported one sees of it, which may be nothing but its end")
    func sights() throws {
        for (words, sights) in [("[steps, deadline]", [MatterKind.Sight.steps, .deadline]), ("[]", [])] {
            var files = Self.others
            files["lines/land.yaml"] = Self.kind.replacing(
                "series: 诉",
                with: "series: 诉\n    reporter_sees: \(words)"
            )
            let kind = try Catalog(try CatalogContent.whole(files)).matterKind(Code(rawValue: "claim")!)
            #expect(kind?.reporterSees == sights)
        }
    }

    @Test("says how long it may lie, and who is told at each level; where it says nothing, the usual holds")
    func vigil() throws {
        var files = Self.others
        files["lines/land.yaml"] = Self.kind
        let usual = try #require(
            try Catalog(try CatalogContent.whole(files)).matterKind(Code(rawValue: "claim")!)
        )
        #expect(usual.silenceDays == 30)
        #expect((1...3).map { usual.clocks.told(at: $0) } == [.dispatchers, .leaders, .leaders])
        files["lines/land.yaml"] = Self.kind.replacing("series: 诉", with: "series: 诉\n    silence_days: 7")
            .replacing(
                "{answer: answer}",
                with: "{answer: answer, escalation_hours: [8, 24], escalation_to: [line, dispatchers]}"
            )
        let own = try #require(
            try Catalog(try CatalogContent.whole(files)).matterKind(Code(rawValue: "claim")!)
        )
        #expect(own.silenceDays == 7)
        #expect((1...2).map { own.clocks.told(at: $0) } == [.line, .dispatchers])
    }

    @Test(
        "tells what is wrong, and where",
        arguments: [
            ("sources: [window]", "sources: [windwo]", "no source has this code; did you mean \"window\"?"),
            ("sources: [window]", "sources: []", "\"sources\" is empty"),
            ("lead: land-centre}", "lead: nowhere}", "no unit has this code"),
            ("series: 诉", "series: 诉1", "one to four letters"),
            ("answer: answer", "answer: anwser", "no deadline rule has this code"),
            ("answer: answer", "handling: answer", "the key \"answer\" is missing"),
            ("from: first", "from: frist", "a clock starts from the step frist, which is none"),
            (
                "before: never", "before: sometime",
                "expected one of dispatch, handled, verified, struck-off, never"
            ),
            ("code: second", "code: first", "the step first is there twice"),
            ("series: 诉", "series: 诉\n    secrecy: high", "the key \"secrecy\" is not known"),
            (
                "series: 诉", "series: 诉\n    reporter_sees: [units]",
                "expected one of course, unit, deadline, steps; did you mean \"unit\"?"
            ),
            (
                "{answer: answer}", "{answer: answer, escalation_hours: [8, 24], escalation_to: [line]}",
                "says who is told at each of \"escalation_hours\", 2 in all"
            ),
            (
                "{answer: answer}", "{answer: answer, escalation_hours: [8], escalation_to: [mayor]}",
                "expected one of dispatchers, line, leaders"
            ),
        ]
    )
    func wrong(old: String, new: String, message: String) throws {
        let found = try errors(Self.kind.replacing(old, with: new))
        #expect(found.contains { $0.contains(message) && $0.hasPrefix("lines/land.yaml:") }, "\(found)")
    }

    private static let document = """
          - code: order
            name: {zh: 责令书, en: Order}
            number: "坪街令〔{year}〕{number}号"
            chain: [drafter, section-head, principal]
            text: {zh: "限 {deadline} 前办结。", en: "By {deadline}."}
        """

    @Test(
        "has documents whose chain, number and text are checked",
        arguments: [
            (
                "[drafter, section-head", "[section-head",
                "\"chain\" begins with section-head; expected drafter"
            ),
            ("section-head, principal", "principal, principal", "\"chain\" names principal twice"),
            ("[drafter, section-head, principal]", "[]", "\"chain\" is empty; somebody signs"),
            ("section-head", "section-haed", "did you mean \"section-head\"?"),
            ("〔{year}〕", "", "has no {year}. Put it in once."),
            ("〔{year}〕", "{year}", "run into other digits"),
            ("号\"", "号{serie}\"", "has {serie}; write {year}, {number} or {series}."),
            ("By {deadline}", "By {dedline}", "\"text\" has {dedline}; expected one of reference"),
            ("By {deadline}", "By {dedline}", "did you mean \"deadline\"?"),
        ]
    )
    func documents(old: String, new: String, message: String) throws {
        let line = Self.kind.replacing("documents: []", with: "documents:\n\(Self.document)")
        #expect(try errors(line) == [])
        let found = try errors(line.replacing(old, with: new))
        #expect(found.contains { $0.contains(message) && $0.hasPrefix("lines/land.yaml:") }, "\(found)")
    }
}
