import Casework
import Foundation
import HTTPTypes
import Identity
import Ledger
import Storage
import Testing
import Web

@Suite("The staff's ledger of matters")
struct MatterTests {
    /// The people of an office, each in a browser of his own.
    private struct People {
        let clerk: Browser
        let handler: Browser
        let verifier: Browser

        init(_ fixture: Fixture) async throws {
            clerk = try await Browser.loggedIn("clerk", .dispatcher, at: fixture).browser
            handler = try await Browser.loggedIn("handler", .handler, at: fixture, unit: "enforcement-team")
                .browser
            verifier = try await Browser.loggedIn("verifier", .verifier, at: fixture, unit: "grid-centre")
                .browser
        }
    }

    /// What a clerk writes down; the matter's address.
    private func report(_ clerk: Browser, _ text: String = "路口有人乱摆卖") async throws -> String {
        let answer = try await clerk.submit(
            "/matters/new?kind=report",
            [
                "text": text, "source": "telephone", "community": "440310001001", "category": "ps-1164",
                "name": "王小明", "telephone": "13800138000",
            ]
        )
        #expect(answer.status == 303)
        return try #require(answer.headers[.location])
    }

    @Test("leads a matter through all hands to its red line")
    func wholeWay() async throws {
        try await Fixture.run { fixture in
            let people = try await People(fixture)
            let matter = try await report(people.clerk)
            var page = try await people.clerk.get(matter).text
            #expect(page.contains("路口有人乱摆卖") && page.contains("待受理") && !page.contains("王小明"))
            let filed = try await people.clerk.submit("\(matter)/file-and-dispatch", ["lead": ""])
            #expect(filed.status == 303)
            page = try await people.handler.get("/desk").text
            #expect(page.contains("待本单位办理") && page.contains("诉-2018-0001"))
            let handled = try await people.handler.submit("\(matter)/handle", ["note": "已劝离并清理"])
            #expect(handled.status == 303)
            // Whoever handled it is not offered to verify it.
            page = try await people.handler.get(matter).text
            #expect(!page.contains("href=\"\(matter)/verify\""))
            let struck = try await people.verifier.submit(
                "\(matter)/verify-and-strike-off",
                ["onsite": "on", "note": "现场已清空"]
            )
            #expect(struck.status == 303)
            page = try await people.clerk.get(matter).text
            #expect(page.contains("已销号") && page.contains("<h1 class=\"struck\">"))
            let list = try await people.clerk.get("/matters?stage=struck-off").text
            #expect(list.contains("<tr class=\"struck\">") && list.contains("共 1 件"))
        }
    }

    @Test("gives any list out as the office's sheet, and of what one may not see whole what the list shows")
    func tables() async throws {
        try await Fixture.run { fixture in
            let people = try await People(fixture)
            _ = try await report(people.clerk, "=1+1 路口有人乱摆卖")
            let text = try await people.clerk.get("/matters/table.csv")
            #expect(text.headers[.contentType]?.hasPrefix("text/csv") == true)
            #expect(text.headers[.contentDisposition]?.contains("attachment") == true)
            let lines = text.text.split(separator: "\r\n")
            #expect(lines.count == 2 && lines[0].contains("序号,来源,问题,点位,责任单位"))
            // A spreadsheet runs nothing of what somebody has written, and contacts stay where they are sealed.
            #expect(lines[1].contains("'=1+1 路口有人乱摆卖") && !text.text.contains("13800138000"))
            let none = try await people.clerk.get("/matters/table.csv?stage=struck-off").text
            #expect(none.split(separator: "\r\n").count == 1)
            let book = try await people.clerk.get("/matters/table.xlsx")
            #expect(book.status == 200 && book.headers[.contentDisposition]?.contains(".xlsx") == true)
            #expect(try await people.clerk.get("/matters/table.csv?kind=%20").status == 400)
        }
    }

    @Test("keeps what was typed where somebody else was faster, and shows what he did")
    func twoClerks() async throws {
        try await Fixture.run { fixture in
            let people = try await People(fixture)
            let other = try await Browser.loggedIn("other", .dispatcher, at: fixture).browser
            let matter = try await report(people.clerk)
            let form = try await other.get("\(matter)/decline")
            var fields = try #require(other.hidden(of: "\(matter)/decline", in: form.text))
            _ = try await people.clerk.submit("\(matter)/file", [:])
            fields["note"] = "不属于本街道"
            let answer = try await other.send("\(matter)/decline", fields)
            #expect(answer.status == 422)
            #expect(answer.text.contains("不属于本街道") && answer.text.contains("有了新的变动"))
            #expect(answer.text.contains("立案"))
        }
    }

