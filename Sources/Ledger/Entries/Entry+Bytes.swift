extension Entry {
    /// The canonical bytes that are salted, hashed and kept.
    package func bytes() throws(EntryError) -> [UInt8] {
        do { try Self.checkRanges(sequence: id.rawValue, time: time.rawValue, version: Int64(version)) } catch
        {
            throw .shape(error)
        }
        guard Set(sealed.map(\.name)).count == sealed.count else {
            throw .shape(JSONShapeError("sealed", expected: "one field for each name"))
        }
        try checkFacts()
        let bytes: [UInt8]
        do { bytes = try JSON.object(json).canonicalBytes() } catch { throw .unwritable(error) }
        guard bytes.count <= Self.byteLimit else { throw .tooLarge(bytes.count) }
        return bytes
    }

    private func checkFacts() throws(EntryError) {
        guard facts.count <= Self.factLimit else { throw .tooManyFacts(facts.count) }
        for (ordinal, fact) in facts.enumerated() {
            if let reversed = fact.reverses, reversed >= Fact.ID(entry: id, ordinal: ordinal) {
                throw .factReversesLater(ordinal)
            }
        }
    }

    private static func checkRanges(sequence: Int64, time: Int64, version: Int64) throws(JSONShapeError) {
        guard (1...9999).contains(version) else { throw JSONShapeError("version", expected: "1 to 9999") }
        guard sequence >= 0 else { throw JSONShapeError("sequence", expected: "0 or more") }
        guard time >= 0 else { throw JSONShapeError("time", expected: "0 or more") }
    }

    /// Members in the order of their names, as the format fixes them.
    private var json: JSON.Object {
        JSON.Object(ordered: [
            .init(name: "actor", value: .string(actor.rawValue)),
            .init(name: "body", value: .object(body)),
            .init(name: "catalog", value: .string(Hex.encode(catalog.bytes))),
            .init(name: "command", value: .string(command.description)),
            .init(name: "facts", value: .array(facts.map { .object($0.json) })),
            .init(name: "format", value: .integer(Self.format)),
            .init(name: "kind", value: .string(kind.rawValue)),
            .init(name: "sealed", value: .object(sealedJSON)),
            .init(name: "sequence", value: .integer(id.rawValue)),
            .init(name: "subject", value: .string(subject.description)),
            .init(name: "time", value: .integer(time.rawValue)),
            .init(name: "version", value: .integer(Int64(version))),
        ])
    }

    private var sealedJSON: JSON.Object {
        var object = JSON.Object()
        for field in sealed {
            object[field.name] = .object([
                "box": .string(Base64.encode(field.box)), "key": .string(field.key.description),
            ])
        }
        return object
    }

    private static let members = [
        "actor", "body", "catalog", "command", "facts", "format", "kind", "sealed", "sequence", "subject",
        "time",
        "version",
    ]

    /// Reads an entry's bytes; whatever `bytes()` would not write is refused.
    ///
    /// Only characters that Unicode has not assigned are accepted here: a newer program may have known them.
    package init(bytes: [UInt8]) throws(EntryError) {
        guard bytes.count <= Self.byteLimit else { throw .tooLarge(bytes.count) }
        let value: JSON
        do { value = try JSON(canonical: bytes) } catch { throw .notCanonical(error) }
        guard case .object(let object) = value else {
            throw .shape(JSONShapeError("entry", expected: "an object"))
        }
        do { try self.init(object) } catch { throw .shape(error) }
        try checkFacts()
    }

    private init(_ object: JSON.Object) throws(JSONShapeError) {
        let format = try object.integer("format")
        guard format == Self.format else {
            throw JSONShapeError("format", expected: "1; use a newer program")
        }
        try object.expectOnly(Self.members)
        var facts: [Fact] = []
        for value in try object.array("facts") {
            guard case .object(let fact) = value else {
                throw JSONShapeError("facts", expected: "a list of facts")
            }
            facts.append(try Fact(fact))
        }
        let version = try object.integer("version")
        let sequence = try object.integer("sequence")
        let time = try object.integer("time")
        try Self.checkRanges(sequence: sequence, time: time, version: version)
        self.init(
            id: ID(rawValue: sequence),
            time: Instant(rawValue: time),
            actor: try object.value("actor", expected: "an actor's id") { Actor(rawValue: $0) },
            kind: try object.value("kind", expected: "the name of a kind") { Kind(rawValue: $0) },
            version: Int(version),
            subject: try object.value("subject", expected: "a subject") { Subject($0) },
            command: try object.value("command", expected: "a UUID in lower case") { text in
                CommandID(text).flatMap { $0.description == text ? $0 : nil }
            },
            catalog: try object.value("catalog", expected: "a SHA-256 in hexadecimal") { Hash(hex: $0) },
            facts: facts,
            body: try object.object("body"),
            sealed: try Self.sealedFields(try object.object("sealed"))
        )
    }

    private static func sealedFields(_ object: JSON.Object) throws(JSONShapeError) -> [SealedField] {
        var fields: [SealedField] = []
        for member in object.members {
            guard case .object(let field) = member.value else {
                throw JSONShapeError(member.name, expected: "a sealed field")
            }
            try field.expectOnly(["box", "key"])
            fields.append(
                SealedField(
                    name: member.name,
                    key: try field.value("key", expected: "a subject") { Subject($0) },
                    box: try field.value("box", expected: "Base64") { Base64.decode($0) }
                )
            )
        }
        return fields
    }
}

