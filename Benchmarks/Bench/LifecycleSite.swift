import Administration
import Casework
import Foundation
import Hummingbird
import HummingbirdTesting
import Identity
import Ledger
import Logging
import Storage
import Web

/// The office's site with a network, and tokens of those through whose hands a matter goes.
struct LifecycleSite {
    let office: LifecycleOffice
    let clerk: String
    let verifier: String
    let handlers: [String]

    /// Nil where the site has no door for it.
    init?(_ office: LifecycleOffice) async throws {
        let names = ["matters:read", "matters:report", "matters:handle"]
        let scopes = names.compactMap { AccessGrant.Scope(rawValue: $0) }
        guard scopes.count == names.count else { return nil }
        let accounts = Accounts(
            store: office.store,
            vault: office.vault,
            hasher: PasswordHasher(random: .system)
        )
        let today = office.rules.zone.day(of: office.store.clock.now)
        func token(of actor: Actor) async throws -> String {
            guard let name = TokenName("bench"), let member = Staff.ID(actor),
                let made = try await accounts.makeToken(
                    of: member,
                    named: name,
                    scopes: Set(scopes),
                    through: today,
                    command: CommandID(UUID())
                )
            else { throw StorageError.failed("no token was made") }
            return made.text
        }
        self.office = office
        clerk = try await token(of: office.clerk)
        verifier = try await token(of: office.verifier)
        var handlers: [String] = []
        for handler in office.handlers { handlers.append(try await token(of: handler.actor)) }
        self.handlers = handlers
    }

    /// Serves while `body` is told its port.
    func serve(_ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        guard let key = SigningKey(newNamed: "bench.example") else { return }
        let access = Access(
            store: office.store,
            vault: office.vault,
            hasher: PasswordHasher(random: .system),
            isBehindProxy: false
        )
        let site = try Site(
            office: Office(
                store: office.store,
                catalog: office.catalog,
                key: key,
                token: nil,
                access: access
            ),
            logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        )
        try await site.application(host: "127.0.0.1", port: 0).test(.live) { client in
            guard let port = client.port else { throw StorageError.failed("the site has no port") }
            try await body(port)
        }
    }

    /// A lifecycle in five requests on one connection.
    ///
    /// - Parameter seen: Told of each answer and after how many seconds it came; a refused request is sent again.
    func lifecycle(
        _ number: Int64,
        _ connection: BenchConnection,
        seen: (BenchConnection.Answer, Double) -> Void
    ) throws {
        func ask(
            _ method: String,
            _ path: String,
            _ token: String,
            _ body: JSON.Object?
        ) throws -> [String: Any] {
            let key = body == nil ? nil : UUID().uuidString.lowercased()
            while true {
                let start = ContinuousClock.now
                let answer = try connection.ask(method, path, token: token, body, key: key)
                seen(answer, start.duration(to: .now).seconds)
                if answer.status == 503 {
                    usleep(100_000)
                    continue
                }
                guard answer.status == 200 || answer.status == 201,
                    let object = try? JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
                else {
                    let text = String(decoding: answer.body.prefix(500), as: UTF8.self)
                    throw StorageError.failed("\(method) \(path) answers \(answer.status): \(text)")
                }
                return object
            }
        }
        let report = try office.report(of: number)
        let made = try ask(
            "POST",
            "/api/v1/matters",
            clerk,
            [
                "kind": .string(report.kind.rawValue), "source": .string(report.source.rawValue),
                "points": .array(report.words.points.map { .string($0) }),
                "address": report.words.address.map { .string($0) },
                "community": report.place.community.map { .string($0.rawValue) },
                "category": report.place.category.map { .string($0.rawValue) },
            ]
        )
        guard let id = made["matter"] as? Int64, var revision = made["revision"] as? Int64 else {
            throw StorageError.failed("a report was answered without its number")
        }
        func act(_ acts: [JSON.Object], _ token: String, note: String? = nil) throws {
            let done = try ask(
                "POST",
                "/api/v1/matters/\(id)/acts",
                token,
                [
                    "acts": .array(acts.map { .object($0) }), "note": note.map { .string($0) },
                    "revision": .integer(revision),
                ]
            )
            guard let next = done["revision"] as? Int64, next > revision else {
                throw StorageError.failed("matter \(id) was not changed")
            }
            revision = next
        }
        let hand = Int(number) % handlers.count
        let unit = office.handlers[hand].unit
        try act([["act": "file"], ["act": "dispatch", "lead": .string(unit.rawValue)]], clerk)
        try act(
            [["act": "handle", "points": .array([1]), "for_reporter": true]],
            handlers[hand],
            note: "已到场处理。"
        )
        try act([["act": "verify", "on_site": true], ["act": "strike-off"]], verifier, note: "现场核查属实。")
        let query = "诉-2018-\(number)".addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let found = try ask("GET", "/api/v1/matters?limit=25&q=\(query)", clerk, nil)
        guard let rows = found["matters"] as? [Any], rows.count == 1 else {
            throw StorageError.failed("matter \(id) is not found by its words")
        }
    }
}
