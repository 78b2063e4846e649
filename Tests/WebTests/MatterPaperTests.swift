import Casework
import Foundation
import HTTPTypes
import Identity
import Ledger
import Testing
import Web

@Suite("Papers on a matter's page")
struct MatterPaperTests {
    private struct People {
        let clerk: Browser
        let head: Browser
        let leader: Browser
        let verifier: Browser

        init(_ fixture: Fixture) async throws {
            clerk = try await Browser.loggedIn("clerk", .dispatcher, at: fixture, unit: "general-office")
                .browser
            head = try await Browser.loggedIn("head", .sectionHead, at: fixture, unit: "general-office")
                .browser
            leader = try await Browser.loggedIn("leader", .leader, at: fixture).browser
            verifier = try await Browser.loggedIn("verifier", .verifier, at: fixture, unit: "grid-centre")
                .browser
        }

        /// A matter that is dispatched; its address.
        func dispatched() async throws -> String {
            let answer = try await clerk.submit(
                "/matters/new?kind=report",
                ["text": "路口有人乱摆卖", "source": "telephone", "community": "440310001001"]
            )
            let matter = try #require(answer.headers[.location])
            _ = try await clerk.submit("\(matter)/file-and-dispatch", ["lead": "enforcement-team"])
            return matter
        }

        /// A draft of an order of dispatch; its address.
        func drafted(_ matter: String) async throws -> String {
            let form = "\(matter)/papers/new?document=dispatch-order"
            let page = try await clerk.get(form)
            #expect(page.status == 200 && page.text.contains("综合执法队：") && page.text.contains("诉-2018-0001"))
            var fields = try #require(clerk.hidden(of: "\(matter)/papers/new", in: page.text))
            fields.merge(
                ["title": "交办单", "addressee": "综合执法队：", "text": "现交由你单位办理。\n\n请办结后上报。"]
            ) { $1 }
            let sent = try await clerk.send("\(matter)/papers/new", fields)
            #expect(sent.status == 303)
            let list = try await clerk.get(matter).text
            return String(try #require(list.firstMatch(of: /href="(\/matters\/\d+\/papers\/\d+)"/)).1)
        }
    }

    @Test("are drafted, signed on the desk of each, and printed with their number")
    func wholeWay() async throws {
        try await Fixture.run(isDemo: true) { fixture in
            let people = try await People(fixture)
            let matter = try await people.dispatched()
            let paper = try await people.drafted(matter)
            var page = try await people.clerk.get(paper)
            #expect(page.text.contains("未签发，不具效力") && page.text.contains("<p class=\"text\">请办结后上报。</p>"))
            #expect(page.headers[.contentSecurityPolicy]?.contains("style-src 'unsafe-inline'") == true)
            #expect(page.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
            for (browser, button) in [(people.head, "同意并签名"), (people.leader, "签发")] {
                let desk = try await browser.get("/desk").text
                #expect(desk.contains("待我签批") && desk.contains("href=\"\(paper)/sign\""))
                let form = try await browser.get("\(paper)/sign").text
                #expect(form.contains(button) && form.contains("请办结后上报"))
                let signed = try await browser.submit("\(paper)/sign", ["note": ""])
                #expect(signed.status == 303)
                let after = try await browser.get("/desk").text
                #expect(!after.contains("待我签批"))
            }
            page = try await people.clerk.get(paper)
            #expect(page.text.contains("坪街交办〔2018〕1号") && page.text.contains("盖章处"))
            #expect(page.text.contains("坪山街道办事处文件") && page.text.contains("演示文件"))
            let list = try await people.clerk.get(matter).text
            #expect(list.contains("已签发 坪街交办〔2018〕1号"))
        }
    }

