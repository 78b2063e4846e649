import Administration
import Foundation
import Hummingbird
import Identity
import Ledger
import Storage
import Testing
import Vault
import Web

@Suite("A program with the token of somebody of the staff")
struct ProgramTests {
    private static let path = "/account/programs"
    private static let typed = [
        "name": "停水通知 <自动>", "scope-announcements:write": "on", "through": "2018-06-03",
        "present": Browser.password,
    ]

    /// Makes a token by the form, as its owner would.
    private func make(_ browser: Browser, _ typed: [String: String] = Self.typed) async throws -> String {
        let page = try await browser.submit(Self.path, typed)
        #expect(page.status == 200 && page.headers[.cacheControl] == "no-store")
        return String(try #require(page.text.firstMatch(of: /<pre>(jd_[0-9A-Za-z]{49})<\/pre>/)).1)
    }

    private func post(_ token: String, at fixture: Fixture, title: String = "停水通知") async throws -> Answer {
        let letter = "{\"command\":\"\(UUID())\",\"title\":\"\(title)\",\"text\":\"正文\"}"
        let headers: HTTPFields = [.authorization: "Bearer \(token)"]
        return try await fixture.ask("/api/announcements", .post, headers: headers, body: letter)
    }

    @Test("posts in its owner's name")
    func use() async throws {
        try await Fixture.run { fixture in
            let (browser, id) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let answer = try await post(try await make(browser), at: fixture)
            #expect(answer.status == 201)
            let number = Entry.ID(rawValue: try answer.json.integer("entry"))
            let entry = try await fixture.office.store.read { try EntryStore.entry(number, $0) }
            #expect(entry?.actor == Actor(id))
        }
    }

    @Test("is listed without its token, which is shown once, also where a form is sent twice")
    func shownOnce() async throws {
        try await Fixture.run { fixture in
            let (browser, _) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let form = try #require(browser.hidden(of: Self.path, in: try await browser.get(Self.path).text))
            let fields = form.merging(Self.typed) { $1 }
            let made = try await browser.send(Self.path, fields)
            let token = try #require(made.text.firstMatch(of: /jd_[0-9A-Za-z]{49}/)).output
            let again = try await browser.send(Self.path, fields)
            #expect(again.status == 303 && !again.text.contains("jd_"))
            let list = try await browser.get(Self.path).text
            #expect(!list.contains(token) && list.contains("\(token.prefix(7))…"))
            for word in ["停水通知 &lt;自动&gt;", "发布、更正、撤回公告", "2018-06-03", "还没用过", "有效", "吊销"] {
                #expect(list.contains(word), "\(word)")
            }
            #expect(list.split(separator: "\(token.prefix(7))…").count == 2)
            _ = try await post(String(token), at: fixture)
            let english = try await browser.get(Self.path + "?lang=en").text
            for word in ["Tokens of programs", "post, correct and withdraw", "2018-03-05 09:20", "Revoke it"]
            {
                #expect(english.contains(word), "\(word)")
            }
        }
    }

    @Test("is let in with no token that is unknown, has ended, was revoked, or whose owner has left")
    func unknown() async throws {
        try await Fixture.run { fixture in
            let (browser, id) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let (_, other) = try await Browser.loggedIn("wang", .dispatcher, at: fixture)
            let (revoked, ending) = (try await make(browser), try await make(browser))
            let gone = try await token(of: other, at: fixture)
            for token in [revoked, ending, gone] {
                #expect(try await post(token, at: fixture).status == 201)
            }
            let all = try await fixture.vault.tokens(of: id, at: Fixture.start)
            let target = try #require(all.first { revoked.hasPrefix($0.hint) })
            _ = try await browser.submit("\(Self.path)/revoke", on: Self.path, ["token": "\(target.id)"])
            #expect(try await post(ending, at: fixture).status == 201)
            try await fixture.perform(EndStaff(try await account(other, at: fixture)))
            fixture.clock.move(byMilliseconds: 91 * 86_400_000)
            let size = try await fixture.office.store.read { try Head($0).size }
            var texts: Set<String> = []
            for token in [
                revoked, ending, gone, AccessToken(random: .system).text, "jd_", "jd_x", ending.lowercased(),
            ] {
                let answer = try await post(token, at: fixture)
                #expect(
                    answer.status == 401
                        && answer.headers[.wwwAuthenticate]?.contains("invalid_token") == true
                )
                texts.insert(answer.text)
            }
            #expect(texts.count == 1)
            #expect(try await fixture.office.store.read { try Head($0).size } == size)
        }
    }

    @Test("ends with its last day, at midnight of the office")
    func midnight() async throws {
        try await Fixture.run { fixture in
            let (browser, _) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let token = try await make(browser)
            let end = fixture.zone.instant(LocalDay("2018-06-04")!)
            fixture.clock.move(byMilliseconds: end.rawValue - Fixture.start.rawValue - 1)
            #expect(try await post(token, at: fixture).status == 201)
            fixture.clock.move(byMilliseconds: 1)
            #expect(try await post(token, at: fixture).status == 401)
        }
    }

