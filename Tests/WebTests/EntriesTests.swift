import Foundation
import Ledger
import Registers
import Testing
import Web

@Suite("The list of entries")
struct EntriesTests {
    @Test func hasTheNewestFirstAndLeadsToEachEntryAndItsSubject() async throws {
        try await Fixture.run { fixture in
            let id = try await fixture.post("停水通知")
            try await fixture.perform(WithdrawAnnouncement(id, reason: "已恢复供水", zone: fixture.zone))
            let page = try await fixture.ask("/entries").text
            let places = try ["2", "1", "0"].map { number in
                try #require(page.range(of: "<a href=\"/entries/\(number)\">\(number)</a>")).lowerBound
            }
            #expect(places == places.sorted())
            for word in ["撤回公告", "发布公告", "建账", "href=\"/announcements/1\"", "2018-03-05 09:20", "共 3 条"] {
                #expect(page.contains(word), "\(word)")
            }
            #expect(try await fixture.ask("/entries?lang=en").text.contains("Announcement withdrawn"))
            #expect(try await fixture.ask("/").text.contains("<a href=\"/entries\"><b>3</b>"))
        }
    }

    @Test func isReadPageByPage() async throws {
        try await Fixture.run { fixture in
            for number in 1...50 { try await fixture.post("第 \(number) 号") }
            let first = try await fixture.ask("/entries").text
            #expect(first.contains(">50</a>") && first.contains(">1</a>") && !first.contains(">0</a>"))
            #expect(first.contains("href=\"/entries?before=1\" rel=\"next\"") && !first.contains("第一页"))
            let second = try await fixture.ask("/entries?before=1").text
            #expect(second.contains(">0</a>") && !second.contains(">1</a>"))
            #expect(second.contains("第一页") && !second.contains("rel=\"next\""))
        }
    }

    @Test("has no page before what is no entry", arguments: ["0", "-1", "2", "01", "x", ""])
    func wrongPlaces(before: String) async throws {
        try await Fixture.run { fixture in
            let right = try await fixture.ask("/entries?before=1")
            let wrong = try await fixture.ask("/entries?before=\(before)")
            #expect(right.status == 200 && wrong.status == 404)
        }
    }

    @Test func saysOfAnEntryThatIsNotPublicOnlyThat() async throws {
        try await Fixture.run { fixture in
            try await fixture.perform(WriteSecret())
            let page = try await fixture.ask("/entries").text
            #expect(page.contains("<a href=\"/entries/1\">1</a></td><td>不公开</td>"))
            for word in ["confidential", "test.secret", "note:"] { #expect(!page.contains(word)) }
        }
    }
}

@Suite("An entry's page")
struct EntryPageTests {
    @Test func namesWhatStandsInTheEntry() async throws {
        try await Fixture.run { fixture in
            try await fixture.post("停水通知", "3月6日停水。", community: "440310001003")
            let page = try await fixture.ask("/entries/1").text
            #expect(page.contains("<dt>标题 <code>title</code></dt>"))
            #expect(page.contains("440310001003 <span class=\"soft\">坪山社区</span>"))
            let english = try await fixture.ask("/entries/1?lang=en").text
            #expect(english.contains("<dt><code>title</code></dt>"))
            #expect(english.contains("<dt>Date <code>day</code></dt>"))
            // What has no name is shown as it is called in the bytes.
            #expect(try await fixture.ask("/entries/0").text.contains("<dt><code>time_zone</code></dt>"))
        }
    }
}

@Suite("The years of a figure")
struct FigureYearTests {
    @Test(
        "begin with the ledger and end with today",
        arguments: ["/figures", "/figures/announcements-posted"]
    )
    func years(path: String) async throws {
        try await Fixture.run { fixture in
            let page = try await fixture.ask("\(path)?year=2018").text
            #expect(page.contains("href=\"\(path)?year=2018\" aria-current=\"true\""))
            #expect(!page.contains("year=2017\"") && !page.contains("year=2019\""))
            // A year that somebody asks for is shown all the same, with the way back.
            let earlier = try await fixture.ask("\(path)?year=2017").text
            #expect(earlier.contains("href=\"\(path)?year=2018\"") && !earlier.contains("year=2016\""))
        }
    }
}