    @Test("does a form that is sent twice once")
    func twice() async throws {
        try await Fixture.run { fixture in
            let people = try await People(fixture)
            let page = try await people.clerk.get("/matters/new?kind=report")
            var fields = try #require(people.clerk.hidden(of: "/matters/new?kind=report", in: page.text))
            fields.merge(["text": "井盖缺失", "source": "telephone"]) { $1 }
            let first = try await people.clerk.send("/matters/new?kind=report", fields)
            let second = try await people.clerk.send("/matters/new?kind=report", fields)
            #expect(first.status == 303 && first.headers[.location] == second.headers[.location])
            let list = try await people.clerk.get("/matters").text
            #expect(list.contains("共 1 件"))
        }
    }

    @Test("shows confidential matters to those only whom they concern")
    func confidential() async throws {
        try await Fixture.run { fixture in
            let people = try await People(fixture)
            let team = Code(rawValue: "enforcement-team")!
            let grant = Grant(.handler, units: .only(team), lines: .every, from: LocalDay("2018-01-01")!)!
            let stranger = try await Browser.loggedIn("team", grants: [grant], at: fixture).browser
            let answer = try await people.clerk.submit(
                "/matters/new?kind=petition",
                ["text": "请求解决历史遗留问题", "source": "petitioner"]
            )
            let matter = try #require(answer.headers[.location])
            let own = try await people.clerk.get(matter)
            #expect(own.status == 200 && own.text.contains("保密"))
            for browser in [stranger, people.verifier] {
                let hidden = try await browser.get(matter)
                #expect(hidden.status == 404)
                let list = try await browser.get("/matters").text
                #expect(!list.contains("历史遗留"))
            }
        }
    }

    @Test("counts confidential matters, and lists them under no figure but to whom they concern")
    func figures() async throws {
        try await Fixture.run { fixture in
            let people = try await People(fixture)
            let answer = try await people.clerk.submit(
                "/matters/new?kind=petition",
                ["text": "请求解决历史遗留问题", "source": "petitioner"]
            )
            let hidden = try #require(answer.headers[.location]).split(separator: "/").last.map(String.init)
            let open = try await report(people.clerk).split(separator: "/").last.map(String.init)
            let place = "/figures/matters-reported?year=2018"
            for browser in [Browser(fixture), people.verifier, people.clerk] {
                let mayToo = browser === people.clerk
                let page = try await browser.get(place).text
                #expect(page.contains("href=\"/entries/\(open ?? "")\""))
                #expect(page.contains("href=\"/entries/\(hidden ?? "")\"") == mayToo)
                #expect(page.contains("保密事项只计数") == !mayToo)
                let text = try await browser.get("\(place)&format=json").text
                #expect(text.contains(#""value":2"#))
                #expect(text.contains("matter:\(hidden ?? "")\"") == mayToo)
                #expect(text.contains("matter:\(open ?? "")\""))
                #expect(text.contains(#""partial":true"#) == !mayToo)
            }
        }
    }

    @Test("says the same of a matter that is not there and of one that the reader may not see")
    func oracle() async throws {
        try await Fixture.run { fixture in
            let people = try await People(fixture)
            let opinion = Code(rawValue: "opinion")!
            let grant = Grant(.leader, units: .every, lines: .only(opinion), from: LocalDay("2018-01-01")!)!
            let leader = try await Browser.loggedIn("leader", grants: [grant], at: fixture).browser
            let answer = try await people.clerk.submit(
                "/matters/new?kind=petition",
                ["text": "请求解决历史遗留问题", "source": "petitioner"]
            )
            let hidden = try #require(answer.headers[.location]?.split(separator: "/").last)
            _ = try await people.clerk.submit("/matters/\(hidden)/file", [:])
            let matter = try await report(people.clerk)
            let page = try await people.clerk.get("/matters/\(hidden)").text
            let reference = try #require(page.firstMatch(of: /[访信]+-2018-0001/)).0
            for act in ["merge", "mark-relapse"] {
                for typed in ["\(hidden)", "#\(hidden)", String(reference), "999999", "访-2018-0777"] {
                    let refused = try await leader.submit(
                        "\(matter)/\(act)",
                        ["other": typed, "note": "同一件"]
                    )
                    #expect(refused.status == 422 && refused.text.contains("没有这个编号的事项"), "\(typed)")
                }
            }
        }
    }

