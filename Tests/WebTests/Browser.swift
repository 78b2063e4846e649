import Administration
import Foundation
import HTTPTypes
import Identity
import Ledger
import Testing

/// A browser without scripts: it keeps cookies and fills in the forms that it finds.
final class Browser {
    private let fixture: Fixture
    private(set) var cookies: [String: String] = [:]
    /// Where it stands, for a site behind a proxy.
    private let address: String?

    init(_ fixture: Fixture, at address: String? = nil) {
        self.fixture = fixture
        self.address = address
    }

    /// Keeps a cookie as if the site had set it.
    func keep(_ name: String, _ value: String) { cookies[name] = value }

    /// One in which somebody with these roles has logged in and chosen a password.
    static func loggedIn(
        _ login: String,
        _ roles: Role...,
        at fixture: Fixture,
        telephone: String? = nil,
        unit: String = "general-office"
    ) async throws -> (browser: Browser, id: Staff.ID) {
        let day = fixture.zone.day(of: Fixture.start)
        let grants = roles.map { Grant($0, units: .every, lines: .every, from: day)! }
        return try await loggedIn(login, grants: grants, at: fixture, telephone: telephone, unit: unit)
    }

    static func loggedIn(
        _ login: String,
        grants: [Grant],
        at fixture: Fixture,
        telephone: String? = nil,
        unit: String = "general-office"
    ) async throws -> (browser: Browser, id: Staff.ID) {
        let made = try await fixture.accounts.add(
            Login(rawValue: login)!,
            StaffPerson(name: "\(login) 某", telephone: telephone),
            unit: Code(rawValue: unit)!,
            grants: grants,
            command: CommandID(UUID()),
            by: .console
        )
        let browser = Browser(fixture)
        let oneTime = try #require(made.oneTimePassword)
        let answer = try await browser.logIn(login, oneTime)
        #expect(answer.headers[.location] == "/account/password")
        let chosen = try await browser.submit(
            "/account/password",
            ["present": oneTime, "new": password, "again": password]
        )
        #expect(chosen.headers[.location] == "/account")
        return (browser, made.id)
    }

    static let password = "correct horse battery 77"

    func logIn(_ login: String, _ password: String) async throws -> Answer {
        try await submit("/sign-in", ["login": login, "password": password])
    }

    func get(_ path: String) async throws -> Answer { try await ask(path, .get) }

    /// Fills in the form that `action` answers, as `page` shows it, and sends it.
    func submit(
        _ action: String,
        on page: String? = nil,
        _ typed: [String: String] = [:]
    ) async throws -> Answer {
        let shown = try await get(page ?? action)
        var fields = try #require(hidden(of: action, in: shown.text), "no form for \(action)")
        fields.merge(typed) { $1 }
        return try await send(action, fields)
    }

    func send(_ action: String, _ fields: [String: String]) async throws -> Answer {
        let body = fields.map { "\(Self.escaped($0))=\(Self.escaped($1))" }.joined(separator: "&")
        return try await ask(action, .post, body: body)
    }

    /// A file as a form sends it.
    struct Upload {
        let name: String
        let bytes: [UInt8]
    }

    /// Fills in a form with files, as `page` shows it, and sends it; what is ticked on it is sent too.
    func submit(
        _ action: String,
        _ typed: [String: String],
        files: [Upload],
        shown: String? = nil
    ) async throws -> Answer {
        let page = if let shown { shown } else { try await get(action).text }
        var fields = try #require(hidden(of: action, in: page), "no form for \(action)")
        fields.merge(typed) { $1 }
        return try await send(action, fields, files: files)
    }

    /// The fields come first, as on our pages, unless `isReversed`.
    func send(
        _ action: String,
        _ fields: [String: String],
        files: [Upload],
        isReversed: Bool = false
    ) async throws -> Answer {
        let boundary = "X\(UUID().uuidString)"
        let texts = fields.map { name, value in
            Array(
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8
            )
        }
        let parts = files.map { file in
            Array(
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(file.name)\"\r\nContent-Type: application/x-claimed\r\n\r\n"
                    .utf8
            ) + file.bytes + Array("\r\n".utf8)
        }
        let body =
            (isReversed ? parts + texts : texts + parts).flatMap { $0 } + Array("--\(boundary)--\r\n".utf8)
        return try await ask(action, .post, "multipart/form-data; boundary=\(boundary)", body)
    }

    /// The hidden fields of a form, all those that the page brings for it.
    func hidden(of action: String, in html: String) -> [String: String]? {
        guard let start = html.range(of: "action=\"\(action)\"") else { return nil }
        let form = html[start.upperBound...].prefix { _ in true }
        let end = form.range(of: "</form>")?.lowerBound ?? form.endIndex
        var fields: [String: String] = [:]
        for match in form[..<end].matches(of: /type="hidden" name="([^"]*)" value="([^"]*)"/) {
            fields[String(match.1)] = String(match.2)
        }
        for match in form[..<end].matches(of: /type="checkbox" name="([^"]*)" value="([^"]*)" checked/) {
            fields[String(match.1)] = String(match.2)
        }
        return fields
    }

    func ask(
        _ path: String,
        _ method: HTTPRequest.Method,
        body: String? = nil
    ) async throws -> Answer {
        try await ask(path, method, "application/x-www-form-urlencoded", body.map { Array($0.utf8) })
    }

    private func ask(
        _ path: String,
        _ method: HTTPRequest.Method,
        _ type: String,
        _ body: [UInt8]?
    ) async throws -> Answer {
        var headers: HTTPFields = [.cookie: cookies.map { "\($0)=\($1)" }.joined(separator: "; ")]
        if body != nil { headers[.contentType] = type }
        if let address, let name = HTTPField.Name("X-Forwarded-For") { headers[name] = address }
        let answer = try await fixture.ask(path, method, headers: headers, bytes: body)
        for header in answer.headers[values: .setCookie] {
            let pair = header.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
            guard let name = pair.first else { continue }
            cookies[String(name)] = pair.count > 1 ? String(pair[1]) : nil
        }
        return answer
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.".utf8.contains(byte)
                ? String(decoding: [byte], as: UTF8.self) : "%" + String(format: "%02X", byte)
        }.joined()
    }
}
