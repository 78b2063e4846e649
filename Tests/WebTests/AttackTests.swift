import Administration
import Foundation
import HTTPTypes
import Identity
import Ledger
import Storage
import Testing
import Web

@Suite("Whoever attacks")
struct AttackTests {
    /// The hidden fields of a form that he makes for himself, under his own session.
    private func forged(_ action: String, by browser: Browser) throws -> [String: String] {
        let token = try #require(browser.cookies["jiedao-session"].flatMap { SessionToken($0) })
        return ["form": FormToken(for: token, purpose: action).text, "command": UUID().uuidString]
    }

    private func grants(of id: Staff.ID, _ fixture: Fixture) async throws -> [StaffGrant] {
        try await fixture.office.store.read { try StaffDirectory.grants(of: id, $0) }
    }

    private func member(_ id: Staff.ID, _ fixture: Fixture) async throws -> StaffMember {
        let member = try await fixture.office.store.read { try StaffDirectory.member(id, $0) }
        return try #require(member)
    }

    @Test("cannot change his own roles, also as an administrator")
    func ownRoles() async throws {
        try await Fixture.run { fixture in
            let (admin, id) = try await Browser.loggedIn("admin", .administrator, at: fixture)
            let member = try await member(id, fixture)
            let held = try await grants(of: id, fixture)
            let grant = try #require(held.first)
            for (act, typed) in [
                ("grant", ["role": "leader", "unit": "", "line": "", "from": "2018-03-05", "through": ""]),
                ("revoke", ["grant": "\(grant.id)"]),
            ] {
                let action = "/staff/\(id)/\(act)"
                let fields = try forged(action, by: admin).merging(typed) { $1 }
                    .merging(["revision": "\(member.revision)"]) { $1 }
                let answer = try await admin.send(action, fields)
                #expect(answer.status == 422 && answer.text.contains("不能改自己的角色"), "\(act)")
            }
            let after = try await grants(of: id, fixture)
            #expect(after == held)
        }
    }

    @Test("gains nothing by fields that a form does not have")
    func furtherFields() async throws {
        try await Fixture.run { fixture in
            let (clerk, id) = try await Browser.loggedIn("li.na", .handler, at: fixture)
            let (other, otherID) = try await Browser.loggedIn("wang", .handler, at: fixture)
            let (admin, adminID) = try await Browser.loggedIn("admin", .administrator, at: fixture)
            let further = [
                "role": "administrator", "roles": "administrator", "grants": "administrator",
                "staff": "\(otherID)", "id": "\(otherID)", "login": "root", "actor": "operator:console",
                "isTemporary": "1", "kind": "staff.granted", "next": "//evil.example",
            ]
            let password = "another horse battery 78"
            let own = ["present": Browser.password, "new": password, "again": password]
            let chosen = try await clerk.submit("/account/password", further.merging(own) { $1 })
            #expect(chosen.headers[.location] == "/account")
            let others = try forged("/account/sessions", by: clerk).merging(["session": "others"]) { $1 }
            let ended = try await clerk.send("/account/sessions", further.merging(others) { $1 })
            #expect(ended.headers[.location] == "/account")
            let change = ["name": "李娜", "telephone": "", "unit": "stability-office"]
            let changed = try await admin.submit(
                "/staff/\(id)/change",
                on: "/staff/\(id)",
                further.merging(change) { $1 }
            )
            #expect(changed.headers[.location] == "/staff/\(id)")
            for (person, expected) in [(id, Role.handler), (otherID, .handler), (adminID, .administrator)] {
                let held = try await grants(of: person, fixture)
                #expect(held.map(\.grant.role) == [expected])
            }
            let member = try await member(id, fixture)
            #expect(member.login?.rawValue == "li.na" && member.unit.rawValue == "stability-office")
            #expect(try await other.get("/account").status == 200)
            let again = try await Browser(fixture).logIn("wang", Browser.password)
            #expect(again.headers[.location] == "/account")
        }
    }

    @Test("cannot send a form of a session that has ended")
    func oldForm() async throws {
        try await Fixture.run { fixture in
            let (admin, id) = try await Browser.loggedIn("admin", .administrator, at: fixture)
            let typed = ["login": "evil", "name": "x", "unit": "general-office", "role": "administrator"]
            let page = try await admin.get("/staff/new")
            let old = try #require(admin.hidden(of: "/staff/new", in: page.text)).merging(typed) { $1 }
            _ = try await admin.submit("/sign-out", on: "/account")
            let before = try await fixture.office.store.read { try Head($0).size }
            let out = try await admin.send("/staff/new", old)
            #expect(out.status == 303 && out.headers[.location] == "/sign-in")
            let back = try await admin.logIn("admin", Browser.password)
            #expect(back.headers[.location] == "/account")
            let again = try await admin.send("/staff/new", old)
            #expect(again.status == 403 && again.text.contains("已失效"))
            #expect(try await admin.get("/staff/\(id)").status == 200)
            #expect(try await fixture.office.store.read { try Head($0).size } == before)
        }
    }

