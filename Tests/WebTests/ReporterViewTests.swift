import Catalog
import Foundation
import HTTPTypes
import Identity
import Ledger
import Testing
import Web

@Suite("What whoever reported something sees of it")
struct ReporterViewTests {
    /// An office with somebody who has reported, and the staff.
    private struct Scene {
        let fixture: Fixture
        let resident: Browser
        let clerk: Browser
        let handler: Browser
        let verifier: Browser
        let number: String

        init(_ fixture: Fixture, _ text: String = "有人乱倒垃圾", kind: String = "") async throws {
            self.fixture = fixture
            resident = Browser(fixture)
            number = try await Self.report(resident, text, kind: kind)
            clerk = try await Browser.loggedIn("clerk", .dispatcher, at: fixture).browser
            handler = try await Browser.loggedIn("handler", .handler, at: fixture, unit: "enforcement-team")
                .browser
            verifier = try await Browser.loggedIn("verifier", .verifier, at: fixture, unit: "grid-centre")
                .browser
        }

        static func report(
            _ browser: Browser,
            _ text: String,
            kind: String = "",
            typed: [String: String] = [:]
        ) async throws -> String {
            let sent = try await browser.submit(
                "/report",
                on: kind.isEmpty ? nil : "/report?kind=\(kind)",
                ["text": text, "community": "440310001003", "similar": "seen"].merging(typed) { $1 }
            )
            let done = try await browser.get(try #require(sent.headers[.location]))
            return String(try #require(done.text.firstMatch(of: /\/follow\/(\d+)"/)).1)
        }

        var page: String { get async throws { try await resident.get("/follow/\(number)").text } }

        func act(
            _ browser: Browser,
            _ act: String,
            _ typed: [String: String] = [:],
            on other: String? = nil
        ) async throws {
            let answer = try await browser.submit("/matters/\(other ?? number)/\(act)", typed)
            #expect(answer.status == 303, "\(act)")
        }

        func unit(_ code: String) throws -> String {
            try #require(fixture.office.catalog.units.first { $0.code.rawValue == code }).name.zh
        }
    }

    @Test("names the unit to which it was given, also once it has gone to another and is struck off")
    func units() async throws {
        try await Fixture.run { fixture in
            let scene = try await Scene(fixture)
            let (team, centre) = (try scene.unit("enforcement-team"), try scene.unit("municipal-centre"))
            try await scene.act(scene.clerk, "file-and-dispatch", ["lead": "enforcement-team"])
            try await scene.act(
                scene.handler,
                "ask",
                ["sort": "transfer", "unit": "municipal-centre", "note": "属市政设施", "days": ""]
            )
            #expect(try await scene.page.contains("\(team)正在办理"))
            let other = try await Browser.loggedIn(
                "centre",
                .handler,
                at: fixture,
                unit: "municipal-centre"
            ).browser
            let form = try await other.get("/matters/\(scene.number)/decide").text
            let ask = try #require(form.firstMatch(of: /<option value="(\d+)">转办/)).1
            try await scene.act(other, "decide", ["ask": String(ask), "decision": "granted", "lead": ""])
            try await scene.act(other, "handle", ["note": "已清走", "point1": "on"])
            try await scene.act(scene.verifier, "verify-and-strike-off")
            let page = try await scene.page
            #expect(page.contains("交给\(team)办理") && page.contains("交给\(centre)办理"))
            #expect(page.contains("\(centre)说已办好") && !page.contains("属市政设施"))
        }
    }

    @Test("tells a check that found nothing done from one that did")
    func sentBack() async throws {
        try await Fixture.run { fixture in
            let scene = try await Scene(fixture)
            try await scene.act(scene.clerk, "file-and-dispatch", ["lead": "enforcement-team"])
            try await scene.act(scene.handler, "handle", ["note": "已清走", "point1": "on"])
            try await scene.act(scene.verifier, "send-back", ["note": "还在"])
            var page = try await scene.page
            #expect(page.contains("核查没有通过，退回重办") && !page.contains("属实"))
            try await scene.act(scene.handler, "handle", ["note": "再次清走", "point1": "on"])
            try await scene.act(scene.verifier, "verify-and-strike-off")
            page = try await scene.page
            #expect(page.contains("核查没有通过，退回重办") && page.contains("由另一个人核查，属实"))
        }
    }

    @Test("never calls done what was declined, and gives the reason")
    func declined() async throws {
        try await Fixture.run { fixture in
            let scene = try await Scene(fixture)
            try await scene.act(scene.clerk, "decline", ["note": "属区水务局管理"])
            let page = try await scene.page
            #expect(page.contains("没有立案，理由如下") && page.contains("属区水务局管理"))
            #expect(!page.contains("已办好") && !page.contains("办结"))
        }
    }

    @Test("says when its limit was extended and until when, or that it stands still")
    func limits() async throws {
        try await Fixture.run { fixture in
            let scene = try await Scene(fixture, "请多开一个窗口")
            try await scene.act(scene.clerk, "file-and-dispatch", ["lead": "enforcement-team"])
            let before = try #require(try await scene.page.firstMatch(of: /下一步最迟<\/dt><dd>([^<]+)/)).1
            func grant(_ ask: [String: String], _ label: String) async throws {
                try await scene.act(
                    scene.handler,
                    "ask",
                    ["note": "需要停水", "days": "", "unit": ""].merging(ask) { $1 }
                )
                let form = try await scene.clerk.get("/matters/\(scene.number)/decide").text
                let pattern = try Regex("<option value=\"([0-9]+)\">\(label)")
                let number = try #require(form.firstMatch(of: pattern)?.output[1].substring)
                try await scene.act(
                    scene.clerk,
                    "decide",
                    ["ask": String(number), "decision": "granted", "lead": ""]
                )
            }
            try await grant(["sort": "extension", "days": "2", "dayunit": "working-day"], "延期")
            var page = try await scene.page
            let after = try #require(page.firstMatch(of: /下一步最迟<\/dt><dd>([^<]+)/)).1
            #expect(after > before && page.contains("办理期限延长到 \(after)"))
            try await grant(
                ["sort": "suspension", "cause": "suspension"],
                "挂账"
            )
            page = try await scene.page
            #expect(page.contains("<b>暂停办理，期限停止计算</b>") && !page.contains("下一步最迟"))
            #expect(!page.contains("需要停水"))
            try await scene.act(scene.clerk, "resume")
            page = try await scene.page
            #expect(page.contains("恢复办理") && page.contains("下一步最迟"))
        }
    }

    @Test("tells of each point whether it has an answer")
    func points() async throws {
        try await Fixture.run { fixture in
            let scene = try await Scene(fixture, "井盖破损\n\n路灯不亮")
            #expect(try await !scene.page.contains("这一件"))
            try await scene.act(scene.clerk, "file-and-dispatch", ["lead": "enforcement-team"])
            try await scene.act(scene.handler, "progress", ["note": "已修好井盖", "point1": "on"])
            let page = try await scene.page
            let marks = page.matches(of: /这一件：([^<]+)/).map { String($0.1) }
            #expect(marks == ["已答复", "还没有答复"])
        }
    }

    @Test("shows how the report stands into which it was merged")
    func merged() async throws {
        try await Fixture.run { fixture in
            let scene = try await Scene(fixture)
            let other = try await Scene.report(Browser(fixture), "垃圾成堆")
            try await scene.act(scene.clerk, "file-and-dispatch", ["lead": "enforcement-team"], on: other)
            try await scene.act(scene.clerk, "merge", ["other": other, "note": "同一处"])
            let page = try await scene.page
            #expect(page.contains("与另一件相同的诉求合并办理"))
            #expect(page.contains("<dd>\(try scene.unit("enforcement-team"))正在办理</dd>"))
            #expect(!page.contains("垃圾成堆"))
        }
    }

    @Test("shows what was given, the contact masked")
    func given() async throws {
        try await Fixture.run { fixture in
            let browser = Browser(fixture)
            let number = try await Scene.report(
                browser,
                "路灯不亮",
                typed: ["address": "龙坪路 18 号", "name": "王桂芳", "telephone": "１３８００００１２３４", "dwelling": "on"]
            )
            let page = try await browser.get("/follow/\(number)").text
            #expect(page.contains("坪山社区 · 龙坪路 18 号 · 在住宅内"))
            #expect(page.contains("1234</dd>") && !page.contains("13800001234") && !page.contains("王桂芳"))
        }
    }

    @Test("is, of a tip, neither who looks into it nor how far he is")
    func tip() async throws {
        try await Fixture.run { fixture in
            let general = try await Browser(fixture).get("/report").text
            #expect(general.contains("href=\"/report?kind=tip\">举报线索"))
            let scene = try await Scene(fixture, "有人私设赌场\n\n有人望风", kind: "tip")
            try await scene.act(scene.clerk, "file-and-dispatch", ["lead": "enforcement-team"])
            try await scene.act(scene.handler, "progress", ["note": "正在摸排", "point1": "on"])
            var page = try await scene.page
            #expect(page.contains("<b>正在办理</b>") && page.contains("立案，编号 举-2018-0001"))
            for hidden in [try scene.unit("enforcement-team"), "交给", "摸排", "责任单位", "这一件"] {
                #expect(!page.contains(hidden), "\(hidden)")
            }
            try await scene.act(scene.handler, "take-step", ["step": "checked", "note": "属实", "number": ""])
            page = try await scene.page
            #expect(page.contains("核查结论") && !page.contains("属实"))
        }
    }

    @Test("is asked of the kinds alone that residents report on these pages")
    func kinds() async throws {
        try await Fixture.run { fixture in
            let browser = Browser(fixture)
            for kind in ["petition", "mediation", "none", "%20"] {
                #expect(try await browser.get("/report?kind=\(kind)").status == 404, "\(kind)")
            }
            let page = try await browser.get("/report").text
            var fields = try #require(browser.hidden(of: "/report", in: page))
            fields.merge(["text": "强制上访", "kind": "petition"]) { $1 }
            #expect(try await browser.send("/report", fields).status == 404)
            // What the kind asks for is asked, and what was typed wrongly is told.
            let answer = try await browser.submit(
                "/report",
                on: "/report?kind=illegal-building",
                ["text": "楼顶加建", "field-area": "很大"]
            )
            #expect(answer.status == 422 && answer.text.contains("很大") && answer.text.contains("建筑面积"))
        }
    }
}