    @Test("go back to the desk of the unit that drafted them")
    func sentBack() async throws {
        try await Fixture.run { fixture in
            let people = try await People(fixture)
            let paper = try await people.drafted(try await people.dispatched())
            let refused = try await people.head.submit("\(paper)/return", ["note": " "])
            #expect(refused.status == 422)
            let returned = try await people.head.submit("\(paper)/return", ["note": "请写明时限"])
            #expect(returned.status == 303)
            let desk = try await people.clerk.get("/desk").text
            #expect(desk.contains("退回修改的文书") && desk.contains("href=\"\(paper)/revise\""))
            let form = try await people.clerk.get("\(paper)/revise").text
            #expect(form.contains("请办结后上报"))
        }
    }

    @Test("keep what was typed where a name is left in braces")
    func unfilled() async throws {
        try await Fixture.run { fixture in
            let people = try await People(fixture)
            let matter = try await people.dispatched()
            let page = try await people.clerk.get("\(matter)/papers/new?document=dispatch-order")
            var fields = try #require(people.clerk.hidden(of: "\(matter)/papers/new", in: page.text))
            fields.merge(["title": "交办单", "addressee": "", "text": "结果：{result}，另有说明"]) { $1 }
            let answer = try await people.clerk.send("\(matter)/papers/new", fields)
            #expect(answer.status == 422)
            #expect(answer.text.contains("{result} 还没有填写") && answer.text.contains("另有说明"))
        }
    }

    @Test("say why somebody cannot sign, and do not let him")
    func reasons() async throws {
        try await Fixture.run { fixture in
            let people = try await People(fixture)
            let matter = try await people.dispatched()
            let paper = try await people.drafted(matter)
            let page = try await people.verifier.get(matter).text
            #expect(!page.contains("href=\"\(paper)/sign\"") && !page.contains("papers/new?document="))
            let refused = try await people.verifier.submit("\(paper)/sign", ["note": ""])
            #expect(refused.status == 422 && refused.text.contains("权限"))
            let draft = try await people.verifier.get("\(matter)/papers/new?document=dispatch-order")
            #expect(draft.status == 403)
        }
    }

    @Test("of a confidential matter are there for those only whom it concerns")
    func confidential() async throws {
        try await Fixture.run { fixture in
            let people = try await People(fixture)
            let answer = try await people.clerk.submit(
                "/matters/new?kind=petition",
                ["text": "请求解决历史遗留问题", "source": "petitioner"]
            )
            let matter = try #require(answer.headers[.location])
            _ = try await people.clerk.submit("\(matter)/file", [:])
            let form = try await people.clerk.get("\(matter)/papers/new?document=petition-acceptance")
            var fields = try #require(people.clerk.hidden(of: "\(matter)/papers/new", in: form.text))
            fields.merge(["title": "受理告知书", "addressee": "某某：", "text": "已受理。"]) { $1 }
            _ = try await people.clerk.send("\(matter)/papers/new", fields)
            let list = try await people.clerk.get(matter).text
            let paper = String(try #require(list.firstMatch(of: /href="(\/matters\/\d+\/papers\/\d+)"/)).1)
            for place in [
                paper, "\(paper).pdf", "\(paper)/sign", "\(matter)/file.html", "\(matter)/file.pdf",
            ] {
                let hidden = try await people.verifier.get(place)
                #expect(hidden.status == 404, "\(place)")
            }
            let own = try await people.clerk.get("\(matter)/file.html")
            #expect(own.status == 200 && own.text.contains("历史遗留"))
            // Of another matter's address it is no paper.
            let other = try await people.dispatched()
            let number = try #require(paper.split(separator: "/").last)
            let wrong = try await people.clerk.get("\(other)/papers/\(number)")
            #expect(wrong.status == 404)
        }
    }

    @Test("are pages where nothing prints, and say so")
    func noPrinter() async throws {
        try await Fixture.run { fixture in
            let people = try await People(fixture)
            let matter = try await people.dispatched()
            let paper = try await people.drafted(matter)
            for (pdf, page) in [("\(paper).pdf", paper), ("\(matter)/file.pdf", "\(matter)/file.html")] {
                let answer = try await people.clerk.get(pdf)
                #expect(answer.status == 503 && answer.text.contains(page), "\(pdf)")
                let html = try await people.clerk.get(page)
                #expect(html.status == 200)
            }
        }
    }
}