    /// Addresses that a careless program reads as another one, or as a file's.
    static let places = [
        "/staff/..%2f", "/staff/%2e%2e/", "/staff/..", "/staff/../staff", "/staff/1/../2", "/staff/%00",
        "/staff/1%00", "/staff/%252e%252e%252f", "/staff%2f1", "/staff/%2f", "/staff/%ff", "/staff/%",
        "/staff/%zz", "//staff//1", "/./staff", "/STAFF/1", "/staff;x=1", "/staff/-1", "/staff/01",
        "/staff/9223372036854775808", "/staff/1/grant/../end", "/staff/1/%65nd", "/staff/１", "/open/1/..",
        "/open/1/telephone%00", "/open/1/%2e%2e%2fstaff", "/open/../staff", "/account/..;/staff",
        "/tile/../vault.sqlite", "/tile/0/..%2f..%2fvault.sqlite", "/tile/0/000.p/../../vault.sqlite",
        "/assets/../vault.sqlite", "/assets/..%2f..%2fvault.sqlite", "/assets/%2e%2e/vault.sqlite",
        "/assets/....//vault.sqlite", "/..", "/%00", "/?%00=%00", "/staff?before=%00", "/staff?before=-1",
        "/staff?before=1&before=2", "/staff?lang=../en", "*", "http://evil.example/staff",
        "/" + String(repeating: "a", count: 100_000), "/staff/" + String(repeating: "9", count: 100_000),
        String(repeating: "/staff", count: 5000), "/?" + String(repeating: "a&", count: 50_000),
        "/staff/" + String(repeating: "%2e%2e%2f", count: 5000),
    ]

    @Test("finds no file and no mistake of ours behind an address", arguments: places)
    func address(place: String) async throws {
        try await Fixture.run { fixture in
            let (admin, _) = try await Browser.loggedIn("admin", .administrator, at: fixture)
            for (browser, isStranger) in [(Browser(fixture), true), (admin, false)] {
                for method in [HTTPRequest.Method.get, .head, .post] {
                    let answer = try await browser.ask(place, method)
                    #expect((200..<500).contains(answer.status))
                    #expect(!answer.bytes.starts(with: Array("SQLite format 3".utf8)))
                    // Nobody's name is told to a stranger, whatever the address looks like.
                    if isStranger { #expect(!answer.text.contains("admin 某")) }
                    if let location = answer.headers[.location] {
                        #expect(location.hasPrefix("/") && !location.hasPrefix("//"))
                    }
                }
            }
        }
    }

    @Test(
        "leads nobody to another site behind the login",
        arguments: [
            "//evil.example", "///evil.example", "%2F%2Fevil.example", "/%5Cevil.example",
            "/%09/evil.example", "%09//evil.example", "https:evil.example", "https://evil.example",
            "javascript:alert(1)",
            "%20/staff", "/%0d%0aLocation:%20x", "evil.example", "@evil.example", ".evil.example", "",
        ]
    )
    func elsewhere(next: String) async throws {
        try await Fixture.run { fixture in
            let browser = Browser(fixture)
            let page = try await browser.get("/sign-in?next=\(next)")
            let fields = try #require(browser.hidden(of: "/sign-in", in: page.text))
            #expect(fields["next"] == "/")
        }
    }

    @Test("is nobody with two cookies of which the first is not his own, or with one that is none")
    func cookies() async throws {
        try await Fixture.run { fixture in
            let (browser, _) = try await Browser.loggedIn("li.na", at: fixture)
            let own = try #require(browser.cookies["jiedao-session"])
            let stranger = SessionToken(random: .system).text
            for (cookies, status) in [
                ("jiedao-session=\(own); jiedao-session=\(stranger)", 200),
                ("jiedao-session=\(stranger); jiedao-session=\(own)", 303),
                ("jiedao-session=\(own)x", 303),
                ("jiedao-session", 303), ("=\(own)", 303), (";;;=;=;jiedao-session=", 303),
                ("jiedao-session=" + String(repeating: "A", count: 1_000_000), 303),
                (String(repeating: "a=b; ", count: 100_000) + "jiedao-session=\(own)", 200),
                ("jiedao-session=%00", 303), ("jiedao-device=\(own)", 303),
            ] {
                let answer = try await fixture.ask("/account", headers: [.cookie: cookies])
                #expect(answer.status == status, "\(cookies.prefix(80))")
            }
        }
    }

    @Test("cannot say for himself where he comes from, where no proxy stands in front")
    func forwarded() async throws {
        try await Fixture.run { fixture in
            let (browser, _) = try await Browser.loggedIn("li.na", at: fixture)
            _ = try await browser.submit("/sign-out", on: "/account")
            let name = try #require(HTTPField.Name("X-Forwarded-For"))
            let visit = SessionToken(random: .system)
            let answer = try await fixture.ask(
                "/sign-in",
                .post,
                headers: [
                    .cookie: "jiedao-session=\(visit.text)", name: "203.0.113.9",
                    .contentType: "application/x-www-form-urlencoded",
                ],
                body: "form=\(FormToken(for: visit, purpose: "/sign-in").text)&login=li.na&password="
                    + Browser.password.replacing(" ", with: "+")
            )
            let cookie = try #require(
                answer.headers[values: .setCookie].first { $0.hasPrefix("jiedao-session=") }
            )
            let page = try await fixture.ask(
                "/account",
                headers: [.cookie: String(cookie.prefix { $0 != ";" })]
            )
            #expect(page.status == 200 && !page.text.contains("203.0.113.9"))
        }
    }
}
