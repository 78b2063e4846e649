package import Ledger

/// The keys of a subject are destroyed, so that nothing of it can be opened any more.
///
/// The entry stands before the keys are gone; whoever finds it afterwards destroys what is left of them.
package struct SubjectErased: Event, Equatable {
    package static let kind = Entry.Kind("subject.erased")
    package static let version = 1

    /// As sealed fields name them.
    package let keys: [Subject]
    package let reason: String
    /// Who agreed, beside the entry's actor.
    package let agreed: Actor?

    package init(keys: [Subject], reason: String, agreed: Actor?) {
        self.keys = keys
        self.reason = reason
        self.agreed = agreed
    }

    package var body: JSON.Object {
        [
            "agreed": agreed.map { .string($0.rawValue) },
            "keys": .array(keys.map { .string($0.description) }),
            "reason": .string(reason),
        ]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        var keys: [Subject] = []
        for item in try body.array("keys") {
            guard case .string(let text) = item, let key = Subject(text) else {
                throw JSONShapeError("keys", expected: "a list of names such as key:7")
            }
            keys.append(key)
        }
        self.keys = keys
        reason = try body.text("reason")
        agreed = try body.valueIfPresent("agreed", expected: "an actor") { Actor(rawValue: $0) }
    }
}
