import Catalog
import Foundation
import HTTPTypes
import Identity
import Ledger
import Storage
import Testing
import Web

@Suite("The staff's pages")
struct StaffTests {
    @Test("let an administrator make an account, whose password is shown once")
    func make() async throws {
        try await Fixture.run { fixture in
            let (admin, _) = try await Browser.loggedIn("admin", .administrator, at: fixture)
            let typed = [
                "login": "Li.Na", "name": "李娜", "telephone": "138 0013 8000", "unit": "general-office",
                "role": "handler",
            ]
            let made = try await admin.submit("/staff/new", typed)
            #expect(made.status == 200)
            let password = try #require(made.text.firstMatch(of: /<pre>([^<]+)<\/pre>/)).1
            let list = try await admin.get("/staff")
            #expect(list.text.contains("李娜") && !list.text.contains(password))
            let browser = Browser(fixture)
            let answer = try await browser.logIn("li.na", String(password))
            #expect(answer.headers[.location] == "/account/password")
        }
    }

    @Test("give no second password where a form is sent twice")
    func sentTwice() async throws {
        try await Fixture.run { fixture in
            let (admin, _) = try await Browser.loggedIn("admin", .administrator, at: fixture)
            let page = try await admin.get("/staff/new")
            var fields = try #require(admin.hidden(of: "/staff/new", in: page.text))
            fields.merge(["login": "li.na", "name": "李娜", "unit": "general-office", "role": ""]) { $1 }
            let made = try await admin.send("/staff/new", fields)
            let password = try #require(made.text.firstMatch(of: /<pre>([^<]+)<\/pre>/)).1
            let again = try await admin.send("/staff/new", fields)
            #expect(again.status == 303)
            let answer = try await Browser(fixture).logIn("li.na", String(password))
            #expect(answer.status == 303)
        }
    }

    @Test("leave the telephone number where nothing is typed, and take it away when that is ticked")
    func telephone() async throws {
        try await Fixture.run { fixture in
            let (admin, _) = try await Browser.loggedIn("admin", .administrator, at: fixture)
            let (_, id) = try await Browser.loggedIn("li.na", .handler, at: fixture, telephone: "13800138000")
            let mask = try #require(try await admin.get("/staff/\(id)").text.firstMatch(of: /13\S*\*\S*/)).0
            for (typed, isKept) in [([:], true), (["no-telephone": "on"], false)] {
                let fields = ["name": "李娜", "unit": "general-office", "telephone": ""]
                let answer = try await admin.submit(
                    "/staff/\(id)/change",
                    on: "/staff/\(id)",
                    fields.merging(typed) { $1 }
                )
                #expect(answer.status == 303)
                let page = try await admin.get("/staff/\(id)").text
                #expect(page.contains("李娜") && page.contains(mask) == isKept)
            }
        }
    }

    @Test("keep what was typed where it is refused")
    func keep() async throws {
        try await Fixture.run { fixture in
            let (admin, _) = try await Browser.loggedIn("admin", .administrator, at: fixture)
            let typed = ["login": "admin", "name": "<b>李娜</b>", "unit": "stability-office", "role": ""]
            let answer = try await admin.submit("/staff/new", typed)
            #expect(answer.status == 422 && answer.text.contains("已有人用"))
            #expect(answer.text.contains("value=\"&lt;b&gt;李娜&lt;/b&gt;\""))
        }
    }

    @Test("are for those who have the right, also where a form is sent without its page")
    func rights() async throws {
        try await Fixture.run { fixture in
            let (clerk, id) = try await Browser.loggedIn("li.na", .handler, at: fixture)
            #expect(try await clerk.get("/staff/new").status == 403)
            #expect(try await clerk.get("/openings").status == 403)
            #expect(try await clerk.get("/catalog/next").status == 403)
            let token = try #require(clerk.cookies["jiedao-session"].flatMap { SessionToken($0) })
            let before = try await fixture.office.store.read { try Head($0).size }
            for (action, fields) in [
                (
                    "/staff/new",
                    ["login": "evil", "name": "x", "unit": "general-office", "role": "administrator"]
                ),
                ("/staff/\(id)/grant", ["role": "administrator", "from": "2018-03-05", "revision": "0"]),
                ("/staff/\(id)/password", ["revision": "0"]), ("/catalog/next", [:]),
            ] {
                var fields = fields
                fields["form"] = FormToken(for: token, purpose: action).text
                fields["command"] = UUID().uuidString
                let answer = try await clerk.send(action, fields)
                #expect(answer.status == 403, "\(action)")
            }
            #expect(try await fixture.office.store.read { try Head($0).size } == before)
        }
    }

    @Test("refuse a form that another session or another page has made")
    func forged() async throws {
        try await Fixture.run { fixture in
            let (admin, _) = try await Browser.loggedIn("admin", .administrator, at: fixture)
            let (_, id) = try await Browser.loggedIn("li.na", .handler, at: fixture)
            let stranger = FormToken(for: SessionToken(random: .system), purpose: "/staff/\(id)/end").text
            let token = try #require(admin.cookies["jiedao-session"].flatMap { SessionToken($0) })
            let otherPage = FormToken(for: token, purpose: "/staff/new").text
            for form in ["", "x", stranger, otherPage] {
                let fields = ["form": form, "command": UUID().uuidString, "revision": "1"]
                let answer = try await admin.send("/staff/\(id)/end", fields)
                #expect(answer.status == 403)
            }
        }
    }

