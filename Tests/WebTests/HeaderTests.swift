import HTTPTypes
import Hummingbird
import Ledger
import Storage
import Testing
import Web

@Suite("Every answer")
struct HeaderTests {
    static let paths = [
        "/", "/report", "/report/done", "/follow", "/follow/1", "/follow/1/qr", "/matters", "/announcements",
        "/announcements/1", "/figures", "/figures/announcements-posted?year=2018",
        "/figures/announcements-posted?year=2018&format=json", "/deadlines",
        "/deadlines?rule=urban-example-water&start=2018-03-05T09:20", "/deadlines?format=json",
        "/deadlines?rule=x", "/calendar", "/calendar?year=2018&format=json", "/entries", "/entries/1",
        "/entries/1/receipt", "/checkpoint", "/tile/0/000.p/2", "/tile/entries/000.p/2", "/healthz",
        "/readyz", "/assets/ledger.css", "/nothing",
        "/entries/77", "/figures?year=x", "/api/announcements", "/tile/0/0",
    ]

    @Test("keeps the browser from doing anything else", arguments: paths)
    func headers(path: String) async throws {
        try await Fixture.run { fixture in
            try await fixture.post("停水通知")
            _ = try await fixture.ask("/checkpoint")
            let answer = try await fixture.ask(path)
            let policy = try #require(answer.headers[.contentSecurityPolicy])
            #expect(policy.hasPrefix("default-src 'none'; style-src 'self'; img-src 'self'"))
            #expect(!policy.contains("unsafe"))
            #expect(answer.headers[.xContentTypeOptions] == "nosniff")
            for name in ["Referrer-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy"] {
                #expect(answer.headers[try #require(HTTPField.Name(name))] != nil)
            }
            #expect(answer.headers[.cacheControl] != nil)
            // The one page here with a script has one of ours, which is a file of this site and changes what it may not do.
            let scripts = answer.text.split(separator: "<script", omittingEmptySubsequences: false)
                .dropFirst()
            #expect(scripts.count == (path == "/report" ? 1 : 0))
            #expect(scripts.allSatisfy { $0.hasPrefix(" src=\"/assets/similar-") })
            #expect(policy.contains("script-src 'self'") == !scripts.isEmpty)
            #expect(!answer.text.contains("style="))
            let head = try await fixture.ask(path, .head)
            #expect(head.status == answer.status && head.bytes.isEmpty)
        }
    }

