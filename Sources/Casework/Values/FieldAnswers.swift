package import Ledger

/// Answers to the fields of a kind, by their codes.
package struct FieldAnswers: Equatable, Sendable {
    var answers: [Code: JSON] = [:]

    package init() {}

    package var isEmpty: Bool { answers.isEmpty }

    package subscript(code: Code) -> JSON? {
        get { answers[code] }
        set { answers[code] = newValue }
    }

    /// In the order of the codes, each with its `field` and `value`.
    var json: JSON {
        .array(
            answers.sorted { $0.key < $1.key }.map {
                .object(["field": .code($0.key), "value": $0.value])
            }
        )
    }

    init(_ json: JSON.Object, _ name: String) throws(JSONShapeError) {
        for (code, value) in try json.objects(
            name,
            { json throws(JSONShapeError) in
                guard let value = json["value"] else { throw JSONShapeError("value", expected: "an answer") }
                return (try json.code("field"), value)
            }
        ) { answers[code] = value }
    }
}
