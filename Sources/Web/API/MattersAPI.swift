import Administration
import Casework
import Catalog
import Hummingbird
import Identity
import Ledger
import Storage
import Vault

/// `/api/v1/matters`: the staff's ledger, for programs that act for somebody of the staff.
struct MattersAPI: Sendable {
    let office: Office

    private static let rowLimit = 200
    /// In characters, of a search.
    fileprivate static let wordLimit = 100
    private static let id = APIOperation.Parameter(
        name: "id",
        shape: .id,
        about: "The matter's number.",
        isInPath: true
    )

    var operations: [APIOperation] {
        let done = Shape.named("Done")
        return [
            APIOperation(
                method: .get,
                path: "/matters",
                name: "listMatters",
                about:
                    "The ledger, filtered, or searched by words; page by page, the newest first unless order says otherwise.",
                access: .program(.readMatters),
                parameters: MatterQuestion.parameters + [
                    .init(name: "after", shape: .text(most: 40), about: "What the page before gave as next."),
                    .init(
                        name: "limit",
                        shape: .integer(1...Int64(Self.rowLimit)),
                        about: "Rows, 50 where it is left out."
                    ),
                ],
                answers: [(200, .named("MatterPage"), "A page of it.")],
                handle: list
            ),
            APIOperation(
                method: .get,
                path: "/matters/{id}",
                name: "getMatter",
                about:
                    "One matter: its state, clocks with their sums, history, what its reader may do now and why not the rest.",
                access: .program(.readMatters),
                parameters: [Self.id],
                answers: [(200, .named("Matter"), "The matter.")],
                handle: show
            ),
            APIOperation(
                method: .post,
                path: "/matters",
                name: "reportMatter",
                about: "Writes down what was reported, as a clerk does. Files are not taken here.",
                access: .program(.reportMatters),
                body: Self.report,
                answers: [(201, done, "It is in the ledger."), (200, done, "It was, by the same command.")],
                handle: report
            ),
            APIOperation(
                method: .post,
                path: "/matters/{id}/acts",
                name: "actOnMatter",
                about:
                    "Does one or more things to a matter, one after another, all or none. Files are not taken here.",
                access: .program(.handleMatters),
                parameters: [Self.id],
                body: .object([
                    .init(
                        "revision",
                        .integer(1...Limit.integer),
                        required: true,
                        "The matter's as it was read."
                    ),
                    .init("acts", .list(MatterActShape.shape, 1...MatterActShape.most), required: true),
                    .init("note", .text(most: Note.limit), "Why, how, or with what result."),
                ]),
                answers: [(200, done, "It is done.")],
                handle: act
            ),
            APIOperation(
                method: .post,
                path: "/matters/{id}/parts",
                name: "splitMatter",
                about: "Splits a task off a matter, which another unit handles.",
                access: .program(.handleMatters),
                parameters: [Self.id],
                body: .object([
                    .init("revision", .integer(1...Limit.integer), required: true),
                    .init("task", .text(most: Note.limit), required: true),
                    .init("lead", .code, required: true, "The unit."),
                ]),
                answers: [
                    (201, done, "The task is a matter of its own."),
                    (200, done, "It was, by the same command."),
                ],
                handle: split
            ),
        ]
    }

    static let schemas: [(name: String, shape: Shape)] = [
        (
            "MatterPage",
            .object([
                .init("matters", .list(.named("MatterRow"), 0...rowLimit), required: true),
                .init("next", .text(most: 40), "For after; absent at the end."),
            ])
        ), ("MatterRow", MatterRow.shape), ("Matter", MatterAnswer.shape),
        ("MatterEvent", MatterAnswer.historyShape),
        (
            "Done",
            .object([
                .init("matter", .id, required: true), .init("reference", .text(most: 40)),
                .init("stage", .choice(Matter.Stage.Name.allCases.map(\.rawValue)), required: true),
                .init("revision", .integer(1...Limit.integer), required: true),
                .init("entry", .id, required: true, "The first entry that it made."),
                .init("repeat", .flag, required: true, "Whether the same command had been done before."),
            ])
        ),
    ]

    private static let report = Shape.object([
        .init("kind", .code, required: true), .init("source", .code, required: true),
        .init(
            "points",
            .list(.text(most: 10_000), 1...MatterReported.pointLimit),
            required: true,
            "What is wrong, each thing for itself."
        ),
        .init("address", .text(most: Report.Words.addressLimit)), .init("community", .code),
        .init("category", .code), .init("dwelling", .flag, "Whether it is at somebody's home."),
        .init(
            "number",
            .text(most: MatterReported.outsideNumberLimit),
            "What it is called where it came from."
        ),
        .init("name", .text(most: Report.Words.nameLimit), "Sealed."),
        .init("telephone", .text(most: Report.Words.telephoneLimit), "Sealed."),
        .init("on_behalf", .flag, "Whether it was written down for somebody else."),
        MatterActShape.answers,
    ])