    @Test("does nothing beyond its scope or its owner's rights at that moment")
    func beyond() async throws {
        try await Fixture.run { fixture in
            let (reader, _) = try await Browser.loggedIn("shen", Role.auditor, at: fixture)
            var typed = Self.typed
            typed["scope-announcements:write"] = nil
            typed["scope-ledger:read"] = "on"
            let outside = try await post(try await make(reader, typed), at: fixture)
            #expect(outside.status == 403)
            #expect(try outside.code == "out-of-scope" && outside.text.contains("announcements:write"))

            let (browser, id) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let (admin, _) = try await Browser.loggedIn("admin", .administrator, at: fixture)
            let token = try await make(browser)
            #expect(try await post(token, at: fixture).status == 201)
            _ = try await admin.submit("/staff/\(id)/revoke", on: "/staff/\(id)")
            let without = try await post(token, at: fixture)
            #expect(without.status == 403)
            #expect(try without.code == "not-allowed" && without.text.contains("announcement.post"))
        }
    }

    @Test(
        "gets no token for what is not typed rightly",
        arguments: [
            (["name": " "], "1 至 100"), (["name": String(repeating: "字", count: 101)], "1 至 100"),
            (["name": "a\u{202E}b"], "1 至 100"), (["scope-announcements:write": "off"], "至少勾选一个"),
            (["scope-ledger:read": "on"], "超出您的权限"),
            (["through": "2018-03-04"], "2018-03-05 至 2019-03-05"),
            (["through": "2019-03-06"], "2018-03-05 至 2019-03-05"),
            (["through": ""], "2018-03-05 至 2019-03-05"),
            (["through": "9999-12-31"], "2018-03-05 至 2019-03-05"),
            (["present": "wrong"], "现在的密码不对"), (["present": ""], "现在的密码不对"),
        ]
    )
    func refused(changed: [String: String], words: String) async throws {
        try await Fixture.run { fixture in
            let (browser, id) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let answer = try await browser.submit(Self.path, Self.typed.merging(changed) { $1 })
            #expect(answer.status == 422 && answer.text.contains(words) && !answer.text.contains("jd_"))
            #expect(!answer.text.contains(Browser.password))
            #expect(try await fixture.vault.tokens(of: id, at: Fixture.start).isEmpty)
        }
    }

    @Test("keeps what was typed, and gets the longest time that there may be")
    func kept() async throws {
        try await Fixture.run { fixture in
            let (browser, _) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let typed = Self.typed.merging(["name": "甲\"乙", "through": "2020-01-01"]) { $1 }
            let again = try await browser.submit(Self.path, typed).text
            #expect(again.contains("value=\"甲&quot;乙\"") && again.contains("value=\"on\" checked"))
            _ = try await make(browser, Self.typed.merging(["through": "2019-03-05"]) { $1 })
            _ = try await make(browser, Self.typed.merging(["through": "2018-03-05"]) { $1 })
        }
    }

