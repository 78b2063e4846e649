import Casework
import Ledger

/// What an invented matter is about.
struct DemoTopic: Sendable {
    /// Of the residents' reports.
    let category: Code?
    let text: String
    let place: String
    let result: String
    let fields: [Code: Report.FieldValue]

    /// A topic of the residents' reports.
    init(in category: String, _ text: String, _ place: String, _ result: String) {
        self.category = .demo(category)
        (self.text, self.place, self.result) = (text, place, result)
        fields = [:]
    }

    /// A topic of one of the office's own kinds.
    init(
        _ text: String,
        _ place: String,
        _ result: String,
        _ fields: [String: Report.FieldValue] = [:]
    ) {
        category = nil
        (self.text, self.place, self.result) = (text, place, result)
        self.fields = Dictionary(uniqueKeysWithValues: fields.map { (.demo($0.key), $0.value) })
    }

    /// The topics of a kind, by their share.
    static func topics(of kind: String) -> [(DemoTopic, weight: Int)] {
        kind == "report" ? reports : lines[kind] ?? []
    }
}

extension Code {
    /// A code that the demo knows by heart.
    static func demo(_ text: String) -> Code {
        guard let code = Code(rawValue: text) else { preconditionFailure("\(text) is no code.") }
        return code
    }
}