extension Fact {
    fileprivate var json: JSON.Object {
        [
            "community": community.map { .string($0.rawValue) },
            "day": .string(day.description),
            "measure": .string(measure.rawValue),
            "object": object.map { .string($0.rawValue) },
            "office": office.map { .string($0.rawValue) },
            "quantity": .integer(quantity),
            "reverses": reverses.map { id in
                .object(["entry": .integer(id.entry.rawValue), "fact": .integer(Int64(id.ordinal))])
            },
            "tags": tags.isEmpty ? nil : .array(tags.map { .string($0.rawValue) }),
            "unit": .string(unit.rawValue),
        ]
    }

    private static let members = [
        "community", "day", "measure", "object", "office", "quantity", "reverses", "tags", "unit",
    ]

    fileprivate init(_ object: JSON.Object) throws(JSONShapeError) {
        try object.expectOnly(Self.members)
        self.init(
            try object.value("measure", expected: "a measure") { Measure(rawValue: $0) },
            on: try object.value("day", expected: "a day such as 2018-03-05") { LocalDay($0) },
            quantity: try object.integer("quantity"),
            unit: try object.value("unit", expected: "a unit") { Unit(rawValue: $0) },
            community: try object.code("community"),
            office: try object.code("office"),
            object: try object.code("object"),
            tags: try Self.tags(object),
            reverses: try Self.reversed(object)
        )
    }

    private static func tags(_ object: JSON.Object) throws(JSONShapeError) -> Set<Code> {
        guard object["tags"] != nil else { return [] }
        var tags: [Code] = []
        for value in try object.array("tags") {
            guard case .string(let text) = value, let tag = Code(rawValue: text),
                tags.last.map({ $0 < tag }) ?? true
            else { throw JSONShapeError("tags", expected: "a list of codes in order") }
            tags.append(tag)
        }
        guard !tags.isEmpty else { throw JSONShapeError("tags", expected: "left out where there are none") }
        return Set(tags)
    }

    private static func reversed(_ object: JSON.Object) throws(JSONShapeError) -> ID? {
        guard object["reverses"] != nil else { return nil }
        let place = try object.object("reverses")
        try place.expectOnly(["entry", "fact"])
        let (entry, ordinal) = (try place.integer("entry"), try place.integer("fact"))
        guard entry >= 0, (0..<Int64(Entry.factLimit)).contains(ordinal) else {
            throw JSONShapeError("reverses", expected: "the place of a fact")
        }
        return ID(entry: Entry.ID(rawValue: entry), ordinal: Int(ordinal))
    }
}

extension JSON.Object {
    fileprivate func code(_ name: String) throws(JSONShapeError) -> Code? {
        guard self[name] != nil else { return nil }
        return try value(name, expected: "a code") { Code(rawValue: $0) }
    }
}
