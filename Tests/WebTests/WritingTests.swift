import Administration
import Foundation
import HTTPTypes
import Identity
import Ledger
import Registers
import Storage
import Testing
import Timers
import Vault
import Web

@Suite("Announcements that the staff write")
struct WritingTests {
    private static let typed = ["title": "停水通知", "text": "3月6日停水。", "unit": "", "community": ""]
    private static let table = Browser.Upload(name: "停水 时间.csv", bytes: Array("日,时\n6,9\n".utf8))
    private static let photo = Browser.Upload(name: "../现场.png", bytes: dot)
    /// One pixel.
    private static let dot = Array(
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        )!
    )

    private func size(_ fixture: Fixture) async throws -> Int64 {
        try await fixture.office.store.read { try Head($0).size }
    }

    @Test("appear with their files, pictures made anew and documents to be saved")
    func post() async throws {
        try await Fixture.run { fixture in
            let (clerk, _) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let answer = try await clerk.submit(
                "/announcements/new",
                Self.typed.merging(["unit": "general-office"]) { $1 },
                files: [Self.table, Self.photo]
            )
            #expect(answer.status == 303)
            let place = try #require(answer.headers[.location])
            let page = try await fixture.ask(place)
            #expect(page.text.contains("党政综合办公室") || page.text.contains("综合办"))
            #expect(page.text.contains("停水 时间.csv") && page.text.contains("现场.png"))
            let links = page.text.matches(of: /(?:href|src)="(\/announcements\/\d+\/files\/[0-9a-f]{64})"/)
            let answers = try await links.asyncMap { try await fixture.ask(String($0.1)) }
            #expect(answers.map(\.status) == [200, 200, 200])
            let saved = try #require(answers.first { $0.bytes == Self.table.bytes })
            #expect(saved.headers[.contentType] == "text/plain; charset=utf-8")
            #expect(saved.headers[.contentDisposition]?.hasPrefix("attachment;") == true)
            #expect(saved.headers[.xContentTypeOptions] == "nosniff")
            let pictures = answers.filter { $0.headers[.contentType] == "image/jpeg" }
            #expect(pictures.count == 2 && pictures.allSatisfy { $0.bytes.starts(with: [0xFF, 0xD8]) })
            let tag = try #require(saved.headers[.eTag])
            let link = try #require(links.first { $0.1.contains(tag.dropFirst().dropLast()) }).1
            let again = try await fixture.ask(String(link), headers: [.ifNoneMatch: tag])
            #expect(again.status == 304 && again.bytes.isEmpty)
        }
    }

    @Test("keep what was typed and the files where they are refused")
    func keep() async throws {
        try await Fixture.run { fixture in
            let (clerk, _) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let refused = try await clerk.submit(
                "/announcements/new",
                Self.typed.merging(["title": " ", "text": "<b>3月6日</b>"]) { $1 },
                files: [Self.table]
            )
            #expect(refused.status == 422 && refused.text.contains("不能空着"))
            #expect(refused.text.contains("&lt;b&gt;3月6日&lt;/b&gt;</textarea>"))
            let posted = try await clerk.submit(
                "/announcements/new",
                Self.typed,
                files: [],
                shown: refused.text
            )
            let page = try await fixture.ask(try #require(posted.headers[.location]))
            #expect(page.text.contains("停水 时间.csv"))
        }
    }

    @Test("are posted once where the form is sent twice")
    func twice() async throws {
        try await Fixture.run { fixture in
            let (clerk, _) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let page = try await clerk.get("/announcements/new")
            let sent = try await [1, 2].asyncMap { _ in
                try await clerk.submit(
                    "/announcements/new",
                    Self.typed,
                    files: [Self.photo],
                    shown: page.text
                )
            }
            #expect(sent.map(\.status) == [303, 303])
            #expect(sent[0].headers[.location] == sent[1].headers[.location])
        }
    }

    @Test(
        "take no file that is something else",
        arguments: [
            ("photo.jpg", Array("<!doctype html><script>alert(1)</script>".utf8)),
            ("photo.png", Array("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".utf8)),
            ("old.doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        ] as [(String, [UInt8])]
    )
    func types(name: String, content: [UInt8]) async throws {
        try await Fixture.run { fixture in
            let (clerk, _) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let before = try await size(fixture)
            let file = Browser.Upload(name: name, bytes: content)
            let answer = try await clerk.submit("/announcements/new", Self.typed, files: [file])
            #expect(answer.status == 422 && answer.text.contains("不支持附件“\(name)”的类型"))
            #expect(try await size(fixture) == before)
        }
    }

    @Test("take no picture that would fill the memory, and none that is cut to pieces")
    func bomb() async throws {
        try await Fixture.run { fixture in
            let (clerk, _) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            var bomb = Self.dot
            bomb.replaceSubrange(16..<24, with: [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60])
            for (bytes, words) in [(bomb, "像素太多"), (Array(Self.dot.prefix(40)), "无法读取")] {
                let file = Browser.Upload(name: "a.png", bytes: bytes)
                let answer = try await clerk.submit("/announcements/new", Self.typed, files: [file])
                #expect(answer.status == 422 && answer.text.contains(words))
            }
        }
    }

    @Test("show of a picture that is a page besides nothing but its pixels")
    func polyglot() async throws {
        try await Fixture.run { fixture in
            let (clerk, _) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let script = Array("<script>alert(1)</script>".utf8)
            let file = Browser.Upload(name: "a.png", bytes: Self.dot + script)
            let posted = try await clerk.submit("/announcements/new", Self.typed, files: [file])
            let page = try await fixture.ask(try #require(posted.headers[.location])).text
            let links = page.matches(of: /(?:href|src)="([^"]*\/files\/[^"]*)"/)
            #expect(links.count == 2)
            for link in links {
                let picture = try await fixture.ask(String(link.1))
                #expect(picture.headers[.contentType] == "image/jpeg" && !picture.text.contains("script"))
            }
        }
    }

    @Test("take ten files at most")
    func many() async throws {
        try await Fixture.run { fixture in
            let (clerk, _) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let files = (0...10).map { Browser.Upload(name: "\($0).txt", bytes: Array("第\($0)份".utf8)) }
            let answer = try await clerk.submit("/announcements/new", Self.typed, files: files)
            #expect(answer.status == 422 && answer.text.contains("最多 10 个"))
            #expect(answer.text.contains("9.txt") && !answer.text.contains("10.txt"))
        }
    }

    @Test("name no content that somebody else has sent")
    func foreign() async throws {
        try await Fixture.run { fixture in
            let (one, _) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let (other, _) = try await Browser.loggedIn("wang.wu", .dispatcher, at: fixture)
            let refused = try await one.submit("/announcements/new", ["title": ""], files: [Self.table])
            let kept = try #require(one.hidden(of: "/announcements/new", in: refused.text)?["kept0"])
            let answer = try await other.submit(
                "/announcements/new",
                Self.typed.merging(["kept0": kept]) { $1 },
                files: []
            )
            #expect(answer.status == 422 && answer.text.contains("过期"))
            fixture.clock.move(byMilliseconds: 13 * 3_600_000)
            _ = try await one.logIn("li.na", Browser.password)
            let late = try await one.submit(
                "/announcements/new",
                Self.typed.merging(["kept0": kept]) { $1 },
                files: []
            )
            #expect(late.status == 422 && late.text.contains("过期"))
        }
    }

    @Test("are not written by a form of another site, whatever stands first in it")
    func forged() async throws {
        try await Fixture.run { fixture in
            let (clerk, _) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let before = try await size(fixture)
            var fields = Self.typed
            fields["command"] = UUID().uuidString
            for isReversed in [false, true] {
                let answer = try await clerk.send(
                    "/announcements/new",
                    fields,
                    files: [Self.table],
                    isReversed: isReversed
                )
                #expect(answer.status == 403)
            }
            #expect(try await size(fixture) == before)
        }
    }

    @Test("are for those who post, each for his own unit")
    func rights() async throws {
        try await Fixture.run { fixture in
            let (reporter, _) = try await Browser.loggedIn("bao.gao", .reporter, at: fixture)
            #expect(try await reporter.get("/announcements/new").status == 403)
            #expect(try await reporter.get("/announcements/plans").status == 403)
            #expect(try await Browser(fixture).get("/announcements/new").status == 303)
            let day = fixture.zone.day(of: Fixture.start)
            let own = Grant(
                .handler,
                units: .only(Code(rawValue: "general-office")!),
                lines: .every,
                from: day
            )!
            let (clerk, _) = try await Browser.loggedIn("li.na", grants: [own], at: fixture)
            let form = try await clerk.get("/announcements/new").text
            #expect(
                form.contains("value=\"general-office\"")
                    && !form.contains("value=\"construction-office\"")
            )
            for unit in ["", "construction-office", "no-such-unit"] {
                let answer = try await clerk.submit(
                    "/announcements/new",
                    Self.typed.merging(["unit": unit]) { $1 },
                    files: []
                )
                #expect(answer.status == 422, "\(unit)")
            }
            let id = try await fixture.post("全街道")
            #expect(try await clerk.get("/announcements/\(id)/correction").status == 403)
            #expect(try await clerk.get("/announcements/\(id)/withdrawal").status == 403)
            #expect(!(try await clerk.get("/announcements/\(id)").text.contains("/correction")))
        }
    }

    @Test(
        "give a file the ending of what it is, and keep a strange name through every form",
        arguments: [
            ("run.bat", "run.bat.txt"), ("表.CSV", "表.CSV"), ("noend", "noend.txt"), (".csv", "csv.txt"),
            ("\u{E000}私\u{E5E5}.txt", "\u{E000}私\u{E5E5}.txt"), ("e\u{301}té.csv", "été.csv"),
        ]
    )
    func names(sent: String, kept: String) async throws {
        try await Fixture.run { fixture in
            let (clerk, _) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let file = Browser.Upload(name: sent, bytes: Self.table.bytes)
            let refused = try await clerk.submit("/announcements/new", ["title": ""], files: [file])
            let posted = try await clerk.submit(
                "/announcements/new",
                Self.typed,
                files: [],
                shown: refused.text
            )
            let place = try #require(posted.headers[.location])
            #expect(try await fixture.ask(place).text.contains(">\(kept)<"))
            let corrected = try await clerk.submit(
                "\(place)/correction",
                Self.typed.merging(["title": "改", "reason": "标题"]) { $1 },
                files: []
            )
            #expect(corrected.status == 303)
            #expect(try await fixture.ask(place).text.contains(">\(kept)<"))
        }
    }

    @Test("are shown before their time only to those who post for the unit")
    func plansOfOthers() async throws {
        try await Fixture.run { fixture in
            let (clerk, _) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let planned = try await clerk.submit(
                "/announcements/new",
                Self.typed.merging(["unit": "general-office", "due": "2018-03-06T09:00"]) { $1 },
                files: [Self.table]
            )
            #expect(planned.status == 303)
            let plans = try await clerk.get("/announcements/plans").text
            let file = String(try #require(plans.firstMatch(of: /href="([^"]*\/files\/[^"]*)"/)).1)
            let day = fixture.zone.day(of: Fixture.start)
            let elsewhere = Code(rawValue: "construction-office")!
            let own = Grant(.handler, units: .only(elsewhere), lines: .every, from: day)!
            let (other, _) = try await Browser.loggedIn("wang.wu", grants: [own], at: fixture)
            #expect(!(try await other.get("/announcements/plans").text.contains("停水通知")))
            #expect(try await other.get(file).status == 404)
        }
    }

    @Test("are refused where they would be too large to be posted, and keep what was typed")
    func tooLarge() async throws {
        try await Fixture.run { fixture in
            let (clerk, _) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let quotes = String(repeating: "\"", count: 15_800)
            let planned = try await clerk.submit(
                "/announcements/new",
                Self.typed.merging(["text": quotes, "due": "2018-03-06T09:00"]) { $1 },
                files: []
            )
            #expect(planned.status == 422 && planned.text.contains("正文有 15800 字节"))
            let much = try await clerk.submit(
                "/announcements/new",
                Self.typed.merging(["text": String(repeating: "\"", count: 16_000)]) { $1 },
                files: [Self.table]
            )
            #expect(much.status == 303 || much.text.contains("内容太多"))
        }
    }

    @Test("lose a file by a correction, and all by their withdrawal; the ledger keeps what they said")
    func change() async throws {
        try await Fixture.run { fixture in
            let (clerk, _) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let posted = try await clerk.submit(
                "/announcements/new",
                Self.typed,
                files: [Self.table, Self.photo]
            )
            let place = try #require(posted.headers[.location])
            let links = try await fixture.ask(place).text.matches(of: /href="([^"]*\/files\/[^"]*)"/).map {
                String($0.1)
            }
            let form = try await clerk.get("\(place)/correction").text
            var fields = try #require(clerk.hidden(of: "\(place)/correction", in: form))
            fields.merge(Self.typed.merging(["reason": "附件有误"]) { $1 }) { $1 }
            fields["kept0"] = nil
            let corrected = try await clerk.send("\(place)/correction", fields, files: [])
            #expect(corrected.status == 303)
            #expect(try await fixture.ask(links[0]).status == 404)
            #expect(try await fixture.ask(links[1]).status == 200)
            let page = try await fixture.ask(place).text
            #expect(page.contains("附件：停水 时间.csv、现场.png") && page.contains("附件：现场.png"))

            let gone = try await clerk.submit("\(place)/withdrawal", ["reason": "误发"])
            #expect(gone.status == 303)
            #expect(try await fixture.ask(links[1]).status == 410)
            #expect(!(try await clerk.get(place).text.contains("/correction")))
            #expect(try await clerk.get("\(place)/correction").status == 410)
            let late = try await clerk.submit(
                "\(place)/correction",
                Self.typed.merging(["reason": "再改", "command": UUID().uuidString]) { $1 },
                files: [],
                shown: form
            )
            #expect(late.status == 422 && late.text.contains("已撤回"))
        }
    }

    @Test("tell whoever corrects what somebody else has corrected meanwhile")
    func race() async throws {
        try await Fixture.run { fixture in
            let (clerk, _) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let id = try await fixture.post("停水")
            let path = "/announcements/\(id)/correction"
            let form = try await clerk.get(path).text
            let first = try await clerk.submit(path, Self.typed.merging(["reason": "一"]) { $1 }, files: [])
            #expect(first.status == 303)
            let second = try await clerk.submit(
                path,
                ["title": "我的标题", "text": "我的正文", "reason": "二"],
                files: [],
                shown: form
            )
            #expect(second.status == 422 && second.text.contains("已被他人更正"))
            #expect(second.text.contains("我的正文"))
        }
    }

    @Test("wait for their time unseen, are posted then, or given up before")
    func plan() async throws {
        try await Fixture.run { fixture in
            let (clerk, _) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            for (title, due) in [("到期的", "2018-03-06T09:00"), ("放弃的", "2018-03-06T10:00")] {
                let answer = try await clerk.submit(
                    "/announcements/new",
                    Self.typed.merging(["title": title, "due": due]) { $1 },
                    files: [Self.table]
                )
                #expect(answer.headers[.location] == "/announcements/plans")
            }
            let plans = try await clerk.get("/announcements/plans").text
            #expect(plans.contains("到期的") && plans.contains("2018-03-06 09:00"))
            let file = String(try #require(plans.firstMatch(of: /href="([^"]*\/files\/[^"]*)"/)).1)
            #expect(try await clerk.get(file).bytes == Self.table.bytes)
            #expect(try await fixture.ask(file).status == 303)
            #expect(!(try await fixture.ask("/announcements").text.contains("到期的")))
            let entry = try await size(fixture) - 1
            #expect(!(try await fixture.ask("/entries/\(entry)").text.contains("放弃的")))

            let cancel = String(
                try #require(
                    plans.matches(of: /action="(\/announcements\/plans\/\d+)"/).last
                ).1
            )
            #expect(try await clerk.submit(cancel, on: "/announcements/plans").status == 303)

            let kinds = TimerKinds([AnnouncementTimer.kind(zone: fixture.zone)])
            let service = TimerService(fixture.office.store, kinds, holder: "test")
            let running = Task { await service.run() }
            fixture.clock.move(byMilliseconds: 25 * 3_600_000)
            service.wake()
            var list = ""
            for _ in 0..<200 where !list.contains("到期的") {
                try await Task.sleep(for: .milliseconds(50))
                list = try await fixture.ask("/announcements").text
            }
            running.cancel()
            await running.value
            #expect(list.contains("到期的") && !list.contains("放弃的"))
            let place = String(try #require(list.firstMatch(of: /href="(\/announcements\/\d+)"/)).1)
            #expect(try await fixture.ask(place).text.contains("停水 时间.csv"))
            #expect(try await fixture.ask("/figures/announcements-posted").text.contains("1"))
            let schema = Fixture.schema(opening: try await fixture.vault.opener())
            let replayed = try await Replay.check(fixture.office.store.database, schema: schema)
            #expect(replayed.differences.isEmpty)
        }
    }

    @Test(
        "are not planned for a time that lies behind or is none",
        arguments: ["2018-03-05T09:00", "soon", "2020-01-01T00:00"]
    )
    func times(due: String) async throws {
        try await Fixture.run { fixture in
            let (clerk, _) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let answer = try await clerk.submit(
                "/announcements/new",
                Self.typed.merging(["due": due]) { $1 },
                files: []
            )
            #expect(answer.status == 422 && answer.text.contains("366"))
        }
    }
}

extension Sequence {
    fileprivate func asyncMap<Value>(_ body: (Element) async throws -> Value) async throws -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
