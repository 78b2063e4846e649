extension Entry {
    /// The canonical bytes that are salted, hashed and kept.
    package func bytes() throws(EntryError) -> [UInt8] {
        do { try Self.checkRanges(sequence: id.rawValue, time: time.rawValue, version: Int64(version)) } catch
        {
            throw .shape(error)
        }
        guard sealed.isEmpty || Set(sealed.map(\.name)).count == sealed.count else {
            throw .shape(JSONShapeError("sealed", expected: "one field for each name"))
        }
        try checkFacts()
        var writer = CanonicalWriter()
        do { try write(to: &writer) } catch { throw .unwritable(error) }
        guard writer.bytes.count <= Limit.entryBytes else { throw .tooLarge(writer.bytes.count) }
        return writer.bytes
    }

    private func checkFacts() throws(EntryError) {
        guard facts.count <= Limit.facts else { throw .tooManyFacts(facts.count) }
        for (ordinal, fact) in facts.enumerated() {
            if let reversed = fact.reverses, reversed >= Fact.ID(entry: id, ordinal: ordinal) {
                throw .factReversesLater(ordinal)
            }
        }
    }

    private static func checkRanges(sequence: Int64, time: Int64, version: Int64) throws(JSONShapeError) {
        guard (1...Limit.version).contains(version) else {
            throw JSONShapeError("version", expected: "1 to \(Limit.version)")
        }
        guard sequence >= 0 else { throw JSONShapeError("sequence", expected: "0 or more") }
        guard (0...Limit.instant.rawValue).contains(time) else {
            throw JSONShapeError("time", expected: "in the years 1970 to 9999")
        }
    }

    /// Members in the order of their names, as the format fixes them.
    private func write(to writer: inout CanonicalWriter) throws(CanonicalWriteError) {
        writer.begin(.object)
        try writer.member("actor", actor.rawValue)
        try writer.member("body", .object(body), depth: 1)
        try writer.member("catalog", Hex.encode(catalog.bytes))
        try writer.member("command", command.description)
        writer.name("facts")
        writer.begin(.array)
        for fact in facts {
            writer.separate()
            try fact.write(to: &writer)
        }
        writer.end(.array)
        try writer.member("format", Self.format)
        try writer.member("kind", kind.rawValue)
        try writer.member("sealed", .object(sealedJSON), depth: 1)
        try writer.member("sequence", id.rawValue)
        try writer.member("subject", subject.description)
        try writer.member("time", time.rawValue)
        try writer.member("version", Int64(version))
        writer.end(.object)
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
        guard bytes.count <= Limit.entryBytes else { throw .tooLarge(bytes.count) }
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
    /// Members in the order of their names; what is absent is left out.
    fileprivate func write(to writer: inout CanonicalWriter) throws(CanonicalWriteError) {
        writer.begin(.object)
        try writer.member("community", community?.rawValue)
        try writer.member("day", day.description)
        try writer.member("measure", measure.rawValue)
        try writer.member("object", object?.rawValue)
        try writer.member("office", office?.rawValue)
        try writer.member("quantity", quantity)
        if let reverses {
            writer.name("reverses")
            writer.begin(.object)
            try writer.member("entry", reverses.entry.rawValue)
            try writer.member("fact", Int64(reverses.ordinal))
            writer.end(.object)
        }
        if !tags.isEmpty { try writer.member("tags", .array(tags.map { .string($0.rawValue) }), depth: 3) }
        try writer.member("unit", unit.rawValue)
        writer.end(.object)
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
        guard entry >= 0, (0..<Int64(Limit.facts)).contains(ordinal) else {
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
