package import Ledger

/// A matter was reported.
///
/// Sealed under the key that it names: `text`, and where they were given `title`, `address`, `name`, `telephone`, the points
/// from the second as `point_2` …, and the fields of its kind that are free text as `field_CODE`.
package struct MatterReported: Event, Equatable {
    package static let kind = Entry.Kind("matter.reported")
    package static let version = 1

    package let origin: Matter.Origin
    package let place: Matter.Place
    package let position: Position?
    /// What it was called where it came from; one source gives a number once.
    package let outsideNumber: String?
    /// How many points it has, 1 or more.
    package let points: Int
    package let steps: [Matter.Step]
    /// Clocks that start.
    package let clocks: [Clock: Term]
    /// Names the key under which its words are sealed.
    package let key: Subject
    /// SHA-256 of the code word with which the reporter follows it; nil where nobody was given one.
    package let codeDigest: Hash?
    /// The unit of the clerk who wrote it down for somebody else, or for the office.
    package let unit: Code?
    package let isOnBehalf: Bool
    /// Answers to the fields of its kind that are no free text.
    package let fields: FieldAnswers
    package let attachments: [Attachment]
    /// The profile by which it was imported; nil where it was reported here.
    package let profile: Code?

    /// In millionths of a degree, WGS 84.
    package struct Position: Equatable, Sendable {
        package let latitude: Int64
        package let longitude: Int64

        /// Nil unless both are on the earth.
        package init?(latitude: Int64, longitude: Int64) {
            guard (-90_000_000...90_000_000).contains(latitude),
                (-180_000_000...180_000_000).contains(longitude)
            else { return nil }
            self.latitude = latitude
            self.longitude = longitude
        }
    }

    package static let pointLimit = 20
    package static let outsideNumberLimit = 64

    package init(
        origin: Matter.Origin,
        place: Matter.Place,
        position: Position? = nil,
        outsideNumber: String? = nil,
        points: Int = 1,
        steps: [Matter.Step] = [],
        clocks: [Clock: Term] = [:],
        key: Subject,
        codeDigest: Hash? = nil,
        unit: Code? = nil,
        isOnBehalf: Bool = false,
        fields: FieldAnswers = FieldAnswers(),
        attachments: [Attachment] = [],
        profile: Code? = nil
    ) {
        self.origin = origin
        self.place = place
        self.position = position
        self.outsideNumber = outsideNumber
        self.points = points
        self.steps = steps
        self.clocks = clocks
        self.key = key
        self.codeDigest = codeDigest
        self.unit = unit
        self.isOnBehalf = isOnBehalf
        self.fields = fields
        self.attachments = attachments
        self.profile = profile
    }

    package var body: JSON.Object {
        [
            "attachments": attachments.isEmpty ? nil : attachments.json, "clocks": clocks.json,
            "code_digest": codeDigest.map { .string($0.description) },
            "fields": fields.isEmpty ? nil : fields.json, "key": .string(key.description),
            "on_behalf": .flag(isOnBehalf), "origin": .object(origin.json),
            "outside_number": outsideNumber.map { .string($0) }, "place": .object(place.json),
            "points": .integer(Int64(points)), "position": position.map { .object($0.json) },
            "profile": profile.map { .code($0) },
            "steps": steps.isEmpty ? nil : .array(steps.map { .object($0.json) }),
            "unit": unit.map { .code($0) },
        ]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        origin = try Matter.Origin(try body.object("origin"))
        place = try Matter.Place(try body.object("place"))
        position = try body.objectIfPresent("position") { object throws(JSONShapeError) in
            try Position(object)
        }
        outsideNumber = try body.textIfPresent("outside_number")
        points = Int(try body.natural("points"))
        guard (1...Self.pointLimit).contains(points) else {
            throw JSONShapeError("points", expected: "1 to \(Self.pointLimit)")
        }
        steps = try body.objects("steps") { object throws(JSONShapeError) in try Matter.Step(object) }
        clocks = try body.terms()
        key = try body.value("key", expected: "a key's name") { Subject($0) }
        codeDigest = try body.valueIfPresent("code_digest", expected: "a SHA-256") { Hash(hex: $0) }
        unit = try body.codeIfPresent("unit")
        isOnBehalf = try body.flag("on_behalf")
        fields = try FieldAnswers(body, "fields")
        attachments = try body.attachments() ?? []
        profile = try body.codeIfPresent("profile")
    }
}

extension MatterReported.Position {
    var json: JSON.Object { ["latitude": .integer(latitude), "longitude": .integer(longitude)] }

    init(_ json: JSON.Object) throws(JSONShapeError) {
        let position = Self(
            latitude: try json.integer("latitude"),
            longitude: try json.integer("longitude")
        )
        guard let position else { throw JSONShapeError("position", expected: "one on the earth") }
        self = position
    }
}

/// 立案: it is a matter of the office from now on.
package struct MatterFiled: Event, Equatable {
    package static let kind = Entry.Kind("matter.filed")
    package static let version = 1

    package let reference: Matter.Reference
    package let day: LocalDay
    package let unit: Code?
    package let clocks: [Clock: Term]
    /// Answers to the fields that its kind asks at filing and that are no free text; those that are, are sealed.
    package var fields = FieldAnswers()

    package init(reference: Matter.Reference, day: LocalDay, unit: Code?, clocks: [Clock: Term]) {
        self.reference = reference
        self.day = day
        self.unit = unit
        self.clocks = clocks
    }

    package var body: JSON.Object {
        [
            "clocks": clocks.json, "day": .day(day), "fields": fields.isEmpty ? nil : fields.json,
            "reference": .object(reference.json), "unit": unit.map { .code($0) },
        ]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        reference = try Matter.Reference(try body.object("reference"))
        day = try body.day("day")
        unit = try body.codeIfPresent("unit")
        clocks = try body.terms()
        fields = try FieldAnswers(body, "fields")
    }
}

/// It ended without going through the loop: declined or settled on the spot with the sealed `note` that the reporter reads, or
/// withdrawn by whoever reported it.
package struct MatterEnded: Event, Equatable {
    package static let kind = Entry.Kind("matter.ended")
    package static let version = 1

    package let outcome: Matter.Outcome
    package let day: LocalDay
    package let unit: Code?
    /// Whether it was closed in time, where it was closed elsewhere and that is known.
    package let isInTime: Bool?
    /// The unit that handled it, where it was closed elsewhere and that is known.
    package let lead: Code?
    package let attachments: [Attachment]

    package init(
        _ outcome: Matter.Outcome,
        day: LocalDay,
        unit: Code?,
        isInTime: Bool? = nil,
        lead: Code? = nil,
        attachments: [Attachment] = []
    ) {
        self.outcome = outcome
        self.day = day
        self.unit = unit
        self.isInTime = isInTime
        self.lead = lead
        self.attachments = attachments
    }

    package var body: JSON.Object {
        [
            "attachments": attachments.isEmpty ? nil : attachments.json, "day": .day(day),
            "in_time": isInTime.map { .bool($0) }, "lead": lead.map { .code($0) },
            "outcome": .object(outcome.json), "unit": unit.map { .code($0) },
        ]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        outcome = try Matter.Outcome(try body.object("outcome"))
        day = try body.day("day")
        unit = try body.codeIfPresent("unit")
        isInTime = try body.flagIfPresent("in_time")
        lead = try body.codeIfPresent("lead")
        attachments = try body.attachments() ?? []
    }
}
