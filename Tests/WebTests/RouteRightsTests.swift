import Administration
import Catalog
import Foundation
import HTTPTypes
import Identity
import Ledger
import Storage
import Testing
import Web

/// Every route is asked as everybody there can be, and must answer as the table of rights says.
///
/// A route without a line here fails, so whoever adds one says whom it is for.
@Suite("Every route")
struct RouteRightsTests {
    private enum Door {
        case everybody
        /// Whoever has not logged in; others are led to their account.
        case strangers
        case staff
        case having(Right)
        /// Whoever shows the operator's token.
        case programs
    }

    private struct Line {
        let door: Door
        /// Addresses of the route; `{id}` is somebody's account, with a telephone number that is sealed.
        let places: [String]
        /// What is answered to whoever may ask: the page, or to a form without its fields that it is none.
        let answer: Int

        init(_ door: Door, _ places: String..., answer: Int = 200) {
            self.door = door
            self.places = places
            self.answer = answer
        }
    }

    private static let lines: [String: Line] = [
        "GET /": Line(.everybody, "/"),
        "GET /report": Line(.everybody, "/report"),
        "POST /report": Line(.everybody, "/report", answer: 400),
        "POST /report/similar": Line(.everybody, "/report/similar", answer: 400),
        "GET /report/done": Line(.everybody, "/report/done", answer: 404),
        "GET /follow": Line(.everybody, "/follow"),
        "POST /follow": Line(.everybody, "/follow", answer: 400),
        // Whoever lacks the code word is led to where it is asked for.
        "GET /follow/:id": Line(.everybody, "/follow/1", answer: 303),
        "POST /follow/:id": Line(.everybody, "/follow/1", answer: 303),
        "GET /follow/:id/receipt": Line(.everybody, "/follow/1/receipt", answer: 303),
        "GET /follow/:id/qr": Line(.everybody, "/follow/1/qr"),
        "GET /desk": Line(.having(.seeMatters), "/desk"),
        "GET /matters": Line(.having(.seeMatters), "/matters"),
        "GET /matters/table.xlsx": Line(.having(.seeMatters), "/matters/table.xlsx"),
        "GET /matters/table.csv": Line(
            .having(.seeMatters),
            "/matters/table.csv?state=open&q=%E5%9E%83%E5%9C%BE"
        ),
        "GET /matters/breaches": Line(
            .having(.seeMatters),
            "/matters/breaches",
            "/matters/breaches?rule=silence&asked=unit:enforcement-team"
        ),
        "POST /matters/similar": Line(.having(.reportMatter), "/matters/similar?kind=report", answer: 400),
        "GET /matters/new": Line(
            .having(.reportMatter),
            "/matters/new",
            "/matters/new?kind=report"
        ),
        "POST /matters/new": Line(.having(.reportMatter), "/matters/new", answer: 400),
        // What somebody may not see is not there.
        "GET /matters/:id": Line(.staff, "/matters/1", answer: 404),
        "GET /matters/:id/files/:entry/:hash": Line(.staff, "/matters/1/files/1/00", answer: 404),
        "GET /matters/:id/file.pdf": Line(.staff, "/matters/1/file.pdf", answer: 404),
        "GET /matters/:id/file.html": Line(.staff, "/matters/1/file.html", answer: 404),
        "GET /matters/:id/papers/new": Line(.staff, "/matters/1/papers/new", answer: 404),
        "POST /matters/:id/papers/new": Line(.staff, "/matters/1/papers/new", answer: 404),
        "GET /matters/:id/papers/:paper": Line(
            .staff,
            "/matters/1/papers/2",
            "/matters/1/papers/2.pdf",
            answer: 404
        ),
        "GET /matters/:id/papers/:paper/:act": Line(.staff, "/matters/1/papers/2/sign", answer: 404),
        "POST /matters/:id/papers/:paper/:act": Line(.staff, "/matters/1/papers/2/sign", answer: 404),
        "GET /matters/:id/:act": Line(.staff, "/matters/1/file", "/matters/1/none", answer: 404),
        "POST /matters/:id/:act": Line(.staff, "/matters/1/file", "/matters/1/none", answer: 404),
        "GET /announcements": Line(.everybody, "/announcements"),
        "GET /announcements/:id": Line(.everybody, "/announcements/1"),
        "GET /announcements/new": Line(.having(.postAnnouncement), "/announcements/new"),
        "POST /announcements/new": Line(.having(.postAnnouncement), "/announcements/new", answer: 400),
        "GET /announcements/plans": Line(.having(.postAnnouncement), "/announcements/plans"),
        "POST /announcements/plans/:id": Line(
            .having(.postAnnouncement),
            "/announcements/plans/1",
            answer: 400
        ),
        "GET /announcements/plans/:id/files/:hash": Line(
            .having(.postAnnouncement),
            "/announcements/plans/1/files/00",
            answer: 404
        ),
        "GET /announcements/:id/correction": Line(
            .having(.correctAnnouncement),
            "/announcements/1/correction"
        ),
        "POST /announcements/:id/correction": Line(
            .having(.correctAnnouncement),
            "/announcements/1/correction",
            answer: 400
        ),
        "GET /announcements/:id/withdrawal": Line(
            .having(.withdrawAnnouncement),
            "/announcements/1/withdrawal"
        ),
        "POST /announcements/:id/withdrawal": Line(
            .having(.withdrawAnnouncement),
            "/announcements/1/withdrawal",
            answer: 400
        ),
        "GET /announcements/:id/files/:hash": Line(.everybody, "/announcements/1/files/00", answer: 404),
        "GET /deadlines": Line(.everybody, "/deadlines"),
        "GET /calendar": Line(.everybody, "/calendar"),
        "GET /account/programs": Line(.staff, "/account/programs"),
        "POST /account/programs": Line(.staff, "/account/programs", answer: 400),
        "POST /account/programs/revoke": Line(.staff, "/account/programs/revoke", answer: 400),
        "GET /figures": Line(.everybody, "/figures"),
        "GET /figures/:id": Line(.everybody, "/figures/announcements-posted?year=2018"),
        "GET /report/:year": Line(.everybody, "/report/2018"),
        "GET /entries": Line(.everybody, "/entries"),
        "GET /entries/:number": Line(.everybody, "/entries/0"),
        "GET /entries/:number/receipt": Line(.everybody, "/entries/0/receipt"),
        "GET /checkpoint": Line(.everybody, "/checkpoint"),
        "GET /tile/**": Line(.everybody, "/tile/0/000.p/1", "/tile/entries/000.p/1"),
        "GET /sign-in": Line(.strangers, "/sign-in"),
        "POST /sign-in": Line(.everybody, "/sign-in", answer: 400),
        "POST /sign-out": Line(.staff, "/sign-out", answer: 400),
        "GET /account": Line(.staff, "/account"),
        "POST /account/sessions": Line(.staff, "/account/sessions", answer: 400),
        "GET /account/password": Line(.staff, "/account/password"),
        "POST /account/password": Line(.staff, "/account/password", answer: 400),
        "GET /account/second-factor": Line(.staff, "/account/second-factor"),
        "POST /account/second-factor": Line(.staff, "/account/second-factor", answer: 400),
        "GET /staff": Line(.staff, "/staff"),
        "GET /staff/new": Line(.having(.manageAccounts), "/staff/new"),
        "POST /staff/new": Line(.having(.manageAccounts), "/staff/new", answer: 400),
        "GET /staff/:id": Line(.staff, "/staff/{id}"),
        "POST /staff/:id/:act": Line(
            .having(.manageAccounts),
            "/staff/{id}/change",
            "/staff/{id}/grant",
            "/staff/{id}/revoke",
            "/staff/{id}/password",
            "/staff/{id}/second-factor",
            "/staff/{id}/sessions",
            "/staff/{id}/session",
            "/staff/{id}/token",
            "/staff/{id}/end",
            "/staff/{id}/return",
            answer: 400
        ),
        "GET /catalog": Line(.staff, "/catalog"),
        "GET /catalog/adoptions/:entry": Line(.staff, "/catalog/adoptions/0", answer: 404),
        "GET /catalog/next": Line(.having(.adoptCatalog), "/catalog/next"),
        "POST /catalog/next": Line(.having(.adoptCatalog), "/catalog/next", answer: 400),
        "GET /openings": Line(.having(.seeOpenings), "/openings"),
        "GET /open/:entry/:field": Line(.having(.openSealed), "/open/{id}/telephone"),
        "POST /open/:entry/:field": Line(.having(.openSealed), "/open/{id}/telephone", answer: 400),
        "POST /api/announcements": Line(.programs, "/api/announcements"),
        "POST /api/announcements/:id/correction": Line(.programs, "/api/announcements/1/correction"),
        "POST /api/announcements/:id/withdrawal": Line(.programs, "/api/announcements/1/withdrawal"),
        "GET /healthz": Line(.everybody, "/healthz"),
        "GET /readyz": Line(.everybody, "/readyz"),
        "GET /assets/:name": Line(.everybody, "/assets/none", answer: 404),
        "GET /api": Line(.everybody, "/api"),
        "GET /api/v1/openapi.json": Line(.everybody, "/api/v1/openapi.json"),
        "POST /api/v1/reports": Line(.everybody, "/api/v1/reports", answer: 400),
        // Whoever lacks the code word is told that he does.
        "GET /api/v1/reports/:number": Line(.everybody, "/api/v1/reports/1", answer: 401),
        "POST /api/v1/reports/:number/acts": Line(.everybody, "/api/v1/reports/1/acts", answer: 400),
        "GET /api/v1/reports/:number/receipt": Line(.everybody, "/api/v1/reports/1/receipt", answer: 401),
        "GET /api/v1/codes/:list": Line(.everybody, "/api/v1/codes/kinds", "/api/v1/codes/units"),
        "GET /api/v1/matters": Line(.programs, "/api/v1/matters"),
        "GET /api/v1/matters/:id": Line(.programs, "/api/v1/matters/1"),
        "POST /api/v1/matters": Line(.programs, "/api/v1/matters"),
        "POST /api/v1/matters/:id/acts": Line(.programs, "/api/v1/matters/1/acts"),
        "POST /api/v1/matters/:id/parts": Line(.programs, "/api/v1/matters/1/parts"),
    ]

