import Hummingbird
import Ledger
import Registers
import Testing
import Web

@Suite("Pages")
struct PageTests {
    @Test(
        "say what they show in both languages",
        arguments: [
            (
                "/", ["坪山街道公开账本", "最新校验点", "自己核验"],
                ["Public ledger of Pingshan Subdistrict", "Check it yourself"]
            ),
            (
                "/announcements", ["停水通知", "坪山社区", "公告-2018-0001"],
                ["停水通知", "Pingshan Community", "Standing"]
            ),
            ("/announcements/1", ["2018-03-05 09:20（北京时间）", "经过"], ["History", "Entry 1"]),
            ("/figures", ["2018 年的数字", "发布公告"], ["Figures of 2018", "Announcements posted"]),
            (
                "/figures/announcements-posted?year=2018", ["口径", "账本前 2 条"],
                ["Counting rule", "The first 2 entries"]
            ),
            ("/entries/1", ["第 1 条", "原始字节"], ["Entry 1", "Exact bytes", "announcement.posted"]),
        ] as [(String, [String], [String])]
    )
    func words(path: String, zh: [String], en: [String]) async throws {
        try await Fixture.run { fixture in
            try await fixture.post("停水通知", "3月6日停水。\n请储水。", community: "440310001003")
            for (language, words) in [("zh", zh), ("en", en)] {
                let page = try await fixture.ask(path, headers: [.acceptLanguage: language])
                #expect(page.status == 200)
                #expect(page.text.contains("<html lang=\"\(language == "zh" ? "zh-Hans" : "en")\">"))
                for word in words { #expect(page.text.contains(word), "\(word) on \(path)") }
            }
        }
    }

    @Test(
        "escape what people wrote, also where a mark hides a bracket or quote in its grapheme",
        arguments: [
            "<script>alert(1)</script>", "\u{0600}<script>alert(1)</script>", "\"\u{0301} onfocus=x", "'><b>",
        ]
    )
    func escaping(text: String) async throws {
        try await Fixture.run { fixture in
            try await fixture.post("标题" + text, "正文" + text)
            for path in ["/announcements", "/announcements/1", "/entries/1"] {
                let page = try await fixture.ask(path).text
                #expect(!page.unicodeScalars.contains("<script".unicodeScalars))
                #expect(!page.unicodeScalars.contains("'><b>".unicodeScalars))
                #expect(!page.unicodeScalars.contains("\"\u{0301}".unicodeScalars))
            }
        }
    }

    @Test("and what somebody typed into an address")
    func escapingOfAddresses() async throws {
        try await Fixture.run { fixture in
            for path in ["/figures/x?year=%22%3E%3Cscript%3E", "/figures?q=%22&\"><script>", "/%3Cscript%3E"]
            {
                let page = try await fixture.ask(path).text
                #expect(!page.unicodeScalars.contains("<script".unicodeScalars), "\(path)")
            }
        }
    }

    @Test func theRegisterIsReadPageByPage() async throws {
        try await Fixture.run { fixture in
            for number in 1...21 { try await fixture.post("第 \(number) 号") }
            let first = try await fixture.ask("/announcements").text
            #expect(first.contains("公告-2018-0021") && !first.contains("公告-2018-0001"))
            #expect(first.contains("href=\"/announcements?before=2\""))
            let second = try await fixture.ask("/announcements?before=2").text
            #expect(second.contains("公告-2018-0001") && !second.contains("公告-2018-0002"))
            #expect(!second.contains("rel=\"next\""))
            #expect(try await fixture.ask("/announcements?before=x").status == 400)
        }
    }

    @Test func aWithdrawnAnnouncementIsStruckThroughAndEveryWordingStaysReadable() async throws {
        try await Fixture.run { fixture in
            let id = try await fixture.post("停水通知", "原来的文字")
            try await fixture.perform(
                CorrectAnnouncement(
                    id,
                    to: try .init(title: "停水通知（更正）", text: "后来的文字"),
                    community: nil,
                    reason: "日期有误",
                    revision: 0,
                    zone: fixture.zone
                )
            )
            try await fixture.perform(WithdrawAnnouncement(id, reason: "已恢复供水", zone: fixture.zone))
            let list = try await fixture.ask("/announcements").text
            #expect(
                list.contains("<tr class=\"struck\">") && list.contains("<span class=\"stamp\">撤回</span>")
            )
            #expect(list.contains("更正 1 次"))
            let page = try await fixture.ask("/announcements/1").text
            for word in ["原来的文字", "后来的文字", "理由：日期有误", "理由：已恢复供水", "撤回公告"] {
                #expect(page.contains(word), "\(word)")
            }
            for entry in 1...3 { #expect(page.contains("href=\"/entries/\(entry)/receipt\"")) }
        }
    }

    @Test(
        "of a demonstration say so, also when something is wrong",
        arguments: ["/", "/announcements", "/nothing"]
    )
    func demo(path: String) async throws {
        try await Fixture.run(isDemo: true) { fixture in
            let page = try await fixture.ask(path).text
            #expect(page.contains("演示数据：人、企业、文字均为虚构。") && page.contains("2018-03-05 09:20"))
            let english = try await fixture.ask(path + "?lang=en").text
            #expect(english.contains("Demo data: people, firms and texts are invented."))
        }
        try await Fixture.run { fixture in
            let page = try await fixture.ask(path).text
            #expect(!page.contains("演示"))
        }
    }

    @Test(
        "that are wrong say what is wrong and what to do",
        arguments: [
            ("/nothing", 404, "这个地址没有页面"), ("/announcements/7", 404, "没有公告“7”"),
            ("/announcements/01", 404, "没有公告“01”"), ("/entries/9", 404, "请选 0 到 0 之间"),
            ("/figures/nope", 404, "announcements-posted"), ("/figures?year=18x", 400, "?year=2018"),
            ("/figures/announcements-posted?year=0", 400, "不是年份"),
            ("/figures/announcements-posted?year=2018&as_of=5", 400, "账本现有 1 条"),
            ("/figures/announcements-posted?year=2018&after=1", 400, "不是记录的位置"),
            ("/figures/announcements-posted?format=xml", 400, "没有“xml”这种格式"),
        ]
    )
    func faults(path: String, status: Int, words: String) async throws {
        try await Fixture.run { fixture in
            let page = try await fixture.ask(path)
            #expect(page.status == status)
            #expect(page.text.contains(words))
            #expect(
                try await fixture.ask(path + (path.contains("?") ? "&" : "?") + "lang=en").text.contains(
                    "lang=\"en\""
                )
            )
        }
    }
}

extension Collection where Element: Equatable {
    /// Whether the elements of `other` stand here one after another.
    func contains(_ other: some Collection<Element>) -> Bool {
        indices.contains { self[$0...].starts(with: other) }
    }
}
