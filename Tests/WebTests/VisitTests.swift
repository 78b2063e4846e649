import Administration
import Foundation
import HTTPTypes
import Identity
import Ledger
import Testing
import Web

@Suite("Somebody of the staff")
struct VisitTests {
    @Test("logs in, is told who he is, and logs out")
    func logsInAndOut() async throws {
        try await Fixture.run { fixture in
            let (browser, _) = try await Browser.loggedIn("li.na", .handler, at: fixture)
            let account = try await browser.get("/account")
            #expect(account.status == 200 && account.text.contains("li.na 某"))
            #expect(account.headers[.cacheControl] == "no-store")
            let out = try await browser.submit("/sign-out", on: "/account")
            #expect(out.status == 303)
            let after = try await browser.get("/account")
            #expect(after.status == 303 && after.headers[.location] == "/sign-in?next=/account")
        }
    }

    @Test("gets cookies that no script and no other site can use")
    func cookies() async throws {
        try await Fixture.run { fixture in
            let browser = Browser(fixture)
            let answer = try await browser.get("/sign-in")
            let cookie = try #require(
                answer.headers[values: .setCookie].first { $0.hasPrefix("jiedao-session=") }
            )
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"))
        }
    }

    @Test("gets a new session at the login, whatever the browser brought")
    func fixation() async throws {
        try await Fixture.run { fixture in
            let browser = Browser(fixture)
            _ = try await browser.get("/sign-in")
            let before = browser.cookies["jiedao-session"]
            let (other, _) = try await Browser.loggedIn("li.na", at: fixture)
            _ = try await browser.logIn("li.na", Browser.password)
            #expect(browser.cookies["jiedao-session"] != before)
            #expect(browser.cookies["jiedao-session"] != other.cookies["jiedao-session"])
        }
    }

    @Test("is not let in with a wrong name, password, or a form of another page")
    func refused() async throws {
        try await Fixture.run { fixture in
            _ = try await Browser.loggedIn("li.na", at: fixture)
            for (login, password) in [("li.na", "wrong"), ("nobody", Browser.password)] {
                let answer = try await Browser(fixture).logIn(login, password)
                #expect(answer.status == 422 && answer.text.contains("登录名、密码或验证码不对"))
            }
            let forged = try await Browser(fixture)
                .send("/sign-in", ["login": "li.na", "password": Browser.password, "form": "x"])
            #expect(forged.status == 200 && forged.text.contains("表单已失效"))
        }
    }

    @Test("waits after five guesses, and is told how long")
    func waits() async throws {
        try await Fixture.run { fixture in
            let browser = Browser(fixture)
            for _ in 0..<5 { _ = try await browser.logIn("nobody", "wrong") }
            let answer = try await browser.logIn("nobody", "wrong")
            #expect(answer.status == 429 && answer.headers[.retryAfter] == "1")
        }
    }

    @Test(
        "is led back only to a place on this site",
        arguments: [
            ("/staff", "/staff"), ("//evil.example", "/account"), ("https://evil.example", "/account"),
            ("/\\evil.example", "/account"), ("/a\r\nSet-Cookie: x", "/account"),
        ]
    )
    func redirect(next: String, expected: String) async throws {
        try await Fixture.run { fixture in
            _ = try await Browser.loggedIn("li.na", at: fixture)
            let browser = Browser(fixture)
            let answer = try await browser.submit(
                "/sign-in",
                ["login": "li.na", "password": Browser.password, "next": next]
            )
            #expect(answer.headers[.location] == expected)
        }
    }

    @Test("must choose a password of his own first")
    func oneTimePassword() async throws {
        try await Fixture.run { fixture in
            let made = try await fixture.accounts.add(
                try #require(.init(rawValue: "li.na")),
                .init(name: "李娜", telephone: nil),
                unit: try #require(Code(rawValue: "general-office")),
                grants: [],
                command: CommandID(UUID()),
                by: .console
            )
            let browser = Browser(fixture)
            let oneTime = try #require(made.oneTimePassword)
            _ = try await browser.logIn("li.na", oneTime)
            let elsewhere = try await browser.get("/staff")
            #expect(elsewhere.headers[.location] == "/account/password")
            for (new, word) in [
                ("short", "至少要 15 个"), ("pingshan 2018 office", "pingshan"), ("my li.na is the best", "登录名"),
                (oneTime, "一样"),
            ] {
                let answer = try await browser.submit(
                    "/account/password",
                    ["present": oneTime, "new": new, "again": new]
                )
                #expect(answer.status == 422 && answer.text.lowercased().contains(word), "\(new)")
                #expect(!answer.text.contains("value=\"\(new)\""))
            }
        }
    }

    @Test("sees and ends his own sessions, never another's")
    func sessions() async throws {
        try await Fixture.run { fixture in
            let (browser, _) = try await Browser.loggedIn("li.na", at: fixture)
            let (other, _) = try await Browser.loggedIn("wang", at: fixture)
            let second = Browser(fixture)
            _ = try await second.logIn("li.na", Browser.password)
            let token = try #require(other.cookies["jiedao-session"].flatMap { SessionToken($0) })
            var fields = try #require(
                browser.hidden(of: "/account/sessions", in: try await browser.get("/account").text)
            )
            fields["session"] = token.digest.description
            _ = try await browser.send("/account/sessions", fields)
            #expect(try await other.get("/account").status == 200)
            fields["session"] = "others"
            _ = try await browser.send("/account/sessions", fields)
            #expect(try await second.get("/account").status == 303)
            #expect(try await browser.get("/account").status == 200)
        }
    }

    @Test("is logged out by time, and by the end of his account")
    func ends() async throws {
        try await Fixture.run { fixture in
            let (browser, id) = try await Browser.loggedIn("li.na", at: fixture)
            let (admin, _) = try await Browser.loggedIn("admin", .administrator, at: fixture)
            _ = try await admin.submit("/staff/\(id)/end", on: "/staff/\(id)")
            #expect(try await browser.get("/account").status == 303)
            fixture.clock.move(byMilliseconds: 31 * 60_000)
            #expect(try await admin.get("/account").status == 303)
        }
    }
}
