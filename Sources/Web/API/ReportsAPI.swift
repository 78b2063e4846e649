import Casework
import Catalog
import Hummingbird
import Identity
import Ledger
import Storage
import Vault

/// `/api/v1/reports`: what residents can do on the pages, for programs of others.
struct ReportsAPI: Sendable {
    let office: Office
    let follow: FollowController
    let gate: ReportGate

    private static let number = APIOperation.Parameter(
        name: "number",
        shape: .text(most: 40),
        about: "The report's number or reference.",
        isInPath: true
    )

    var operations: [APIOperation] {
        [
            APIOperation(
                method: .post,
                path: "/reports",
                name: "report",
                about:
                    "Reports what is wrong. The code word is told again to whoever repeats the same request.",
                access: .anybody,
                body: .object([
                    .init(
                        "points",
                        .list(.text(most: 10_000), 1...MatterReported.pointLimit),
                        required: true,
                        "What is wrong, each thing for itself."
                    ),
                    .init("address", .text(most: Report.Words.addressLimit)), .init("community", .code),
                    .init("category", .code),
                    .init("dwelling", .flag, "Whether it is at somebody's home."),
                    .init("name", .text(most: Report.Words.nameLimit), "Sealed; for questions only."),
                    .init(
                        "telephone",
                        .text(most: Report.Words.telephoneLimit),
                        "Sealed; for questions only."
                    ),
                ]),
                answers: [
                    (201, .named("Received"), "It is in the ledger."),
                    (200, .named("Received"), "It was, by the same command."),
                ],
                handle: report
            ),
            APIOperation(
                method: .get,
                path: "/reports/{number}",
                name: "followReport",
                about: "What has become of a report.",
                access: .reporter,
                parameters: [Self.number],
                answers: [(200, .named("Report"), "The report.")],
                handle: show
            ),
            APIOperation(
                method: .post,
                path: "/reports/{number}/acts",
                name: "actOnReport",
                about:
                    "What its reporter does about it: urge, add, say whether the end satisfies, have it opened again, withdraw.",
                access: .reporter,
                parameters: [Self.number],
                body: .object([
                    .init("act", .choice(FollowAct.allCases.map(\.rawValue)), required: true),
                    .init("note", .text(most: Note.limit)),
                ]),
                answers: [(200, .named("Report"), "It is done; the report as it stands.")],
                handle: act
            ),
            APIOperation(
                method: .get,
                path: "/reports/{number}/receipt",
                name: "getReceipt",
                about:
                    "Proves that the report is in the ledger: exact bytes, salt, path and signed checkpoint.",
                access: .reporter,
                parameters: [Self.number],
                answers: [(200, .anything, "A receipt (jiedao-receipt/1).")],
                handle: receipt
            ),
        ]
    }

    static let schemas: [(name: String, shape: Shape)] = [
        (
            "Received",
            .object([
                .init("number", .id, required: true),
                .init("code_word", .text(most: 20), required: true, "With the number, it opens the report."),
                .init("follow", .text(most: 100), required: true),
                .init("due", .instant, "Until when the office answers."),
                .init("repeat", .flag, required: true),
            ])
        ),
        (
            "Report",
            .object([
                .init("number", .id, required: true), .init("reference", .text(most: 40)),
                .init("stage", .choice(Matter.Stage.Name.allCases.map(\.rawValue)), required: true),
                .init("outcome", .choice(Matter.Outcome.Name.allCases.map(\.rawValue))),
                .init("state", .text(most: 200), required: true, "In words."),
                .init("due", .instant), .init("points", .list(.anything, 0...20), required: true),
                .init("history", .list(.anything, 0...100_000), required: true),
                .init(
                    "acts",
                    .list(.choice(FollowAct.allCases.map(\.rawValue)), 0...20),
                    required: true,
                    "What its reporter can do now."
                ),
            ])
        ),
    ]

    private func report(_ call: APICall) async throws -> Response {
        let access = try office.requireAccess()
        let (now, command) = (office.store.clock.now, try call.command())
        try admit(call, access, at: now)
        guard let kind = Street.kind("", office) else { throw Fault.noPage }
        do {
            var fields = call.sent
            fields["points"] = nil
            fields["text"] = .text(MattersAPI.points(call.sent.texts("points")))
            let body = try MatterActShape.body(fields)
            let rules = try office.matterRules
            var made: CodeWord?
            let orders = KeyedOrders(office.store, access.vault)
            let outcome = try await orders.perform(command, by: .resident) { key in
                guard let code = Self.codeWord(key, command) else { throw Fault.noPage }
                made = code
                let report = try StreetController.report(body, kind, code, office)
                return ReportMatter(report, key: key, rules: rules)
            }
            guard let code = made else { throw Fault.noPage }
            return try await received(outcome, code, command, access)
        } catch {
            throw APIProblem(error, Catalogued(office: office, kind: kind.kind.code), call.language) ?? error
        }
    }

    /// Whatever comes in without an account counts together.
    private func admit(_ call: APICall, _ access: Access, at now: Instant) throws {
        guard let until = gate.wait(call.context.block(call.request, access), at: now) else { return }
        throw APIProblem(wait: Problem.seconds(until, from: now), call.language)
    }