    @Test("is offered only what its owner may do")
    func offered() async throws {
        try await Fixture.run { fixture in
            for (login, role, offers, hides) in [
                ("li.na", Role.dispatcher, ["announcements:write", "matters:handle"], ["ledger:read"]),
                ("shen", .auditor, ["ledger:read", "matters:read"], [":write", ":report", ":handle"]),
                (
                    "bai", .reporter, ["matters:read", "matters:report"],
                    ["ledger:read", ":write", ":handle"]
                ),
                ("wu", nil, ["没有可以交给程序的权限"], ["ledger:", "announcements:", "matters:"]),
            ] as [(String, Role?, [String], [String])] {
                let from = LocalDay("2018-01-01")!
                let grants = role.map { [Grant($0, units: .every, lines: .every, from: from)!] } ?? []
                let (browser, _) = try await Browser.loggedIn(login, grants: grants, at: fixture)
                let page = try await browser.get(Self.path).text
                for word in offers { #expect(page.contains(word), "\(login) \(word)") }
                for word in hides { #expect(!page.contains(word), "\(login) \(word)") }
            }
        }
    }

    @Test("is one of twenty at most; a revoked one makes room")
    func limit() async throws {
        try await Fixture.run { fixture in
            let (browser, id) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            for _ in 0..<20 { _ = try await token(of: id, at: fixture) }
            let answer = try await browser.submit(Self.path, Self.typed)
            #expect(answer.status == 422 && answer.text.contains("已有 20 个"))
            _ = try await browser.submit("\(Self.path)/revoke", on: Self.path)
            _ = try await make(browser)
        }
    }

    @Test("is revoked once and by its owner only")
    func revoked() async throws {
        try await Fixture.run { fixture in
            let (browser, id) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let (other, _) = try await Browser.loggedIn("wang", .dispatcher, at: fixture)
            let token = try await make(browser)
            _ = try await make(other)
            let fields = try #require(
                browser.hidden(of: "\(Self.path)/revoke", in: try await browser.get(Self.path).text)
            )
            let number = try #require(fields["token"])
            _ = try await other.submit("\(Self.path)/revoke", on: Self.path, ["token": number])
            #expect(try await post(token, at: fixture).status == 201)
            _ = try await browser.send("\(Self.path)/revoke", fields)
            #expect(try await post(token, at: fixture).status == 401)
            fixture.clock.move(byMilliseconds: 60_000)
            let again = try await browser.send("\(Self.path)/revoke", fields)
            #expect(again.status == 303)
            let kept = try await fixture.vault.tokens(of: id, at: fixture.office.store.clock.now)
            #expect(kept.map(\.revokedAt) == [Fixture.start])
            #expect(try await browser.get(Self.path).text.contains("已吊销"))
        }
    }

    @Test("is made and revoked by forms of its owner's session only")
    func forged() async throws {
        try await Fixture.run { fixture in
            let (browser, id) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let token = try await make(browser)
            let number = try await fixture.vault.tokens(of: id, at: Fixture.start)[0].id
            let session = try #require(browser.cookies["jiedao-session"].flatMap { SessionToken($0) })
            let stranger = FormToken(for: SessionToken(random: .system), purpose: Self.path).text
            for form in ["", "x", stranger, FormToken(for: session, purpose: "/account/sessions").text] {
                let forged = ["form": form, "command": "\(UUID())", "token": "\(number)"]
                #expect(try await browser.send(Self.path, Self.typed.merging(forged) { $1 }).status == 403)
                #expect(try await browser.send("\(Self.path)/revoke", forged).status == 403)
            }
            let own = FormToken(for: session, purpose: "\(Self.path)/revoke").text
            #expect(try await browser.send("\(Self.path)/revoke", ["form": own, "token": "1"]).status == 400)
            #expect(try await post(token, at: fixture).status == 201)
            #expect(try await fixture.vault.tokens(of: id, at: Fixture.start).count == 1)
            #expect(try await Browser(fixture).get(Self.path).status == 303)
        }
    }

    @Test("is seen and revoked by administrators, which leaves an entry")
    func administrators() async throws {
        try await Fixture.run { fixture in
            let (browser, id) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let (admin, _) = try await Browser.loggedIn("admin", .administrator, at: fixture)
            let (clerk, _) = try await Browser.loggedIn("wang", .handler, at: fixture)
            let token = try await make(browser)
            #expect(try await !clerk.get("/staff/\(id)").text.contains("停水通知"))
            let page = try await admin.get("/staff/\(id)").text
            #expect(
                page.contains("停水通知 &lt;自动&gt;") && page.contains("\(token.prefix(7))…")
                    && !page.contains(token)
            )
            let fields = try #require(admin.hidden(of: "/staff/\(id)/token", in: page))
            let session = try #require(clerk.cookies["jiedao-session"].flatMap { SessionToken($0) })
            let forged = ["form": FormToken(for: session, purpose: "/staff/\(id)/token").text]
            let denied = try await clerk.send("/staff/\(id)/token", fields.merging(forged) { $1 })
            #expect(denied.status == 403)
            #expect(try await post(token, at: fixture).status == 201)
            for _ in 0..<2 { #expect(try await admin.send("/staff/\(id)/token", fields).status == 303) }
            #expect(try await post(token, at: fixture).status == 401)
            let entry = try await fixture.office.store.read { reader in
                try EntryStore.entry(Entry.ID(rawValue: try Head(reader).size - 1), reader)
            }
            #expect(entry?.kind == StaffSecured.kind && entry?.body["what"] == "token-revoked")
            #expect(try await admin.get("/staff/\(id)?lang=en").text.contains("revoked"))
        }
    }

    @Test("is let in where the server has no operator's token")
    func noOperator() async throws {
        try await Fixture.run(token: nil) { fixture in
            let (browser, _) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            #expect(try await post(try await make(browser), at: fixture).status == 201)
        }
    }

    /// A token made without the form.
    private func token(of id: Staff.ID, at fixture: Fixture) async throws -> String {
        let made = try await fixture.accounts.makeToken(
            of: id,
            named: TokenName("p")!,
            scopes: [.writeAnnouncements],
            through: LocalDay("2018-12-31")!,
            command: CommandID(UUID())
        )
        return try #require(made).text
    }

    private func account(_ id: Staff.ID, at fixture: Fixture) async throws -> ExpectedAccount {
        let member = try await fixture.office.store.read { try StaffDirectory.member(id, $0) }
        return ExpectedAccount(id, revision: try #require(member).revision, zone: fixture.zone)
    }
}
