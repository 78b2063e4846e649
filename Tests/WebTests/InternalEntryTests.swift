import Administration
import Foundation
import Hummingbird
import Identity
import Ledger
import Storage
import Testing
import Web

@Suite("An entry that is not public")
struct InternalEntryTests {
    @Test("is shown to whoever has the right, and to nobody else")
    func right() async throws {
        try await Fixture.run { fixture in
            let number = try await fixture.perform(WriteSecret()).first
            let (auditor, _) = try await Browser.loggedIn("shen", .auditor, at: fixture)
            let page = try await auditor.get("/entries/\(number)")
            #expect(page.status == 200 && page.headers[.cacheControl] == "no-store")
            #expect(page.text.contains("confidential") && page.text.contains("您有查看权限"))
            let english = try await auditor.get("/entries/\(number)?lang=en")
            #expect(english.text.contains("you see it by your right"))
            #expect(try await auditor.get("/entries").text.contains("test.secret"))
            let receipt = try await auditor.get("/entries/\(number)/receipt")
            #expect(receipt.status == 200 && receipt.headers[.cacheControl] == "no-store")
            let proven = try Receipt(json: receipt.bytes).verify(trusting: Fixture.key.verifier)
            #expect(proven.kind == SecretNote.kind)

            let (clerk, _) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let hidden = try await clerk.get("/entries/\(number)").text
            #expect(!hidden.contains("confidential") && !hidden.contains("test.secret"))
            #expect(try await clerk.get("/entries/\(number)/receipt").status == 403)
            #expect(try await !clerk.get("/entries").text.contains("test.secret"))
        }
    }

    @Test("keeps its sealed values sealed, with the way to open them for whoever may")
    func sealed() async throws {
        try await Fixture.run { fixture in
            let (_, id) = try await Browser.loggedIn("li.na", at: fixture, telephone: "13800138000")
            let (auditor, _) = try await Browser.loggedIn("shen", .auditor, at: fixture)
            let (both, _) = try await Browser.loggedIn("admin", .administrator, .dispatcher, at: fixture)
            let path = "href=\"/open/\(id)/telephone\""
            let seen = try await auditor.get("/entries/\(id)").text
            #expect(seen.contains("staff.added") && seen.contains("加密的内容") && seen.contains("key:"))
            #expect(!seen.contains("13800138000") && !seen.contains("li.na") && !seen.contains(path))
            let opens = try await both.get("/entries/\(id)").text
            #expect(opens.contains(path) && !opens.contains("13800138000"))
        }
    }

    @Test("stays hidden from an administrator who has not chosen a password yet")
    func temporary() async throws {
        try await Fixture.run { fixture in
            let number = try await fixture.perform(WriteSecret()).first
            let made = try await fixture.accounts.add(
                Login(rawValue: "admin")!,
                StaffPerson(name: "管理员", telephone: nil),
                unit: Code(rawValue: "general-office")!,
                grants: [Grant(.administrator, units: .every, lines: .every, from: LocalDay("2018-03-05")!)!],
                command: CommandID(UUID()),
                by: .console
            )
            let browser = Browser(fixture)
            _ = try await browser.logIn("admin", try #require(made.oneTimePassword))
            #expect(try await !browser.get("/entries/\(number)").text.contains("confidential"))
            #expect(try await browser.get("/entries/\(number)/receipt").status == 403)
        }
    }

    @Test("is given to a program with the scope whose owner has the right")
    func program() async throws {
        try await Fixture.run { fixture in
            let number = try await fixture.perform(WriteSecret()).first
            let (_, reader) = try await Browser.loggedIn("admin", .administrator, at: fixture)
            let (other, _) = try await Browser.loggedIn("second", .administrator, at: fixture)
            let (_, writer) = try await Browser.loggedIn("li.na", .dispatcher, at: fixture)
            let token = try await token(of: reader, .readLedger, at: fixture)
            func ask(_ path: String, _ token: String) async throws -> Answer {
                try await fixture.ask(path, headers: [.authorization: "Bearer \(token)"])
            }
            let json = try await ask("/entries/\(number)?format=json", token)
            #expect(json.status == 200 && json.headers[.cacheControl] == "no-store")
            #expect(try json.json.text("state") == "internal")
            #expect(try json.json.text("entry").contains("confidential"))
            let receipt = try await ask("/entries/\(number)/receipt", token)
            #expect(receipt.status == 200 && receipt.headers[.cacheControl] == "no-store")
            _ = try Receipt(json: receipt.bytes).verify(trusting: Fixture.key.verifier)
            let page = try await ask("/entries/\(number)", token)
            #expect(page.text.contains("confidential") && page.headers[.cacheControl] == "no-store")

            let narrow = try await self.token(of: writer, .writeAnnouncements, at: fixture)
            for path in ["/entries/\(number)", "/entries/\(number)/receipt", "/entries"] {
                let outside = try await ask(path, narrow)
                #expect(outside.status == 403)
                #expect(try outside.code == "out-of-scope")
                let wrong = try await ask(path, AccessToken(random: .system).text)
                #expect(wrong.status == 401)
                #expect(try wrong.code == "unauthorized")
            }
            #expect(try await ask("/entries/999/receipt", token).code == "no-entry")

            _ = try await other.submit("/staff/\(reader)/revoke", on: "/staff/\(reader)")
            let without = try await ask("/entries/\(number)?format=json", token)
            #expect(without.status == 403 && !without.text.contains("confidential"))
            #expect(try without.code == "not-allowed")
        }
    }

    @Test("is a leaf and no more for a program without a token; another kind of login is passed over")
    func json() async throws {
        try await Fixture.run { fixture in
            let number = try await fixture.perform(WriteSecret()).first
            let open = try await fixture.post("停水通知")
            for authorization in [nil, "Basic eDp5", "Bearer abc", "Bearer \(Fixture.token.text)"]
                as [String?]
            {
                var headers: HTTPFields = [:]
                headers[.authorization] = authorization
                let hidden = try await fixture.ask("/entries/\(number)?format=json", headers: headers)
                #expect(hidden.status == 200 && !hidden.text.contains("confidential"))
                #expect(try hidden.json.text("state") == "not-public" && hidden.json["entry"] == nil)
                let shown = try await fixture.ask("/entries/\(open)?format=json", headers: headers)
                #expect(try shown.json.text("state") == "public")
                #expect(try shown.json.text("entry").contains("停水通知"))
            }
            #expect(try await fixture.ask("/entries/\(open)?format=xml").status == 400)
        }
    }

    private func token(
        of id: Staff.ID,
        _ scope: AccessGrant.Scope,
        at fixture: Fixture
    ) async throws -> String {
        let made = try await fixture.accounts.makeToken(
            of: id,
            named: TokenName("p")!,
            scopes: [scope],
            through: LocalDay("2018-12-31")!,
            command: CommandID(UUID())
        )
        return try #require(made).text
    }
}
