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
        _ text: String = "路灯不亮",
        at address: String? = nil
    ) async throws -> (
        browser: Browser, number: String, code: String
    ) {
        let browser = Browser(fixture, at: address)
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

    @Test("is found with the wide letters and dashes that Chinese keyboards type")
    func wide() async throws {
        try await Fixture.run { fixture in
            let (_, number, code) = try await report(fixture)
            func widened(_ text: String) -> String {
                String(
                    String.UnicodeScalarView(
                        text.unicodeScalars.map { Unicode.Scalar($0.value + 0xFEE0) ?? $0 }
                    )
                )
            }
            for dash in ["－", "—", "–", "　"] {
                let open = try await Browser(fixture).submit(
                    "/follow",
                    [
                        "number": "＃" + widened(number),
                        "code": code.split(separator: "-").map { widened(String($0)) }.joined(
                            separator: dash
                        ),
                    ]
                )
                #expect(open.status == 303 && open.headers[.location] == "/follow/\(number)", "\(dash)")
            }
        }
    }

    @Test("is gone on with from the browser that knows it, until somebody closes it there")
    func left() async throws {
        try await Fixture.run { fixture in
            let (browser, number, code) = try await report(fixture)
            var page = try await browser.get("/follow").text
            #expect(page.contains("href=\"/follow/\(number)\"") && !page.contains(code))
            page = try await browser.get("/follow/\(number)").text
            #expect(page.contains(code))
            let left = try await browser.submit(
                "/follow/\(number)",
                on: "/follow/\(number)",
                ["act": "leave"]
            )
            #expect(left.status == 303 && left.headers[.location] == "/follow")
            page = try await browser.get("/follow").text
            #expect(!page.contains("href=\"/follow/\(number)\""))
            #expect(try await browser.get("/follow/\(number)").status == 303)
        }
    }

    @Test(
        "is shown as it was received, with what comes next; elsewhere the receipt leads to where it is followed"
    )
    func done() async throws {
        try await Fixture.run { fixture in
            let browser = Browser(fixture)
            let sent = try await browser.submit("/report", ["text": "井盖<破损>\n\n路灯不亮"])
            let place = try #require(sent.headers[.location])
            let done = try await browser.get(place).text
            #expect(done.contains("井盖&lt;破损&gt;") && done.contains("路灯不亮") && done.contains("最迟答复时间"))
            let elsewhere = try await Browser(fixture).get(place)
            #expect(elsewhere.status == 404 && elsewhere.text.contains("class=\"button\" href=\"/follow\""))
            #expect(!elsewhere.text.contains("破损"))
        }
    }

    @Test("is acted on with what comes of it said before, and that it was noted after")
    func told() async throws {
        try await Fixture.run { fixture in
            let (browser, number, _) = try await report(fixture)
            var page = try await browser.get("/follow/\(number)").text
            #expect(page.contains("撤回后不再办理，也不能恢复") && !page.contains("已经记下"))
            let urged = try await browser.submit(
                "/follow/\(number)",
                on: "/follow/\(number)",
                ["act": "urge"]
            )
            page = try await browser.get(try #require(urged.headers[.location])).text
            #expect(page.contains("已经记下：催一催"))
            let added = try await browser.submit(
                "/follow/\(number)",
                on: "/follow/\(number)",
                ["act": "add", "note": "今晚更黑了"]
            )
            page = try await browser.get(try #require(added.headers[.location])).text
            #expect(page.contains("您补充了说明") && page.contains("今晚更黑了"))
            let none = try await browser.submit(
                "/follow/\(number)",
                on: "/follow/\(number)",
                ["act": "strike-off"]
            )
            #expect(none.status == 400)
        }
    }

    @Test("is offered where everybody begins")
    func beginning() async throws {
        try await Fixture.run { fixture in
            let page = try await Browser(fixture).get("/").text
            #expect(page.contains("class=\"button main\" href=\"/report\""))
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

    @Test("slows down whoever guesses by other spellings of the number")
    func spelled() async throws {
        try await Fixture.run { fixture in
            let (_, number, code) = try await report(fixture)
            let clerk = try await Browser.loggedIn("clerk", .dispatcher, at: fixture).browser
            _ = try await clerk.submit("/matters/\(number)/file", [:])
            let names = [
                number, "#\(number)", "0\(number)", "00\(number)", " \(number) ", "诉-2018-0001", "诉-2018-1",
                "诉-2018-000001", "＃\(number)", "+\(number)",
            ]
            let browser = Browser(fixture)
            var isSlowed = false
            for name in names + names {
                let answer = try await browser.submit("/follow", ["number": name, "code": "0000-0000-0000"])
                if answer.status == 429 { isSlowed = true }
            }
            #expect(isSlowed)
            // Not by the right one either, until the wait is over.
            let right = try await browser.submit("/follow", ["number": number, "code": code])
            #expect(right.status == 429)
        }
    }

    @Test("counts a cookie like a code word that is typed, and keeps nobody out for what strangers do")
    func cookies() async throws {
        try await Fixture.run(isBehindProxy: true) { fixture in
            let (browser, number, _) = try await report(fixture, at: "192.0.2.7")
            let stranger = Browser(fixture, at: "198.51.100.9")
            var last = 0
            // A network is let more than a name, as many people may stand behind it.
            for place in 0..<200 where last != 429 {
                let guess = "0000-0000-\(1000 + place)"
                stranger.keep("jiedao-follow", "\(number).\(guess)")
                last = try await stranger.get("/follow/\(number)").status
            }
            #expect(last == 429)
            let own = try await browser.get("/follow/\(number)")
            #expect(own.status == 200)
            let typed = try await stranger.submit("/follow", ["number": number, "code": "0000-0000-0000"])
            #expect(typed.status == 429)
        }
    }

    @Test("is written about from one network no more than reports are sent from it")
    func gate() async throws {
        try await Fixture.run(isBehindProxy: true) { fixture in
            let (browser, number, _) = try await report(fixture, at: "192.0.2.7")
            let page = try await browser.get("/follow/\(number)")
            let fields = try #require(browser.hidden(of: "/follow/\(number)", in: page.text))
            var (last, refused) = (0, 0)
            for _ in 0..<60 {
                var sent = fields
                sent["act"] = "add"
                sent["note"] = "补充"
                sent["command"] = UUID().uuidString.lowercased()
                last = try await browser.send("/follow/\(number)", sent).status
                if last == 422 { refused += 1 }
            }
            // Ten a day about one matter, and sixty in ten minutes from one place.
            #expect(last == 429 && refused > 0)
            let written = try await fixture.office.store.read { reader in
                try Matters.history(of: Matter.ID(rawValue: Int64(number)!), reader).count
            }
            #expect(written == 1 + Matter.reporterLimit)
            let report = try await Browser(fixture, at: "192.0.2.7").submit("/report", ["text": "再报一件"])
            #expect(report.status == 429)
        }
    }

    @Test("is received under any name of the host, with a picture where that can be scanned")
    func longHost() async throws {
        try await Fixture.run { fixture in
            let (browser, number, _) = try await report(fixture)
            let place = try await browser.get("/follow/\(number)/qr")
            #expect(place.status == 200)
            for host in [String(repeating: "a", count: 3_000), "a b", "\"><b>", "例子"] {
                #expect(Street.host(host) == nil, "\(host)")
            }
            for host in ["localhost", "jiedao.example:8443", "[2001:db8::1]:80"] {
                #expect(Street.host(host) == host)
            }
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