    @Test("tell the second of two administrators that the account has changed")
    func conflict() async throws {
        try await Fixture.run { fixture in
            let (one, _) = try await Browser.loggedIn("one", .administrator, at: fixture)
            let (two, _) = try await Browser.loggedIn("two", .administrator, at: fixture)
            let (_, id) = try await Browser.loggedIn("li.na", .handler, at: fixture)
            let action = "/staff/\(id)/grant"
            let seen = try #require(two.hidden(of: action, in: try await two.get("/staff/\(id)").text))
            let typed = ["role": "verifier", "unit": "", "line": "", "from": "2018-03-05", "through": ""]
            let first = try await one.submit(action, on: "/staff/\(id)", typed)
            #expect(first.status == 303)
            let second = try await two.send(action, seen.merging(typed) { $1 })
            #expect(second.status == 422 && second.text.contains("别人刚刚改过"))
        }
    }

    @Test("show an administrator somebody's sessions, and end a single one, which leaves an entry")
    func sessions() async throws {
        try await Fixture.run { fixture in
            let (admin, own) = try await Browser.loggedIn("admin", .administrator, at: fixture)
            let (clerk, id) = try await Browser.loggedIn("li.na", .handler, at: fixture)
            let second = Browser(fixture)
            _ = try await second.logIn("li.na", Browser.password)
            let action = "/staff/\(id)/session"
            let token = try #require(second.cookies["jiedao-session"].flatMap { SessionToken($0) })
            let page = try await admin.get("/staff/\(id)").text
            #expect(page.contains("登录中的设备") && page.contains("2018-03-05 09:20"))
            var fields = try #require(admin.hidden(of: action, in: page))
            fields["session"] = token.digest.description
            for _ in 0..<2 { #expect(try await admin.send(action, fields).status == 303) }
            #expect(try await second.get("/account").status == 303)
            #expect(try await clerk.get("/account").status == 200)
            let size = try await fixture.office.store.read { try Head($0).size }
            let last = try await fixture.office.store.read { reader in
                try EntryStore.entry(Entry.ID(rawValue: size - 1), reader)
            }
            #expect(last?.body["what"] == "sessions-ended" && last?.actor == Actor(own))

            // A session of somebody else stays, and what is no session is no form.
            let admins = try #require(admin.cookies["jiedao-session"].flatMap { SessionToken($0) })
            var others = try #require(admin.hidden(of: action, in: try await admin.get("/staff/\(id)").text))
            others["session"] = admins.digest.description
            #expect(try await admin.send(action, others).status == 303)
            #expect(try await admin.get("/account").status == 200)
            others["session"] = "x"
            #expect(try await admin.send(action, others).status == 400)
            #expect(try await fixture.office.store.read { try Head($0).size } == size)
        }
    }

    @Test("show sessions to administrators only, and no way to end one's own")
    func ownSessions() async throws {
        try await Fixture.run { fixture in
            let (admin, own) = try await Browser.loggedIn("admin", .administrator, at: fixture)
            let (clerk, _) = try await Browser.loggedIn("li.na", .handler, at: fixture)
            let page = try await admin.get("/staff/\(own)?lang=en").text
            #expect(page.contains("<h2>Sessions</h2>") && page.contains("This one"))
            #expect(!page.contains("action=\"/staff/\(own)/session\""))
            #expect(try await !clerk.get("/staff/\(own)").text.contains("登录中的设备"))
        }
    }

    @Test("show a telephone number to nobody who does not say what for")
    func opening() async throws {
        try await Fixture.run { fixture in
            let (clerk, id) = try await Browser.loggedIn(
                "li.na",
                .dispatcher,
                at: fixture,
                telephone: "13800138000"
            )
            let page = try await clerk.get("/staff/\(id)")
            #expect(page.text.contains("138****8000") && !page.text.contains("13800138000"))
            let path = "/open/\(id)/telephone"
            let silent = try await clerk.submit(path, ["purpose": "x"])
            #expect(silent.status == 422 && !silent.text.contains("13800138000"))
            let shown = try await clerk.submit(path, ["purpose": "通知本人开会"])
            #expect(shown.status == 200 && shown.text.contains("13800138000"))
            #expect(shown.headers[.cacheControl] == "no-store")
            let (auditor, _) = try await Browser.loggedIn("shen", .auditor, at: fixture)
            let openings = try await auditor.get("/openings")
            #expect(openings.text.contains("通知本人开会") && openings.text.contains("li.na 某"))
            let (admin, _) = try await Browser.loggedIn("admin", .administrator, at: fixture)
            #expect(try await admin.get(path).status == 403)
        }
    }

    @Test("say that the catalog on the server is the one in force")
    func catalog() async throws {
        try await Fixture.run { fixture in
            let (admin, _) = try await Browser.loggedIn("admin", .administrator, at: fixture)
            let page = try await admin.get("/catalog/next")
            #expect(page.status == 200 && page.text.contains("就是现行目录"))
            let shown = try await admin.get("/catalog")
            #expect(shown.text.contains("\(fixture.office.catalog.content.digest)"))
        }
    }

    @Test(
        "refuse forms that are none",
        arguments: ["%", "a=%zz", "a=1&a=2", "a=%00", "a=%ff", String(repeating: "a=&", count: 300)]
    )
    func malformed(body: String) async throws {
        try await Fixture.run { fixture in
            let answer = try await fixture.ask(
                "/sign-in",
                .post,
                headers: [.contentType: "application/x-www-form-urlencoded"],
                body: body
            )
            #expect(answer.status == 400)
            let json = try await fixture.ask(
                "/sign-in",
                .post,
                headers: [.contentType: "application/json"],
                body: "{}"
            )
            #expect(json.status == 400)
            let huge = try await fixture.ask(
                "/sign-in",
                .post,
                headers: [.contentType: "application/x-www-form-urlencoded"],
                body: "a=" + String(repeating: "x", count: 70_000)
            )
            #expect(huge.status == 413)
        }
    }
}
