import Foundation
import Ledger
import Papers
import Testing

@Suite("Papers as HTML")
struct PaperMarkupTests {
    @Test func holdTextsAndNoMarkupOfOthers() throws {
        let hostile = "</style></title><script>alert(1)</script><img src=x onerror='y'>&amp;\"\u{0}\u{1B}"
        var sheet = PaperSheet(language: .zh, head: hostile, title: hostile, office: hostile)
        sheet.number = hostile
        sheet.addressee = hostile
        sheet.paragraphs = [hostile]
        sheet.facts = [.init(hostile, hostile)]
        sheet.table = .init(caption: hostile, columns: [.init(hostile)], rows: [[hostile]])
        sheet.chain = [.init(hostile, name: hostile)]
        sheet.reference = hostile
        sheet.verification = try .init(hostile)
        let picture = PaperPicture(.png, bytes: [1, 2, 3], caption: hostile)
        let day = try #require(LocalDay(year: 2018, month: 6, day: 1))
        let bundle = PaperBundle(
            language: .zh,
            title: hostile,
            office: hostile,
            day: day,
            sheets: [sheet],
            pictures: [picture],
            picturesTitle: hostile
        )
        for html in [sheet.html, bundle.html] {
            #expect(!html.contains("<script") && !html.contains("onerror='") && !html.contains("\u{1B}"))
            #expect(html.components(separatedBy: "</style>").count == 2)
            #expect(html.components(separatedBy: "</title>").count == 3)
            #expect(html.contains("&lt;/style&gt;&lt;/title&gt;&lt;script&gt;alert(1)"))
            #expect(html.contains("&amp;amp;&quot;"))
        }
        #expect(bundle.html.contains("src=\"data:image/png;base64,AQID\""))
    }

    @Test func leaveOutWhatIsNotGiven() {
        let html = PaperSheet(language: .zh, head: "头", title: "题", office: "办").html
        for word in ["class=\"number\"", "class=\"addressee\"", "class=\"day\"", "<table", "<footer", "<svg"]
        {
            #expect(!html.contains(word))
        }
        #expect(html.contains("盖章处"))
    }

    @Test func fillShortRowsAndCutLongOnes() throws {
        var sheet = PaperSheet(language: .zh, head: "头", title: "题", office: "办")
        sheet.table = .init(columns: [.init("甲"), .init("乙")], rows: [["1"], ["1", "2", "3"]])
        #expect(sheet.html.contains("<tr><td class=\"words\">1</td><td class=\"words\"></td></tr>"))
        #expect(sheet.html.contains("<tr><td class=\"words\">1</td><td class=\"words\">2</td></tr>"))
    }

    @Test func refuseACodeTooFineForPaper() throws {
        let longest = String(repeating: "a", count: 213)
        _ = try PaperSheet.Verification(longest)
        #expect(throws: QRCodeError.tooLong(bytes: 214, most: 213)) {
            try PaperSheet.Verification(longest + "a")
        }
    }

    @Test("have every label in both languages", arguments: PaperWord.allCases)
    func haveEveryLabel(word: PaperWord) {
        let (zh, en) = (word.text(in: .zh), word.text(in: .en))
        #expect(!zh.isEmpty && zh.unicodeScalars.allSatisfy { $0.value > 0x2E80 })
        #expect(!en.isEmpty && en.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test func writeDaysAsTheirLanguageDoes() throws {
        let day = try #require(LocalDay(year: 2018, month: 6, day: 1))
        #expect(PaperLanguage.zh.text(day) == "2018年6月1日")
        #expect(PaperLanguage.en.text(day) == "1 June 2018")
    }
}