    private func list(_ call: APICall) async throws -> Response {
        let program = try call.program()
        try program.require(.seeMatters)
        // A form sends filters that were left alone as empty ones; a program leaves them out.
        for name in MatterQuestion.Name.allCases where name != .q {
            guard call.request.uri.queryParameters[Substring(name.rawValue)] != "" else {
                throw Fault.filter("")
            }
        }
        let question = try MatterQuestion(call.request, sight: program.sight(office.catalog))
        let limit = try Self.limit(call.request)
        // The document's limit; a search of the pages takes a longer one for what it can use of it.
        guard question.words.unicodeScalars.count <= Self.wordLimit else {
            throw Fault.filter(question.words)
        }
        let query: SearchQuery?
        do { query = question.words.isEmpty ? nil : try SearchQuery(question.words) } catch {
            throw Fault.filter(question.words)
        }
        let (rows, next) = try await office.read { reader -> ([MatterRow], String?) in
            if let query {
                var before: Matter.ID?
                if case .newest(let start)? = question.start { before = start }
                let found = try MatterSearch.page(
                    query,
                    question.filter,
                    before: before,
                    limit: limit,
                    reader
                )
                return (found.rows, found.next.map { "\($0)" })
            }
            let rows = try MatterList.page(
                question.filter,
                by: question.order,
                from: question.start,
                limit: limit + 1,
                reader
            )
            let page = Array(rows.prefix(limit))
            return (page, rows.count > limit ? page.last.map { question.place(after: $0) } : nil)
        }
        return .json([
            "matters": .array(rows.map { .object($0.json) }), "next": next.map { .string($0) },
        ])
    }

    private static func limit(_ request: Request) throws(Fault) -> Int {
        guard let text = request.uri.queryParameters["limit"].map(String.init) else { return 50 }
        guard let limit = Int64(exactly: text), (1...Int64(rowLimit)).contains(limit) else {
            throw .filter(text)
        }
        return Int(limit)
    }

    private func show(_ call: APICall) async throws -> Response {
        let program = try call.program()
        let (text, language) = (call.parameter("id"), call.language)
        return .json(
            try await office.read { [office] reader in
                let matter = try office.matter(text, program, reader)
                return try MatterAnswer(
                    matter: matter,
                    colleague: program,
                    office: office,
                    language: language
                )
                .json(reader)
            }
        )
    }

    private func report(_ call: APICall) async throws -> Response {
        let program = try call.program()
        let sent = call.sent
        guard let code = sent.text("kind").flatMap({ Code(rawValue: $0) }),
            let kind = office.catalog.kinds(on: program.today).first(where: { $0.code == code }),
            kind.reporters.contains(.staff)
        else {
            throw APIProblem(
                .words,
                call.language,
                at: "/kind",
                MatterWord.problemKind[call.language, sent.text("kind") ?? ""]
            )
        }
        do {
            let report = try ReportDesk.report(kind, try Self.form(sent), [])
            let rules = try office.matterRules
            let orders = KeyedOrders(office.store, try office.requireAccess().vault)
            let outcome = try await orders.perform(try call.command(), by: program.actor) {
                ReportMatter(report, key: $0, rules: rules)
            }
            return try await done(outcome, Matter.ID(rawValue: outcome.first.rawValue), isNew: true)
        } catch { throw APIProblem(error, Catalogued(office: office, kind: code), call.language) ?? error }
    }

    /// As the clerk's form has it: points stand apart by empty lines.
    private static func form(_ sent: [String: SentValue]) throws(Fault) -> FormBody {
        var fields = sent
        fields["points"] = nil
        fields["text"] = .text(points(sent.texts("points")))
        return try MatterActShape.body(fields)
    }

