import Catalog
import Hummingbird
import Ledger

/// `/api/v1/codes`: what the codes of the catalog mean today.
struct CodesAPI: Sendable {
    let office: Office

    private enum List: String, CaseIterable { case kinds, sources, categories, communities, units }

    var operations: [APIOperation] {
        [
            APIOperation(
                method: .get,
                path: "/codes/{list}",
                name: "listCodes",
                about:
                    "The codes of one sort that stand today, with their names; categories with the one above them, kinds with their sources and fields.",
                access: .anybody,
                parameters: [
                    .init(
                        name: "list",
                        shape: .choice(List.allCases.map(\.rawValue)),
                        about: "Which sort.",
                        isInPath: true
                    )
                ],
                answers: [(200, .named("Codes"), "The list.")],
                handle: list
            )
        ]
    }

    static let schemas: [(name: String, shape: Shape)] = [
        (
            "Codes",
            .object([
                .init(
                    "codes",
                    .list(
                        .object([
                            .init("code", .code, required: true), .init("name", .name, required: true),
                            .init("above", .code), .init("line", .code),
                            .init("sources", .list(.code, 0...1000)),
                            .init("fields", .list(.anything, 0...100)),
                        ]),
                        0...10_000
                    ),
                    required: true
                )
            ])
        )
    ]

    private func list(_ call: APICall) async throws -> Response {
        guard let list = List(rawValue: call.parameter("list")) else { throw Fault.noPage }
        let (catalog, day) = (office.catalog, office.today)
        let rows: [JSON.Object] =
            switch list {
            case .kinds: catalog.kinds(on: day).map { Self.json($0) }
            case .sources:
                catalog.sources.filter { $0.validity.contains(day) }.map { Self.json($0.code, $0.name) }
            case .categories:
                catalog.categories.filter { $0.validity.contains(day) }.map {
                    Self.json($0.code, $0.name, ["above": $0.parent.map { .code($0) }])
                }
            case .communities: catalog.communities(on: day).map { Self.json($0.code, $0.name) }
            case .units:
                catalog.units(on: day).map {
                    Self.json($0.code, $0.name, ["above": $0.parent.map { .code($0) }])
                }
            }
        return .json(["codes": .array(rows.map { .object($0) })])
    }

    private static func json(_ code: Code, _ name: LocalName, _ more: JSON.Object = [:]) -> JSON.Object {
        var json: JSON.Object = ["code": .code(code), "name": json(name)]
        for member in more.members { json[member.name] = member.value }
        return json
    }

    private static func json(_ name: LocalName) -> JSON {
        .object(["en": .string(name.en), "zh": .string(name.zh)])
    }

    private static func json(_ kind: MatterKind) -> JSON.Object {
        let fields = kind.fields.map { field -> JSON in
            var json: JSON.Object = [
                "code": .code(field.code), "name": json(field.name), "required": .bool(field.isRequired),
                "stage": .string(field.stage.rawValue),
            ]
            switch field.type {
            case .text: json["type"] = "text"
            case .day: json["type"] = "day"
            case .yesNo: json["type"] = "yes-no"
            case .number(let unit): (json["type"], json["unit"]) = ("number", .string(unit.rawValue))
            case .choice(let choices):
                json["type"] = "choice"
                json["choices"] = .array(choices.map { .object(self.json($0.code, $0.name)) })
            }
            return .object(json)
        }
        return json(
            kind.code,
            kind.name,
            ["fields": .array(fields), "line": .code(kind.line), "sources": .codes(kind.sources)]
        )
    }
}