    private func received(
        _ outcome: Outcome,
        _ code: CodeWord,
        _ command: CommandID,
        _ access: Access
    ) async throws -> Response {
        let id = Matter.ID(rawValue: outcome.first.rawValue)
        let (matter, name) = try await office.read {
            (try Matters.state(id, $0), try Matters.key(of: id, $0))
        }
        var word: CodeWord? = code
        // The first request's key made the word that the ledger knows.
        if outcome.isRepeat {
            guard let name else { throw Fault.noMatter("\(id)") }
            word = Self.codeWord(try await access.vault.key(name), command)
        }
        return .json(
            [
                "code_word": word.map { .string($0.text) },
                "due": matter?.clocks[.answer]?.term.due.map { .string($0.instant.description) },
                "follow": .string("/follow?number=\(id)"), "number": .integer(id.rawValue),
                "repeat": .bool(outcome.isRepeat),
            ],
            status: outcome.isRepeat ? .ok : .created,
            headers: outcome.isRepeat ? [:] : [.location: "/api/v1/reports/\(id)"]
        )
    }

    /// It follows from the report's own key, so that nothing else has to be kept to tell it again.
    private static func codeWord(_ key: NamedKey, _ command: CommandID) -> CodeWord? {
        CodeWord(bytes: key.key.derived(for: "code word \(command)"))
    }

    /// The report that the address names, for whoever sends its code word; how many tries there are is bounded as for passwords.
    private func opened(_ call: APICall) async throws -> Matter.ID {
        let access = try office.requireAccess()
        guard let word = call.request.headers[.codeWord] else {
            throw APIProblem(.noCodeWord, call.language)
        }
        let typed = call.parameter("number").filter { !$0.isWhitespace }
        let now = office.store.clock.now
        let named = try await follow.named(typed)
        let attempt = try follow.attempt(named, typed: String(typed), call.request, call.context)
        if case .wait(let until) = try await access.vault.begin(attempt, at: now) {
            throw APIProblem(wait: Problem.seconds(until, from: now), call.language)
        }
        guard let code = CodeWord(word),
            let id = try await follow.checked(named, code)
        else { throw APIProblem(.codeWord, call.language) }
        try await access.vault.succeeded(attempt)
        return id
    }

    private func show(_ call: APICall) async throws -> Response {
        try await answer(try await opened(call), call)
    }

    private func act(_ call: APICall) async throws -> Response {
        let id = try await opened(call)
        try admit(call, try office.requireAccess(), at: office.store.clock.now)
        guard let act = call.sent.text("act").flatMap({ FollowAct(rawValue: $0) }) else { throw Fault.form }
        let (name, kind) = try await office.read {
            (try Matters.key(of: id, $0), try Matters.state(id, $0)?.origin.kind)
        }
        guard let kind else { throw Fault.noMatter("\(id)") }
        do {
            let note = try call.sent.text("note").map { try Note($0) }
            var key: NamedKey?
            if note != nil, let name { key = try await office.requireAccess().vault.key(name) }
            let command = ActOnMatter(
                [act.act],
                on: id,
                revision: nil,
                note: note,
                key: key,
                rules: try office.matterRules
            )
            _ = try await office.store.perform(
                Order(id: try call.command(), actor: .reporter(of: id), command: command)
            )
        } catch { throw APIProblem(error, Catalogued(office: office, kind: kind), call.language) ?? error }
        return try await answer(id, call)
    }

    private func receipt(_ call: APICall) async throws -> Response {
        try await follow.receipt(of: try await opened(call))
    }

    private func answer(_ id: Matter.ID, _ call: APICall) async throws -> Response {
        let language = call.language
        return .json(
            try await office.read { [office] reader in
                guard let matter = try Matters.state(id, reader) else { throw Fault.noMatter("\(id)") }
                let points = try Matters.words(of: id, reader)?.points ?? []
                let view = ReporterView(matter, office, language)
                let (due, steps) = (view.due, try view.course(reader))
                return [
                    "acts": .array(try FollowAct.allowed(on: matter, office).map { .string($0.rawValue) }),
                    "due": due.map { .string($0.description) },
                    "history": .array(
                        steps.map {
                            .object([
                                "note": $0.note.map { .string($0) }, "time": .string($0.time),
                                "what": .string($0.label),
                            ])
                        }
                    ), "number": .integer(id.rawValue),
                    "outcome": matter.stage.outcome.map { .string($0.name.rawValue) },
                    "points": .array(
                        zip(points, matter.answered).map {
                            .object(["answered": .bool($0.1), "text": .string($0.0)])
                        }
                    ), "reference": matter.reference.map { .string($0.description) },
                    "stage": .string(matter.stage.name.rawValue),
                    "state": .string(view.state),
                ]
            }
        )
    }
}

extension APIProblem {
    init(wait seconds: Int64, _ language: Language) {
        self.init(.wait, language, "\(seconds)")
        headers[.retryAfter] = "\(seconds)"
    }
}
