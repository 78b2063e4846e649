package import Ledger
import WorkingTime

/// How entries and states write the values of matters.
extension JSON {
    static func code(_ code: Code) -> JSON { .string(code.rawValue) }
    static func codes(_ codes: [Code]) -> JSON? { codes.isEmpty ? nil : .array(codes.map { .code($0) }) }
    static func instant(_ instant: Instant) -> JSON { .integer(instant.rawValue) }
    static func day(_ day: LocalDay) -> JSON { .string(day.description) }
    static func id<Record>(_ id: Identifier<Record>) -> JSON { .integer(id.rawValue) }
    /// Written where it is true only.
    static func flag(_ flag: Bool) -> JSON? { flag ? .bool(true) : nil }
    /// Written where it is not nothing.
    static func count(_ count: Int) -> JSON? { count == 0 ? nil : .integer(Int64(count)) }
}

extension JSON.Object {
    package func code(_ name: String) throws(JSONShapeError) -> Code {
        try value(name, expected: "a code") { Code(rawValue: $0) }
    }

    package func codeIfPresent(_ name: String) throws(JSONShapeError) -> Code? {
        self[name] == nil ? nil : try code(name)
    }

    func codes(_ name: String) throws(JSONShapeError) -> [Code] {
        try list(name) { json in
            guard case .string(let text) = json else { return nil }
            return Code(rawValue: text)
        }
    }

    func actor(_ name: String) throws(JSONShapeError) -> Actor {
        try value(name, expected: "an actor") { Actor(rawValue: $0) }
    }

    func actorIfPresent(_ name: String) throws(JSONShapeError) -> Actor? {
        self[name] == nil ? nil : try actor(name)
    }

    func instant(_ name: String) throws(JSONShapeError) -> Instant {
        let number = try integer(name)
        guard (0...Limit.instant.rawValue).contains(number) else {
            throw JSONShapeError(name, expected: "an instant")
        }
        return Instant(rawValue: number)
    }

    func instantIfPresent(_ name: String) throws(JSONShapeError) -> Instant? {
        self[name] == nil ? nil : try instant(name)
    }

    func day(_ name: String) throws(JSONShapeError) -> LocalDay {
        try value(name, expected: "a day") { LocalDay($0) }
    }

    func id<Record>(_ name: String) throws(JSONShapeError) -> Identifier<Record> {
        Identifier(rawValue: try natural(name))
    }

    func idIfPresent<Record>(_ name: String) throws(JSONShapeError) -> Identifier<Record>? {
        self[name] == nil ? nil : try id(name)
    }

    /// 0 to 2⁵³ − 1.
    func natural(_ name: String) throws(JSONShapeError) -> Int64 {
        let number = try integer(name)
        guard (0...Limit.integer).contains(number) else { throw JSONShapeError(name, expected: "a number") }
        return number
    }

    func count(_ name: String) throws(JSONShapeError) -> Int {
        self[name] == nil ? 0 : Int(try natural(name))
    }

    func flag(_ name: String) throws(JSONShapeError) -> Bool {
        switch self[name] {
        case nil: false
        case .bool(let flag): flag
        default: throw JSONShapeError(name, expected: "true or false")
        }
    }

    func flagIfPresent(_ name: String) throws(JSONShapeError) -> Bool? {
        self[name] == nil ? nil : try flag(name)
    }

    func word<Value: RawRepresentable>(_ name: String) throws(JSONShapeError) -> Value
    where Value.RawValue == String {
        try value(name, expected: "a word that is known here") { Value(rawValue: $0) }
    }

    /// Empty where there is no such member.
    func list<Value>(_ name: String, _ read: (JSON) -> Value?) throws(JSONShapeError) -> [Value] {
        guard self[name] != nil else { return [] }
        var values: [Value] = []
        for json in try array(name) {
            guard let value = read(json) else { throw JSONShapeError(name, expected: "a list of its kind") }
            values.append(value)
        }
        return values
    }

    func objects<Value>(
        _ name: String,
        _ read: (JSON.Object) throws(JSONShapeError) -> Value
    ) throws(JSONShapeError) -> [Value] {
        guard self[name] != nil else { return [] }
        var values: [Value] = []
        for json in try array(name) {
            guard case .object(let object) = json else {
                throw JSONShapeError(name, expected: "a list of objects")
            }
            values.append(try read(object))
        }
        return values
    }

    func objectIfPresent<Value>(
        _ name: String,
        _ read: (JSON.Object) throws(JSONShapeError) -> Value
    ) throws(JSONShapeError) -> Value? {
        self[name] == nil ? nil : try read(try object(name))
    }
}

extension Party {
    var json: JSON.Object { ["actor": .string(actor.rawValue), "unit": unit.map { .code($0) }] }

    init(_ json: JSON.Object) throws(JSONShapeError) {
        self.init(try json.actor("actor"), unit: try json.codeIfPresent("unit"))
    }
}

extension Matter.Reference {
    var json: JSON.Object {
        ["number": .integer(number), "word": .string(word), "year": .integer(Int64(year))]
    }

    init(_ json: JSON.Object) throws(JSONShapeError) {
        let (year, number) = (try json.natural("year"), try json.natural("number"))
        guard (1...9999).contains(year), number > 0 else {
            throw JSONShapeError("year or number", expected: "those of a reference")
        }
        self.init(word: try json.text("word"), year: Int(year), number: number)
    }
}

extension Matter.Place {
    var json: JSON.Object {
        [
            "category": category.map { .code($0) }, "community": community.map { .code($0) },
            "dwelling": .flag(isDwelling),
        ]
    }

    init(_ json: JSON.Object) throws(JSONShapeError) {
        self.init(
            community: try json.codeIfPresent("community"),
            category: try json.codeIfPresent("category"),
            isDwelling: try json.flag("dwelling")
        )
    }
}

extension Matter.Outcome {
    var json: JSON.Object {
        switch self {
        case .merged(let id): ["into": .id(id), "name": .string(name.rawValue)]
        case .struckOff, .settled, .declined, .withdrawn, .passedOn, .closedAtSource:
            ["name": .string(name.rawValue)]
        }
    }

    init(_ json: JSON.Object) throws(JSONShapeError) {
        let name: Name = try json.word("name")
        self =
            switch name {
            case .struckOff: .struckOff
            case .settled: .settled
            case .declined: .declined
            case .withdrawn: .withdrawn
            case .merged: .merged(into: try json.id("into"))
            case .passedOn: .passedOn
            case .closedAtSource: .closedAtSource
            }
    }
}

extension JSON {
    /// The canonical form as a text.
    func canonicalText() throws -> String { String(decoding: try canonicalBytes(), as: UTF8.self) }
}