@Suite(
    "Papers as PDF",
    .enabled(if: Tool.areThere, "the programs are not installed (script/bootstrap test)"),
    .timeLimit(.minutes(5))
)
struct PaperPrintTests {
    @Test func sayEverythingOnce() async throws {
        let sheet = try PaperSheet.letter()
        let print = try await Printout(sheet.html)
        #expect(print.warnings == nil)
        let text = try print.text()
        let parts = [sheet.head, sheet.title, "坪街交办〔2018〕12号", "2018年6月1日", "盖章处", "签发", "扫码核验"]
        for part in parts + sheet.paragraphs + sheet.facts.map(\.value) {
            #expect(text.contains(part), "\(part)")
        }
        let pages = try print.pages
        for page in 1...pages {
            let words = try print.text(page: page)
            #expect(words.contains("第\(page)页共\(pages)页") && words.contains("环-2018-0412"))
            #expect(words.contains("演示文件：内容为虚构，不具效力"))
        }
        let codes = try Tool.codes(in: print.picture(page: pages))
        #expect(codes == "https://jiedao.example.org/verify/2018/0412?c=9f3ac210\n")
    }

    @Test func sayItInEnglish() async throws {
        let print = try await Printout(try PaperSheet.englishLetter().html)
        #expect(print.warnings == nil)
        let text = try print.text()
        for part in [
            "1June2018", "Placeoftheseal", "Scantoverify", "Page1of\(try print.pages)", "Syntheticdemo",
        ] {
            #expect(text.contains(part), "\(part)")
        }
    }

    @Test func sayOfARealOneNothingOfADemo() async throws {
        var sheet = try PaperSheet.letter()
        sheet.isSynthetic = false
        let text = try await Printout(sheet.html).text()
        #expect(!text.contains("演示"))
    }

    @Test func repeatTheHeadsOfAThousandRows() async throws {
        let print = try await Printout(PaperSheet.list(rows: 1000).html)
        #expect(print.warnings == nil)
        let pages = try print.pages
        #expect(pages > 20)
        for page in 1..<pages { #expect(try print.text(page: page).contains("序号地点问题责任单位")) }
        let text = try print.text()
        for row in 1...1000 where !text.contains("立新路\(row)号旁") { Issue.record("row \(row) is missing") }
    }

    @Test("leave no signature alone on a page", arguments: 0...4)
    func leaveNoSignatureAlone(more: Int) async throws {
        var sheet = try PaperSheet.letter()
        sheet.facts = []
        sheet.paragraphs += (0..<3 + more).map { "第\($0)段：写到本页将满时，落款不能自己到下一页去，须有正文相随。" }
        let print = try await Printout(sheet.html)
        let page = try #require(try (1...print.pages).first { try print.text(page: $0).contains("盖章处") })
        let last = try #require(sheet.paragraphs.last)
        #expect(try print.text(page: page).contains(last.suffix(8)))
    }

    @Test func areBoundBehindAListOfContents() async throws {
        let day = try #require(LocalDay(year: 2018, month: 7, day: 2))
        var bundle = PaperBundle(
            language: .zh,
            title: "立新路桥下游排水口污水直排问题一事一档",
            office: "坪山街道办事处",
            day: day,
            sheets: [try .letter(), PaperSheet.list(rows: 60), try .englishLetter()],
            pictures: [try .square(), try .square(), try .square()],
            picturesTitle: "现场照片"
        )
        bundle.reference = "环-2018-0412"
        let print = try await Printout(bundle.html)
        #expect(print.warnings == nil)
        let (contents, pages) = (try print.lines(page: 1), try print.pages)
        let titles = bundle.sheets.map(\.title) + ["现场照片"]
        var last = 1
        for (place, title) in titles.enumerated() {
            let words = title.filter { !$0.isWhitespace }
            let page = try #require(try (last + 1...pages).first { try print.text(page: $0).contains(words) })
            let line = try #require(contents.first { $0.hasPrefix("\(place + 1) ") })
            #expect(line.contains(title.prefix(6)) && line.hasSuffix(" \(page)"))
            last = page
        }
        #expect(try Tool.run("pdfinfo", print.file.path).contains("一事一档"))
        // Each page has the foot of its own paper.
        #expect(try print.text(page: 2).contains("环-2018-0412"))
        #expect(try print.text(page: last - 1).contains("E-2018-0412"))
        let lastPage = try print.text(page: pages)
        #expect(lastPage.contains("第\(pages)页共\(pages)页"))
    }
}
