import Catalog
import Ledger

/// What a value of JSON has to look like: one declaration for what is checked and for what the document says (JSON Schema 2020-12).
indirect enum Shape: Sendable {
    /// - Parameter most: In characters.
    case text(most: Int)
    /// The code of something in the catalog, or another name that entries hold.
    case code
    /// Such as `date-time`; only the document says it, whoever reads the text checks it.
    case format(String, pattern: String?)
    case integer(ClosedRange<Int64>)
    case flag
    case choice([String])
    case list(Shape, ClosedRange<Int>)
    case object([Member])
    /// One of several, told apart by what stands in one member.
    case oneOf(tag: String, [(word: String, members: [Member])])
    /// Something that the document names and other places refer to; of answers only.
    case named(String)
    /// Of answers only: whatever it is.
    case anything

    struct Member: Sendable {
        let name: String
        let shape: Shape
        let isRequired: Bool
        let about: String

        init(_ name: String, _ shape: Shape, required: Bool = false, _ about: String = "") {
            (self.name, self.shape, isRequired, self.about) = (name, shape, required, about)
        }
    }

    static let id = Shape.integer(0...Limit.integer)
    static let day = Shape.format("date", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    static let instant = Shape.format("date-time", pattern: nil)
    static let uuid = Shape.format("uuid", pattern: nil)
    /// Words in both languages.
    static let name = Shape.object([.init("zh", .text(most: 400)), .init("en", .text(most: 400))])
}

extension Shape {
    /// For the document.
    ///
    /// - Parameter isClosed: Whether a member that is not named is refused.
    func schema(isClosed: Bool) -> JSON.Object {
        switch self {
        case .text(let most): return ["maxLength": .integer(Int64(most)), "type": "string"]
        case .code:
            return ["maxLength": 64, "minLength": 1, "pattern": "^[A-Za-z0-9.:_@/-]+$", "type": "string"]
        case .format(let format, let pattern):
            return [
                "format": .string(format), "pattern": pattern.map { .string($0) }, "type": "string",
            ]
        case .integer(let range):
            return [
                "maximum": .integer(range.upperBound), "minimum": .integer(range.lowerBound),
                "type": "integer",
            ]
        case .flag: return ["type": "boolean"]
        case .choice(let words):
            return ["enum": .array(words.map { .string($0) }), "type": "string"]
        case .list(let shape, let count):
            return [
                "items": .object(shape.schema(isClosed: isClosed)),
                "maxItems": .integer(Int64(count.upperBound)),
                "minItems": .integer(Int64(count.lowerBound)), "type": "array",
            ]
        case .object(let members): return Self.schema(members, isClosed: isClosed)
        case .oneOf(let tag, let cases):
            return [
                "oneOf": .array(
                    cases.map { word, members in
                        let first = Member(tag, .choice([word]), required: true)
                        return .object(Self.schema([first] + members, isClosed: isClosed))
                    }
                )
            ]
        case .named(let name): return ["$ref": .string("#/components/schemas/\(name)")]
        case .anything: return [:]
        }
    }

    private static func schema(_ members: [Member], isClosed: Bool) -> JSON.Object {
        var properties = JSON.Object()
        for member in members {
            var schema = member.shape.schema(isClosed: isClosed)
            if !member.about.isEmpty { schema["description"] = .string(member.about) }
            properties[member.name] = .object(schema)
        }
        let required = members.filter(\.isRequired).map { JSON.string($0.name) }
        return [
            "additionalProperties": isClosed ? .bool(false) : nil, "properties": .object(properties),
            "required": required.isEmpty ? nil : .array(required), "type": "object",
        ]
    }
}

extension Shape {
    /// What of a value is not as it has to be, by JSON Pointer (RFC 6901).
    func faults(of value: SentValue, at pointer: String = "") -> [ShapeFault] {
        func fault(_ expected: ShapeFault.Expected) -> [ShapeFault] {
            [ShapeFault(pointer: pointer, expected: expected)]
        }
        switch (self, value) {
        case (.text(let most), .text(let text)):
            return text.unicodeScalars.count <= most ? [] : fault(.atMost(most))
        case (.code, .text(let text)): return Code(rawValue: text) == nil ? fault(.code) : []
        case (.format(let format, let pattern), .text(let text)):
            return Self.is(text, format, pattern) ? [] : fault(.format(format))
        case (.integer(let range), .integer(let number)):
            return range.contains(number) ? [] : fault(.between(range))
        case (.flag, .flag): return []
        case (.choice(let words), .text(let text)): return words.contains(text) ? [] : fault(.oneOf(words))
        case (.list(let shape, let count), .list(let values)):
            guard count.contains(values.count) else { return fault(.count(count)) }
            return values.enumerated().flatMap { shape.faults(of: $1, at: "\(pointer)/\($0)") }
        case (.object(let members), .object(let object)):
            return Self.faults(of: object, members, at: pointer)
        case (.oneOf(let tag, let cases), .object(var object)):
            let words = cases.map(\.word)
            guard case .text(let word)? = object[tag], let found = cases.first(where: { $0.word == word })
            else { return [ShapeFault(pointer: "\(pointer)/\(tag)", expected: .oneOf(words))] }
            object[tag] = nil
            return Self.faults(of: object, found.members, at: pointer)
        case (.anything, _), (.named, _): return []
        default: return fault(.type(type))
        }
    }

    private static func faults(
        of object: [String: SentValue],
        _ members: [Member],
        at pointer: String
    ) -> [ShapeFault] {
        var faults: [ShapeFault] = []
        for member in members {
            if let value = object[member.name] {
                faults += member.shape.faults(of: value, at: "\(pointer)/\(member.name)")
            } else if member.isRequired {
                faults.append(ShapeFault(pointer: "\(pointer)/\(member.name)", expected: .present))
            }
        }
        let known = members.map(\.name)
        for name in object.keys.sorted() where !known.contains(name) {
            let escaped = name.replacing("~", with: "~0").replacing("/", with: "~1").shortened
            faults.append(ShapeFault(pointer: "\(pointer)/\(escaped)", expected: .absent(known)))
        }
        return faults
    }

    private static func `is`(_ text: String, _ format: String, _ pattern: String?) -> Bool {
        switch format {
        case "date": LocalDay(text) != nil
        case "uuid": CommandID(text) != nil
        default: true
        }
    }

    private var type: String {
        switch self {
        case .text, .code, .format, .choice: "string"
        case .integer: "integer"
        case .flag: "boolean"
        case .list: "array"
        case .object, .oneOf, .named, .anything: "object"
        }
    }
}

/// What of a request is not as the document says.
struct ShapeFault: Equatable, Sendable {
    enum Expected: Equatable, Sendable {
        case type(String), format(String), oneOf([String]), between(ClosedRange<Int64>)
        case count(ClosedRange<Int>), atMost(Int)
        case code, present
        case absent([String])
    }

    let pointer: String
    let expected: Expected

    func text(_ language: Language) -> String {
        switch expected {
        case .type(let type): APIWord.wantType[language, type]
        case .format(let format): APIWord.wantFormat[language, format]
        case .oneOf(let words): APIWord.wantOneOf[language, words.joined(separator: ", ")]
        case .between(let range):
            APIWord.wantBetween[language, "\(range.lowerBound)", "\(range.upperBound)"]
        case .count(let range): APIWord.wantCount[language, "\(range.lowerBound)", "\(range.upperBound)"]
        case .atMost(let most): APIWord.wantAtMost[language, "\(most)"]
        case .code: APIWord.wantCode[language]
        case .present: APIWord.wantPresent[language]
        case .absent(let known): APIWord.wantAbsent[language, known.joined(separator: ", ")]
        }
    }
}