    @Test("belongs to a route that is tested here or elsewhere")
    func routes() async throws {
        try await Fixture.run { fixture in
            #expect(
                fixture.site.routes.map { "\($0.method) \($0.path)" } == [
                    "GET /", "GET /report", "POST /report", "POST /report/similar", "GET /report/done",
                    "GET /follow",
                    "POST /follow", "GET /follow/:id", "POST /follow/:id", "GET /follow/:id/receipt",
                    "GET /follow/:id/qr", "GET /desk", "GET /matters",
                    "GET /matters/table.xlsx", "GET /matters/table.csv", "GET /matters/breaches",
                    "POST /matters/similar", "GET /matters/new",
                    "POST /matters/new", "GET /matters/:id", "GET /matters/:id/files/:entry/:hash",
                    "GET /matters/:id/file.pdf", "GET /matters/:id/file.html",
                    "GET /matters/:id/papers/new", "POST /matters/:id/papers/new",
                    "GET /matters/:id/papers/:paper", "GET /matters/:id/papers/:paper/:act",
                    "POST /matters/:id/papers/:paper/:act", "GET /matters/:id/:act", "POST /matters/:id/:act",
                    "GET /announcements",
                    "GET /announcements/new", "POST /announcements/new",
                    "GET /announcements/plans", "POST /announcements/plans/:id",
                    "GET /announcements/plans/:id/files/:hash", "GET /announcements/:id",
                    "GET /announcements/:id/correction", "POST /announcements/:id/correction",
                    "GET /announcements/:id/withdrawal", "POST /announcements/:id/withdrawal",
                    "GET /announcements/:id/files/:hash", "GET /figures",
                    "GET /figures/:id", "GET /report/:year", "GET /deadlines", "GET /calendar",
                    "GET /entries",
                    "GET /entries/:number",
                    "GET /entries/:number/receipt", "GET /checkpoint", "GET /tile/**", "GET /sign-in",
                    "POST /sign-in", "POST /sign-out", "GET /account", "POST /account/sessions",
                    "GET /account/password", "POST /account/password", "GET /account/second-factor",
                    "POST /account/second-factor", "GET /account/programs", "POST /account/programs",
                    "POST /account/programs/revoke", "GET /staff", "GET /staff/new", "POST /staff/new",
                    "GET /staff/:id", "POST /staff/:id/:act", "GET /catalog",
                    "GET /catalog/adoptions/:entry", "GET /catalog/next", "POST /catalog/next",
                    "GET /openings", "GET /open/:entry/:field", "POST /open/:entry/:field",
                    "POST /api/announcements", "POST /api/announcements/:id/correction",
                    "POST /api/announcements/:id/withdrawal", "GET /healthz", "GET /readyz",
                    "GET /assets/:name", "GET /api", "GET /api/v1/openapi.json", "POST /api/v1/reports",
                    "GET /api/v1/reports/:number", "POST /api/v1/reports/:number/acts",
                    "GET /api/v1/reports/:number/receipt", "GET /api/v1/codes/:list",
                    "GET /api/v1/matters", "GET /api/v1/matters/:id", "POST /api/v1/matters",
                    "POST /api/v1/matters/:id/acts", "POST /api/v1/matters/:id/parts",
                ]
            )
        }
    }

    @Test(
        "to a method that is not allowed names those that are",
        arguments: [
            ("/", "GET, HEAD"), ("/api/announcements", "POST"), ("/checkpoint", "GET, HEAD"),
        ]
    )
    func methods(path: String, allowed: String) async throws {
        try await Fixture.run { fixture in
            let answer = try await fixture.ask(path, .delete)
            #expect(answer.status == 405 && answer.headers[.allow] == allowed)
            let unknown = try await fixture.ask(path, try #require(HTTPRequest.Method("FETCH")))
            #expect(unknown.status == 404)
        }
    }

    @Test func theStylesheetIsKeptForLong() async throws {
        try await Fixture.run { fixture in
            let page = try await fixture.ask("/").text
            let name = try #require(page.firstMatch(of: /\/assets\/ledger-[0-9a-f]{16}\.css/)).output
            let style = try await fixture.ask(String(name))
            #expect(style.headers[.cacheControl] == "public, max-age=31536000, immutable")
            #expect(style.headers[.contentType] == "text/css; charset=utf-8")
            #expect(style.text.contains("--seal"))
            #expect(try await fixture.ask("/").headers[.cacheControl] == "no-cache")
        }
    }

    @Test func leavesOneLineInTheLogWithoutAddressQueryOrSecret() async throws {
        try await Fixture.run { fixture in
            _ = try await fixture.ask("/entries/0?secret=abc", headers: [.userAgent: "agent-x"])
            _ = try await fixture.ask("/api/announcements", .post, headers: [.authorization: "Bearer xyz"])
            _ = try await fixture.ask("/wp-login.php")
            let lines = fixture.log.lines.filter { $0.hasPrefix("request") }
            #expect(lines.count == 3)
            #expect(
                lines[0].contains("method=GET") && lines[0].contains("route=/entries/{number} status=200")
            )
            #expect(lines[1].contains("method=POST") && lines[1].contains("status=401"))
            #expect(lines[2].contains("route=NotFound status=404"))
            for secret in ["abc", "agent-x", "xyz", "wp-login"] { #expect(!lines.joined().contains(secret)) }
        }
    }

    @Test func aMistakeOfOursShowsANumberThatStandsInTheLog() async throws {
        try await Fixture.run { fixture in
            try await fixture.post("停水通知")
            try await fixture.office.store.close()
            let page = try await fixture.ask("/announcements/1?lang=en")
            #expect(page.status == 500)
            #expect(page.text.contains("c0ffee0001"))
            let line = try #require(fixture.log.lines.last)
            #expect(line.contains("cause=") && line.contains("error=c0ffee0001"))
            let ready = try await fixture.ask("/readyz")
            #expect(ready.status == 503)
            #expect(try ready.json["ready"] == .bool(false))
            #expect(try await fixture.ask("/healthz").text == "ok\n")
        }
    }
}
