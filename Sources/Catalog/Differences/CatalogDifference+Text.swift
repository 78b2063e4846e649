package import Ledger

extension CatalogDifference.Action {
    /// One word, the same in text and JSON.
    package var name: String {
        switch self {
        case .added: "added"
        case .changed: "changed"
        case .retired: "retired"
        case .forbidden: "forbidden"
        }
    }
}

extension CatalogDifference {
    /// How many changes there are of each action, `forbidden` first; those that do not occur are left out.
    package var counts: [(action: String, count: Int)] {
        ["forbidden", "retired", "changed", "added"].compactMap { name in
            let count = changes.count { $0.action.name == name }
            return count > 0 ? (name, count) : nil
        }
    }

    /// One line for each change and, indented, for each of its fields.
    package var lines: [String] {
        changes.flatMap { change in
            let about = [change.thing.rawValue, change.code].filter { !$0.isEmpty }.joined(separator: " ")
            let more =
                switch change.action {
                case .added, .changed: ""
                case .retired(let until): ": its last day is \(until)"
                case .forbidden(let reason): ": \(reason)"
                }
            return ["\(change.action.name)  \(about)\(more)"]
                + change.fields.map { "    \($0.name): \(Self.quoted($0.old)) -> \(Self.quoted($0.new))" }
        }
    }

    private static func quoted(_ text: String) -> String { text.isEmpty ? "none" : "\"\(text)\"" }

    /// `{"changes":[{"action","code"?,"fields"?,"reason"?,"thing","until"?}],"from","ok","to"}`.
    package var json: JSON.Object {
        [
            "changes": .array(changes.map { .object($0.json) }), "from": .string(old.description),
            "ok": .bool(!isForbidden), "to": .string(new.description),
        ]
    }
}

extension CatalogDifference.Change {
    fileprivate var json: JSON.Object {
        var object: JSON.Object = [
            "action": .string(action.name), "thing": .string(thing.rawValue),
            "code": code.isEmpty ? nil : .string(code),
        ]
        if !fields.isEmpty {
            object["fields"] = .array(
                fields.map {
                    .object(["from": .string($0.old), "name": .string($0.name), "to": .string($0.new)])
                }
            )
        }
        switch action {
        case .added, .changed: break
        case .retired(let until): object["until"] = .string(until.description)
        case .forbidden(let reason): object["reason"] = .string(reason)
        }
        return object
    }
}
