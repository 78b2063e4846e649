import Casework
import Foundation
import HTTPTypes
import Identity
import Ledger
import Testing
import Web

@Suite("A hint that it was reported before")
struct SimilarHintTests {
    private func sent(
        _ browser: Browser,
        _ text: String,
        _ more: [String: String] = [:]
    ) async throws -> Answer {
        try await browser.submit(
            "/report",
            ["text": text, "community": "440310001003"].merging(more) { $1 }
        )
    }

    @Test("stands in the public form once before it sends, without anybody's words")
    func street() async throws {
        try await Fixture.run { fixture in
            let first = try await sent(Browser(fixture), "路灯不亮，张三家门口很黑")
            #expect(first.status == 303)
            let browser = Browser(fixture)
            let asked = try await sent(browser, "路灯坏了")
            #expect(asked.status == 200 && asked.text.contains("附近近期已有 1 件同类反映"))
            #expect(asked.text.contains("路灯坏了") && asked.text.contains("2018-03-05"))
            #expect(!asked.text.contains("张三") && !asked.text.contains("很黑"))
            #expect(!asked.text.contains("/matters/"))
            var fields = try #require(browser.hidden(of: "/report", in: asked.text))
            #expect(fields["similar"] == "seen")
            fields.merge(["text": "路灯坏了", "community": "440310001003"]) { $1 }
            let again = try await browser.send("/report", fields)
            #expect(again.status == 303)
            // The same form once more is done already, whatever is alike by now.
            fields["similar"] = "ask"
            let twice = try await browser.send("/report", fields)
            #expect(twice.headers[.location] == again.headers[.location])
            // Elsewhere, or of another kind, nothing is asked.
            #expect(try await sent(Browser(fixture), "路灯坏了", ["community": "440310001001"]).status == 303)
            #expect(try await sent(Browser(fixture), "楼上漏水").status == 303)
        }
    }

    @Test("is answered to the form's script, and to nobody without the form")
    func script() async throws {
        try await Fixture.run { fixture in
            _ = try await sent(Browser(fixture), "路灯不亮，张三家门口很黑")
            let browser = Browser(fixture)
            let page = try await browser.get("/report").text
            #expect(page.contains("data-ask=\"/report/similar\"") && page.contains("hidden>"))
            let source = try #require(page.firstMatch(of: /<script src="([^"]+)" defer><\/script>/)).1
            let script = try await browser.get(String(source))
            #expect(
                script.status == 200 && script.headers[.contentType]?.hasPrefix("text/javascript") == true
            )
            let fields = try #require(browser.hidden(of: "/report", in: page))
            let token = try #require(fields["form"])
            let typed = ["form": token, "text": "路灯", "community": "440310001003", "category": ""]
            let answer = try await browser.send("/report/similar", typed)
            let rows = try answer.json.array("rows")
            #expect(answer.status == 200 && rows.count == 1)
            #expect(!answer.text.contains("张三") && !answer.text.contains("href"))
            let none = try await browser.send("/report/similar", ["form": token, "text": "路灯"])
            #expect(try none.json.array("rows").isEmpty)
            #expect(try await browser.send("/report/similar", ["text": "路灯"]).status >= 400)
            let log = fixture.log.lines.joined()
            #expect(!log.contains("路灯"))
        }
    }

    @Test("shows a clerk the matters that he may see, with where to open them")
    func desk() async throws {
        try await Fixture.run { fixture in
            let clerk = try await Browser.loggedIn("clerk", .dispatcher, at: fixture).browser
            let verifier = try await Browser.loggedIn("verifier", .verifier, at: fixture).browser
            let typed = ["text": "厂房噪音扰民，夜间施工", "source": "petitioner", "community": "440310001001"]
            let made = try await clerk.submit("/matters/new?kind=petition", typed)
            let matter = try #require(made.headers[.location])
            let next = ["text": "夜间施工噪音扰民", "source": "telephone", "community": "440310001001"]
            let asked = try await clerk.submit("/matters/new?kind=report", next)
            #expect(asked.status == 200 && asked.text.contains("可能是同一件事：1 件"))
            #expect(asked.text.contains("href=\"\(matter)\"") && asked.text.contains("厂房噪音扰民"))
            // It is confidential, so a verifier is shown nothing of it, and nothing that it exists.
            let other = try await verifier.submit("/matters/new?kind=report", next)
            #expect(other.status == 303)
            let page = try await verifier.get("/matters/new?kind=report").text
            let hidden = try #require(verifier.hidden(of: "/matters/new?kind=report", in: page))
            let token = try #require(hidden["form"])
            let answer = try await verifier.send(
                "/matters/similar?kind=report",
                ["form": token, "text": "厂房噪音扰民，夜间施工", "community": "440310001001"]
            )
            let rows = try answer.json.array("rows")
            #expect(rows.count == 1 && !answer.text.contains("厂房"))
        }
    }
}