    /// What somebody with this role, or with none, or a stranger, is answered.
    private enum Visitor: CustomStringConvertible {
        case stranger
        case member(Role?)

        var description: String {
            switch self {
            case .stranger: "a stranger"
            case .member(let role): role?.rawValue ?? "a member without a role"
            }
        }

        func expected(_ line: Line) -> Int {
            switch (line.door, self) {
            case (.everybody, _), (.staff, .member), (.strangers, .stranger): line.answer
            case (.strangers, .member), (.staff, .stranger), (.having, .stranger): 303
            case (.having(let right), .member(let role)): may(right, role) ? line.answer : 403
            case (.programs, _): 401
            }
        }

        private func may(_ right: Right, _ role: Role?) -> Bool {
            guard let role else { return false }
            if case .none = RightsTable.reach(of: role, for: right) { return false }
            return true
        }
    }

    @Test("has a line here that says whom it is for")
    func complete() async throws {
        try await Fixture.run { fixture in
            let routes = fixture.site.routes.map { "\($0.method) \($0.path)" }
            #expect(Set(routes) == Set(Self.lines.keys))
        }
    }

    @Test("answers whom it is for and nobody else, and without a form changes nothing")
    func rights() async throws {
        try await Fixture.run { fixture in
            try await fixture.post("停水通知")
            let (_, id) = try await Browser.loggedIn("wang", at: fixture, telephone: "13800138000")
            var visitors: [(Visitor, Browser)] = [(.stranger, Browser(fixture))]
            visitors.append((.member(nil), try await Browser.loggedIn("nobody", at: fixture).browser))
            for role in Role.allCases {
                let browser = try await Browser.loggedIn("a.\(role)", role, at: fixture).browser
                visitors.append((.member(role), browser))
            }
            _ = try await fixture.ask("/checkpoint")
            let before = try await fixture.office.store.read { try Head($0).size }
            for route in fixture.site.routes {
                let line = try #require(Self.lines["\(route.method) \(route.path)"], "\(route.path)")
                for (visitor, browser) in visitors {
                    for place in line.places {
                        let path = place.replacing("{id}", with: "\(id)")
                        let answer = try await browser.ask(path, route.method)
                        #expect(
                            answer.status == visitor.expected(line),
                            "\(visitor): \(route.method) \(path)"
                        )
                        if case .stranger = visitor, answer.status == 303, line.answer != 303,
                            path != "/sign-out"
                        {
                            #expect(answer.headers[.location]?.hasPrefix("/sign-in") == true, "\(path)")
                        }
                    }
                }
            }
            let after = try await fixture.office.store.read { try Head($0).size }
            #expect(after == before)
        }
    }

    @Test("that takes forms only does nothing when it is just looked at")
    func looking() async throws {
        try await Fixture.run { fixture in
            let (browser, id) = try await Browser.loggedIn("admin", .administrator, at: fixture)
            let (clerk, other) = try await Browser.loggedIn("wang", .handler, at: fixture)
            let before = try await fixture.office.store.read { try Head($0).size }
            let pages = fixture.site.routes.filter { $0.method == .get }.map(\.path)
            for route in fixture.site.routes where route.method == .post {
                let line = try #require(Self.lines["POST \(route.path)"])
                for place in line.places {
                    for method in [HTTPRequest.Method.get, .head, .put, .patch, .delete, .options] {
                        let path = place.replacing("{id}", with: "\(other)")
                        let answer = try await browser.ask(path + "?revision=0&session=others", method)
                        let isPage = pages.contains(route.path) && (method == .get || method == .head)
                        if !isPage { #expect(answer.status == 405, "\(method) \(path)") }
                        if method == .head { #expect(answer.bytes.isEmpty) }
                    }
                }
            }
            #expect(try await clerk.get("/account").status == 200)
            #expect(try await browser.get("/staff/\(id)").status == 200)
            let after = try await fixture.office.store.read { try Head($0).size }
            #expect(after == before)
        }
    }
}
