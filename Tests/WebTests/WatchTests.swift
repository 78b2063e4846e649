import Casework
import Foundation
import HTTPTypes
import Identity
import Ledger
import Storage
import Testing
import Timers
import Web

@Suite("What is late, silent or has gone up")
struct WatchTests {
    private func report(_ clerk: Browser, _ text: String = "路口有人乱摆卖") async throws -> String {
        let answer = try await clerk.submit(
            "/matters/new?kind=report",
            [
                "text": text, "source": "telephone", "community": "440310001001", "category": "ps-1164",
                "similar": "seen",
            ]
        )
        #expect(answer.status == 303)
        return try #require(answer.headers[.location])
    }

    private func fireTimers(_ fixture: Fixture) async throws {
        let store = fixture.office.store
        let kinds = TimerKinds([MatterTimer.kind(zone: fixture.zone)])
        let now = store.clock.now
        for timer in try await store.read({ try DueTimers.fresh(kinds.names, at: now, limit: 100, $0) }) {
            _ = try await store.perform(try kinds.order(firing: timer))
        }
    }

    @Test(
        "stands on a page with since when, by which rule and who is asked; where nothing is, it says what was looked at"
    )
    func breaches() async throws {
        try await Fixture.run { fixture in
            let clerk = try await Browser.loggedIn("clerk", .dispatcher, at: fixture).browser
            let matter = try await report(clerk)
            var page = try await clerk.get("/matters/breaches").text
            #expect(page.contains("没有。") && page.contains("检查时间 2018-03-05"))
            #expect(page.contains("共 1 件") && page.contains("超过时限（0）"))
            fixture.clock.move(byMilliseconds: 20 * 86_400_000)
            let later = try await Browser.loggedIn("later", .dispatcher, at: fixture).browser
            page = try await later.get("/matters/breaches").text
            #expect(page.contains("href=\"\(matter)\"") && page.contains("受理诉求（自收到起）"))
            #expect(page.contains("派单岗位") && page.contains("超过时限（1）"))
            #expect(page.contains("无人过问（1）"))
            page = try await later.get("/matters/breaches?rule=silence&asked=dispatchers").text
            #expect(page.contains("14 天内应有人办理") && page.contains("href=\"\(matter)\""))
            page = try await later.get("/matters/breaches?asked=unit:enforcement-team").text
            #expect(page.contains("没有。") && !page.contains("href=\"\(matter)\""))
            #expect(try await later.get("/matters/breaches?rule=none").status == 400)
            #expect(try await later.get("/matters/breaches?after=1").status == 400)
            let english = try await later.get("/matters/breaches?lang=en").text
            #expect(english.contains("Late and silent") && english.contains("Dispatchers"))
        }
    }

    @Test("stands on the desk of whoever is told, until somebody acts")
    func raised() async throws {
        try await Fixture.run { fixture in
            let clerk = try await Browser.loggedIn("clerk", .dispatcher, at: fixture).browser
            let matter = try await report(clerk)
            fixture.clock.move(byMilliseconds: 20 * 86_400_000)
            try await fireTimers(fixture)
            let later = try await Browser.loggedIn("later", .dispatcher, at: fixture).browser
            let leader = try await Browser.loggedIn("leader", .leader, at: fixture).browser
            let handler = try await Browser.loggedIn(
                "handler",
                .handler,
                at: fixture,
                unit: "enforcement-team"
            ).browser
            for browser in [later, leader] {
                let desk = try await browser.get("/desk").text
                #expect(desk.contains("已升级，等待处理") && desk.contains("第 2 级，自 2018-03-"))
            }
            #expect(!(try await handler.get("/desk").text.contains("已升级")))
            _ = try await later.submit("\(matter)/file", [:])
            #expect(!(try await leader.get("/desk").text.contains("已升级")))
        }
    }

    @Test("is asked by the kind at filing and handling, and shown with the matter")
    func stageFields() async throws {
        try await Fixture.run { fixture in
            let clerk = try await Browser.loggedIn("clerk", .dispatcher, at: fixture).browser
            let made = try await clerk.submit(
                "/matters/new?kind=proposal",
                ["text": "关于增设公交站的建议", "source": "deputies"]
            )
            let matter = try #require(made.headers[.location])
            let form = try await clerk.get("\(matter)/file").text
            #expect(form.contains("办理方式") && form.contains("value=\"assisting\""))
            let refused = try await clerk.submit("\(matter)/file", ["note": "已登记"])
            #expect(refused.status == 422 && refused.text.contains("已登记"))
            let filed = try await clerk.submit("\(matter)/file", ["field-role": "assisting"])
            #expect(filed.status == 303)
            #expect(try await clerk.get(matter).text.contains("协办"))
            // Another act asks nothing of the kind.
            #expect(!(try await clerk.get("\(matter)/note").text.contains("办理方式")))
        }
    }
}
