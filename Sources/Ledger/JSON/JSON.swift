/// A value of the ledger's JSON: no null, no fractions, integers whose size every reader of JSON keeps exactly.
///
/// What is absent is left out. Larger integers stand as text (RFC 7493 section 2.2, I-JSON).
package enum JSON: Equatable, Sendable {
    case object(Object)
    case array([JSON])
    case string(String)
    case integer(Int64)
    case bool(Bool)

    /// Members in the order of their names; no name twice.
    package struct Object: Equatable, Sendable {
        package struct Member: Equatable, Sendable {
            package let name: String
            package let value: JSON
        }

        package private(set) var members: [Member]

        package init() { members = [] }

        /// Takes members that are already in order; the reader has checked it.
        init(ordered members: [Member]) { self.members = members }

        package var isEmpty: Bool { members.isEmpty }

        package subscript(name: String) -> JSON? {
            get { members.first { $0.name == name }?.value }
            set {
                // Names are mostly given in their order, which for ASCII is the order of their bytes.
                if let newValue, members.last.map({ $0.name < name }) ?? true {
                    members.append(Member(name: name, value: newValue))
                    return
                }
                members.removeAll { $0.name == name }
                guard let newValue else { return }
                let place = members.firstIndex { name < $0.name }
                members.insert(Member(name: name, value: newValue), at: place ?? members.endIndex)
            }
        }
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSON.Object: ExpressibleByDictionaryLiteral {
    /// Members whose value is nil are left out.
    package init(dictionaryLiteral elements: (String, JSON?)...) {
        self.init()
        for (name, value) in elements { self[name] = value }
    }
}

/// A member of an entry that is missing or of another shape than its reader expects.
package struct JSONShapeError: Error, Equatable, CustomStringConvertible {
    package let member: String
    package let expected: String

    package init(_ member: String, expected: String) {
        self.member = member
        self.expected = expected
    }

    package var description: String { "the member \"\(member)\" is not \(expected)" }
}

extension JSON.Object {
    package func text(_ name: String) throws(JSONShapeError) -> String {
        guard case .string(let text)? = self[name] else { throw JSONShapeError(name, expected: "a text") }
        return text
    }

    package func integer(_ name: String) throws(JSONShapeError) -> Int64 {
        guard case .integer(let number)? = self[name] else {
            throw JSONShapeError(name, expected: "an integer")
        }
        return number
    }

    package func object(_ name: String) throws(JSONShapeError) -> JSON.Object {
        guard case .object(let object)? = self[name] else {
            throw JSONShapeError(name, expected: "an object")
        }
        return object
    }

    package func array(_ name: String) throws(JSONShapeError) -> [JSON] {
        guard case .array(let array)? = self[name] else { throw JSONShapeError(name, expected: "an array") }
        return array
    }

    /// The text under `name`, or nil where there is no such member.
    package func textIfPresent(_ name: String) throws(JSONShapeError) -> String? {
        self[name] == nil ? nil : try text(name)
    }

    /// The text under `name`, read into a value that cannot be wrong afterwards.
    package func value<Value>(
        _ name: String,
        expected: String,
        _ parse: (String) -> Value?
    ) throws(JSONShapeError) -> Value {
        guard case .string(let text)? = self[name], let value = parse(text) else {
            throw JSONShapeError(name, expected: expected)
        }
        return value
    }

    /// As `value`, or nil where there is no such member.
    package func valueIfPresent<Value>(
        _ name: String,
        expected: String,
        _ parse: (String) -> Value?
    ) throws(JSONShapeError) -> Value? {
        self[name] == nil ? nil : try value(name, expected: expected, parse)
    }

    /// Refuses members that no reader of this shape knows, and with them two spellings of one meaning.
    package func expectOnly(_ names: [String]) throws(JSONShapeError) {
        for member in members where !names.contains(member.name) {
            throw JSONShapeError(member.name, expected: "known here")
        }
    }
}