    static func points(_ points: [String]) -> String {
        points.map { point in
            // An empty line within a point would make two of it.
            point.split(separator: "\n").filter { $0.contains { !$0.isWhitespace } }.joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    private func act(_ call: APICall) async throws -> Response {
        let program = try call.program()
        let text = call.parameter("id")
        let forms = try call.sent.list("acts").map { value in
            guard case .object(let act) = value else { throw Fault.form }
            return try MatterActShape.form(act)
        }
        let (matter, name, resolved) = try await office.read { [office] reader in
            let matter = try office.matter(text, program, reader)
            let acts = Result {
                try forms.flatMap { try $0.form.acts($0.body, [], on: matter, program, reader) }
            }
            return (matter, try Matters.key(of: matter.id, reader), acts)
        }
        do {
            let acts = try resolved.get()
            let note = try call.sent.text("note").map { try Note($0) }
            let rules = try office.matterRules
            var answers: [Code: Report.FieldValue] = [:]
            for (form, body) in forms { answers.merge(try form.answers(body, on: matter, rules)) { $1 } }
            var key: NamedKey?
            if note != nil || answers.values.contains(where: \.isSealed), let name {
                key = try await office.requireAccess().vault.key(name)
            }
            let command = ActOnMatter(
                acts,
                on: matter.id,
                revision: Int(call.sent.integer("revision") ?? 0),
                note: note,
                answers: answers,
                key: key,
                rules: rules
            )
            let outcome = try await office.store.perform(
                Order(id: try call.command(), actor: program.actor, command: command)
            )
            return try await done(outcome, matter.id, isNew: false)
        } catch { throw try await problem(error, matter, call) }
    }

    private func split(_ call: APICall) async throws -> Response {
        let program = try call.program()
        let text = call.parameter("id")
        let matter = try await office.read { [office] in try office.matter(text, program, $0) }
        do {
            guard let lead = call.sent.text("lead").flatMap({ Code(rawValue: $0) }) else {
                throw MatterError.noRoute
            }
            let (task, rules) = (try Note(call.sent.text("task") ?? ""), try office.matterRules)
            let revision = Int(call.sent.integer("revision") ?? 0)
            let orders = KeyedOrders(office.store, try office.requireAccess().vault)
            let outcome = try await orders.perform(try call.command(), by: program.actor) {
                SplitMatter(task, of: matter.id, revision: revision, to: lead, key: $0, rules: rules)
            }
            return try await done(outcome, Matter.ID(rawValue: outcome.first.rawValue), isNew: true)
        } catch { throw try await problem(error, matter, call) }
    }

    /// What to say; where somebody else was faster, with what has happened since.
    private func problem(_ error: any Error, _ matter: Matter, _ call: APICall) async throws -> any Error {
        let about = Catalogued(office: office, kind: matter.origin.kind)
        guard var problem = APIProblem(error, about, call.language) else { return error }
        if case MatterError.changed(_, let revision) = error {
            let seen = Int(call.sent.integer("revision") ?? 0)
            let happened = try await office.read { reader in
                try Matters.history(of: matter.id, reader).dropFirst(seen).map {
                    JSON.object(try MatterAnswer.json($0, reader))
                }
            }
            problem.more = ["happened": .array(happened), "revision": .integer(Int64(revision))]
        }
        return problem
    }

    private func done(_ outcome: Outcome, _ id: Matter.ID, isNew: Bool) async throws -> Response {
        let matter = try await office.read { try Matters.state(id, $0) }
        guard let matter else { throw StorageError.damaged("matter \(id) is not where it was made") }
        let isMade = isNew && !outcome.isRepeat
        return .json(
            [
                "entry": .integer(outcome.first.rawValue), "matter": .integer(id.rawValue),
                "reference": matter.reference.map { .string($0.description) },
                "repeat": .bool(outcome.isRepeat), "revision": .integer(Int64(matter.revision)),
                "stage": .string(matter.stage.name.rawValue),
            ],
            status: isMade ? .created : .ok,
            headers: isMade ? [.location: "/api/v1/matters/\(id)"] : [:]
        )
    }
}

extension MatterQuestion {
    /// The filters for the document.
    static let parameters: [APIOperation.Parameter] = Name.allCases.map { name in
        let (shape, about): (Shape, String) =
            switch name {
            case .q: (.text(most: MattersAPI.wordLimit), "Words that stand in it.")
            case .state: (.choice(["open", "closed"]), "")
            case .stage:
                (
                    .choice(
                        Matter.Stage.Name.allCases.map(\.rawValue)
                            + Matter.Outcome.Name.allCases.map(\.rawValue)
                    ), "A stage, or an outcome."
                )
            case .kind, .source, .community, .category, .lead: (.code, "A code of the catalog.")
            case .overdue: (.choice(["yes"]), "Those past their limit only.")
            case .order: (.choice(MatterList.Order.allCases.map(\.rawValue)), "")
            }
        return .init(name: name.rawValue, shape: shape, about: about)
    }
}
