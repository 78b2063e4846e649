import Casework
import Foundation
import HTTPTypes
import Identity
import Ledger
import Storage
import Testing
import Web

@Suite("A report from the street")
struct StreetTests {
    /// Somebody without an account reports; the number, the code word and the browser.
    private func report(
        _ fixture: Fixture,
        _ text: String = "路灯不亮"
    ) async throws -> (
        browser: Browser, number: String, code: String
    ) {
        let browser = Browser(fixture)
        let sent = try await browser.submit("/report", ["text": text, "community": "440310001003"])
        #expect(sent.status == 303)
        let place = try #require(sent.headers[.location])
        let done = try await browser.get(place)
        #expect(done.status == 200)
        let code = try #require(done.text.firstMatch(of: /<b class="code">([0-9A-Z-]+)<\/b>/)).1
        let number = try #require(done.text.firstMatch(of: /\/follow\/(\d+)"/)).1
        return (browser, String(number), String(code))
    }

    @Test("is received with a number and a code word, which no address holds")
    func received() async throws {
        try await Fixture.run { fixture in
            let (browser, number, code) = try await report(fixture)
            let page = try await browser.get("/follow/\(number)")
            #expect(page.status == 200 && page.text.contains("路灯不亮") && page.text.contains("已收到"))
            // Another browser has nothing by the address alone.
            let stranger = Browser(fixture)
            let led = try await stranger.get("/follow/\(number)")
            #expect(led.status == 303 && led.headers[.location] == "/follow?number=\(number)")
            let log = fixture.log.lines.joined()
            #expect(!log.contains(code))
        }
    }

    @Test("is followed from anywhere by its number and code word, and by nothing less")
    func followed() async throws {
        try await Fixture.run { fixture in
            let (_, number, code) = try await report(fixture)
            let other = Browser(fixture)
            let wrong = try await other.submit("/follow", ["number": number, "code": "0000-0000-0000"])
            let none = try await other.submit("/follow", ["number": "999999", "code": code])
            #expect(wrong.status == 422 && none.status == 422)
            #expect(wrong.text.contains("编号或口令不对") && none.text.contains("编号或口令不对"))
            let typed = code.lowercased().replacing("-", with: " ")
            let open = try await other.submit("/follow", ["number": "#\(number)", "code": typed])
            #expect(open.status == 303 && open.headers[.location] == "/follow/\(number)")
            let page = try await other.get("/follow/\(number)")
            #expect(page.status == 200)
        }
    }

    @Test("slows down whoever guesses code words")
    func guessed() async throws {
        try await Fixture.run { fixture in
            let (_, number, _) = try await report(fixture)
            let browser = Browser(fixture)
            var last = 0
            for _ in 0..<12 {
                last = try await browser.submit("/follow", ["number": number, "code": "0000-0000-0000"])
                    .status
            }
            #expect(last == 429)
        }
    }

    @Test("is done once when it is sent twice, and keeps what was typed when it is refused")
    func twice() async throws {
        try await Fixture.run { fixture in
            let browser = Browser(fixture)
            let page = try await browser.get("/report")
            var fields = try #require(browser.hidden(of: "/report", in: page.text))
            fields.merge(["text": "", "address": "<b>龙坪路</b>"]) { $1 }
            let refused = try await browser.send("/report", fields)
            #expect(refused.status == 422 && refused.text.contains("&lt;b&gt;龙坪路&lt;/b&gt;"))
            fields["text"] = "污水外溢"
            let first = try await browser.send("/report", fields)
            let second = try await browser.send("/report", fields)
            #expect(first.status == 303 && first.headers[.location] == second.headers[.location])
            let stolen = try await Browser(fixture).get(try #require(first.headers[.location]))
            #expect(stolen.status == 404)
        }
    }

    @Test("from another site's page is not taken")
    func crossSite() async throws {
        try await Fixture.run { fixture in
            let browser = Browser(fixture)
            let answer = try await browser.send(
                "/report",
                ["text": "伪造", "command": UUID().uuidString.lowercased()]
            )
            #expect(answer.status == 422)
            let size = try await fixture.office.store.read {
                try MatterList.page(.init(), limit: 5, $0).count
            }
            #expect(size == 0)
        }
    }

    @Test("tells honestly how it stands, hides the staff, and lets its maker answer")
    func wholeWay() async throws {
        try await Fixture.run { fixture in
            let (browser, number, _) = try await report(fixture, "有人乱倒垃圾")
            let clerk = try await Browser.loggedIn("clerk", .dispatcher, at: fixture).browser
            let handler = try await Browser.loggedIn(
                "handler",
                .handler,
                at: fixture,
                unit: "enforcement-team"
            ).browser
            let verifier = try await Browser.loggedIn("verifier", .verifier, at: fixture, unit: "grid-centre")
                .browser
            _ = try await clerk.submit("/matters/\(number)/file-and-dispatch", ["lead": "enforcement-team"])
            _ = try await handler.submit(
                "/matters/\(number)/handle",
                ["note": "垃圾已清走", "reporter": "on"]
            )
            var page = try await browser.get("/follow/\(number)").text
            #expect(page.contains("正等另一个人去核查") && page.contains("垃圾已清走"))
            #expect(!page.contains("handler 某"))
            _ = try await verifier.submit("/matters/\(number)/verify-and-strike-off", ["note": "内部记录"])
            page = try await browser.get("/follow/\(number)").text
            #expect(page.contains("经核查后销号") && !page.contains("内部记录"))
            let again = try await browser.submit(
                "/follow/\(number)",
                on: "/follow/\(number)",
                ["act": "reopen", "note": "又有人倒"]
            )
            #expect(again.status == 303)
            page = try await clerk.get("/matters/\(number)").text
            #expect(page.contains("又有人倒") && page.contains("重开 1"))
        }
    }

    @Test("has a receipt that proves it")
    func receipt() async throws {
        try await Fixture.run { fixture in
            let (browser, number, _) = try await report(fixture)
            let file = try await browser.get("/follow/\(number)/receipt")
            #expect(file.status == 200)
            let receipt = try Receipt(json: file.bytes)
            let entry = try receipt.verify(trusting: Fixture.key.verifier)
            #expect("\(entry.id)" == number && entry.sealed.map(\.name) == ["text"])
            let stranger = try await Browser(fixture).get("/follow/\(number)/receipt")
            #expect(stranger.status == 303)
        }
    }
}