    @Test("opens a sealed name to whoever has the right for the matter's unit and line")
    func opening() async throws {
        try await Fixture.run { fixture in
            let people = try await People(fixture)
            let matter = try await report(people.clerk)
            let number = try #require(matter.split(separator: "/").last)
            func browser(
                _ login: String,
                _ role: Role,
                _ units: Grant.Extent,
                _ lines: Grant.Extent
            ) async throws -> Browser {
                let grant = Grant(role, units: units, lines: lines, from: LocalDay("2018-01-01")!)!
                return try await Browser.loggedIn(login, grants: [grant], at: fixture).browser
            }
            let team = Code(rawValue: "enforcement-team")!
            let own = try await browser("own", .handler, .only(team), .every)
            let others = [
                try await browser("unit", .handler, .only(Code(rawValue: "municipal-centre")!), .every),
                try await browser("line", .leader, .every, .only(Code(rawValue: "fire")!)),
            ]
            let path = "/open/\(number)/name"
            _ = try await people.clerk.submit("\(matter)/file-and-dispatch", ["lead": "enforcement-team"])
            for browser in others {
                let refused = try await browser.get(path)
                #expect([403, 404].contains(refused.status))
            }
            let opened = try await own.submit(path, ["purpose": "联系上报人核实地点"])
            #expect(opened.status == 200 && opened.text.contains("王小明"))
        }
    }

    @Test("says why something cannot be done")
    func reasons() async throws {
        try await Fixture.run { fixture in
            let people = try await People(fixture)
            let matter = try await report(people.clerk)
            let page = try await people.verifier.get(matter).text
            #expect(page.contains("现在的状态是“待受理”") && page.contains("你的角色没有这项权限"))
            let refused = try await people.verifier.submit("\(matter)/verify", [:])
            #expect(refused.status == 422 && refused.text.contains("现在的状态是“待受理”"))
        }
    }

    @Test("asks and decides: another unit takes it only when it accepts")
    func transfer() async throws {
        try await Fixture.run { fixture in
            let people = try await People(fixture)
            let centre = try await Browser.loggedIn(
                "centre",
                .handler,
                at: fixture,
                unit: "municipal-centre"
            ).browser
            let matter = try await report(people.clerk)
            _ = try await people.clerk.submit("\(matter)/file-and-dispatch", ["lead": "enforcement-team"])
            let asked = try await people.handler.submit(
                "\(matter)/ask",
                ["sort": "transfer", "unit": "municipal-centre", "note": "属市政设施", "days": ""]
            )
            #expect(asked.status == 303)
            let page = try await centre.get("\(matter)/decide").text
            let ask = try #require(page.firstMatch(of: /<option value="(\d+)">转办/)).1
            let decided = try await centre.submit(
                "\(matter)/decide",
                ["ask": String(ask), "decision": "granted", "lead": "", "number": ""]
            )
            #expect(decided.status == 303)
            let after = try await centre.get(matter).text
            #expect(after.contains("市政服务中心"))
        }
    }

    @Test("finds matters by words, places and numbers, and none that the reader may not see")
    func search() async throws {
        try await Fixture.run { fixture in
            let people = try await People(fixture)
            let first = try await report(people.clerk, "龙坪路口有人乱摆卖")
            _ = try await report(people.clerk, "江岭公园路灯不亮")
            _ = try await people.clerk.submit("\(first)/file", [:])
            let found = try await people.verifier.get("/matters?q=%E4%B9%B1%E6%91%86%E5%8D%96").text
            #expect(found.contains("龙坪路口") && !found.contains("江岭公园"))
            let none = try await people.verifier.get("/matters?q=%E4%B8%8D%E5%AD%98%E5%9C%A8").text
            #expect(none.contains("没有符合条件的事项"))
            let named = try await people.verifier.get("/matters?q=%E8%AF%89-2018-0001")
            #expect(named.status == 303 && named.headers[.location] == first)
            for attack in ["%22%20OR%201%3D1", "NEAR(a%20b)", "a%3Ab", "%27%3B--", "*"] {
                let answer = try await people.verifier.get("/matters?q=\(attack)")
                #expect([200, 422].contains(answer.status), "\(attack)")
                #expect(!answer.text.contains("龙坪路口"))
            }
            let long = try await people.verifier.get("/matters?q=\(String(repeating: "a", count: 300))")
            #expect(long.status == 422)
        }
    }

    @Test("refuses filters and addresses that are none")
    func broken() async throws {
        try await Fixture.run { fixture in
            let people = try await People(fixture)
            for (path, status) in [
                ("/matters?stage=x", 400), ("/matters?after=x", 400), ("/matters/x", 404),
                ("/matters/0", 404),
                ("/matters/0/file", 404), ("/matters/new?kind=none", 400), ("/matters?kind=%20", 400),
                ("/matters?order=due&after=1", 400),
            ] {
                let answer = try await people.clerk.get(path)
                #expect(answer.status == status, "\(path)")
            }
            let matter = try await report(people.clerk)
            let none = try await people.clerk.get("\(matter)/explode")
            #expect(none.status == 404)
        }
    }
}
