import HTTPTypes
import Identity
import Ledger

/// The document of the interface (OpenAPI 3.1), made from the same table as its routes.
struct OpenAPIDocument {
    let operations: [APIOperation]
    let schemas: [(name: String, shape: Shape)]
    let origin: String

    var json: JSON.Object {
        var paths = JSON.Object()
        for (path, operations) in Dictionary(grouping: operations, by: \.path) {
            var methods = JSON.Object()
            for operation in operations {
                methods[operation.method.rawValue.lowercased()] = .object(json(operation))
            }
            paths["/api/v1\(path)"] = .object(methods)
        }
        return [
            "components": .object(components),
            "info": .object([
                "description":
                    "Reports and matters of a subdistrict office. A request that writes carries a UUID in Idempotency-Key and is done once however often it is sent.",
                "title": .string("Jiedao: \(origin)"), "version": "1",
            ]), "openapi": "3.1.0", "paths": .object(paths),
        ]
    }

    private var components: JSON.Object {
        var named = JSON.Object()
        for (name, shape) in schemas { named[name] = .object(shape.schema(isClosed: false)) }
        named["Problem"] = .object(Self.problem.schema(isClosed: false))
        let headers: JSON.Object = [
            "code_word": .object(["in": "header", "name": "Code-Word", "type": "apiKey"]),
            "token": .object(["scheme": "bearer", "type": "http"]),
        ]
        return ["schemas": .object(named), "securitySchemes": .object(headers)]
    }

    private static let problem = Shape.object([
        .init("type", .format("uri-reference", pattern: nil), required: true),
        .init("title", .text(most: 200), required: true),
        .init("status", .integer(400...599), required: true),
        .init("detail", .text(most: 4000), required: true),
        .init("code", .code, required: true),
        .init(
            "errors",
            .list(
                .object([
                    .init("pointer", .text(most: 1000), required: true),
                    .init("detail", .text(most: 4000), required: true),
                ]),
                0...20
            )
        ),
        .init(
            "happened",
            .list(.named("MatterEvent"), 0...100_000),
            "What came in between, where a revision is old."
        ),
        .init("revision", .integer(1...Limit.integer)),
    ])

    private func json(_ operation: APIOperation) -> JSON.Object {
        var parameters = operation.parameters.map { parameter -> JSON in
            .object([
                "description": parameter.about.isEmpty ? nil : .string(parameter.about),
                "in": .string(parameter.isInPath ? "path" : "query"), "name": .string(parameter.name),
                "required": parameter.isInPath ? .bool(true) : nil,
                "schema": .object(parameter.shape.schema(isClosed: true)),
            ])
        }
        if operation.body != nil {
            parameters.append(
                .object([
                    "description": "Under which it is done once.", "in": "header", "name": "Idempotency-Key",
                    "required": true, "schema": .object(Shape.uuid.schema(isClosed: true)),
                ])
            )
        }
        var responses = JSON.Object()
        for (status, shape, about) in operation.answers {
            responses["\(status)"] = .object([
                "content": .object([
                    "application/json": .object(["schema": .object(shape.schema(isClosed: false))])
                ]), "description": .string(about),
            ])
        }
        for status in statuses(operation) {
            responses["\(status.code)"] = .object([
                "content": .object([
                    "application/problem+json": .object([
                        "schema": .object(["$ref": "#/components/schemas/Problem"])
                    ])
                ]), "description": .string(status.about),
            ])
        }
        return [
            "description": .string(operation.about), "operationId": .string(operation.name),
            "parameters": parameters.isEmpty ? nil : .array(parameters),
            "requestBody": operation.body.map { body in
                .object([
                    "content": .object([
                        "application/json": .object(["schema": .object(body.schema(isClosed: true))])
                    ]), "required": true,
                ])
            }, "responses": .object(responses), "security": security(operation.access),
            "summary": .string(operation.about.prefix { $0 != "." && $0 != ":" && $0 != ";" } + "."),
        ]
    }

    private func security(_ access: APIOperation.Access) -> JSON? {
        switch access {
        case .anybody: nil
        case .reporter: .array([.object(["code_word": .array([])])])
        case .program: .array([.object(["token": .array([])])])
        }
    }

    private func statuses(_ operation: APIOperation) -> [(code: Int, about: String)] {
        var statuses: [(Int, String)] = [
            (400, "The request cannot be read."),
            (404, "There is no such thing, or whoever asks may not see it."),
            (503, "Not now; ask again after Retry-After seconds."),
        ]
        if operation.body != nil {
            statuses += [
                (408, "The body did not come in time."),
                (409, "It cannot be done as things stand, or the key was used for something else."),
                (413, "The body is too large."), (415, "The body is not JSON."),
                (422, "The body says something that cannot be taken; errors tells where."),
            ]
        }
        switch operation.access {
        case .anybody: if operation.body != nil { statuses.append((429, "Too many from one network.")) }
        case .reporter:
            statuses.append((401, "No code word."))
            statuses.append((429, "Too many tries with wrong code words."))
        case .program(let scope):
            statuses += [
                (401, "No token, or one that is not known."),
                (403, "The token lacks the scope \(scope.rawValue), or its owner the right."),
            ]
        }
        return statuses
    }
}
