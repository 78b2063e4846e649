/// The first entry of a ledger, or the entry with which a restored one goes on under a new origin.
package struct Genesis: Equatable, Sendable {
    /// The log's name in checkpoints.
    package let origin: String
    /// The subdistrict's administrative code (GB/T 10114), 9 digits.
    package let subdistrict: String
    package let zone: Zone
    package let logKey: VerifierKey
    /// The Ed25519 public key of the draws' verifiable random function (RFC 9381), 32 bytes.
    package let drawKey: [UInt8]
    /// For a demo store: what its clock adds to the real time, in milliseconds.
    package let demoClockOffset: Int64?
    /// For a restored ledger: the last checkpoint known of the origin before.
    package let previous: Checkpoint?

    package static let kind = Entry.Kind("ledger.genesis")
    package static let restoredKind = Entry.Kind("ledger.restored")
    package static let version = 1

    package init(
        origin: String,
        subdistrict: String,
        zone: Zone,
        logKey: VerifierKey,
        drawKey: [UInt8],
        demoClockOffset: Int64? = nil,
        previous: Checkpoint? = nil
    ) {
        self.origin = origin
        self.subdistrict = subdistrict
        self.zone = zone
        self.logKey = logKey
        self.drawKey = drawKey
        self.demoClockOffset = demoClockOffset
        self.previous = previous
    }

    /// The same, going on behind a checkpoint of another origin.
    package func following(_ previous: Checkpoint) -> Genesis {
        Genesis(
            origin: origin,
            subdistrict: subdistrict,
            zone: zone,
            logKey: logKey,
            drawKey: drawKey,
            demoClockOffset: demoClockOffset,
            previous: previous
        )
    }

    /// Algorithms are named, so that a second signature (SM2 over SM3) can stand beside the first one day.
    private static let algorithms: JSON.Object = [
        "draw": "ECVRF-EDWARDS25519-SHA512-TAI", "hash": "SHA-256", "signature": "Ed25519", "tree": "RFC9162",
    ]

    package var body: JSON.Object {
        [
            "algorithms": .object(Self.algorithms),
            "demo_clock_offset": demoClockOffset.map { .integer($0) },
            "draw_key": .string(Base64.encode(drawKey)),
            "log_key": .string(logKey.description),
            "origin": .string(origin),
            "previous": previous.map { .string($0.note.description) },
            "subdistrict": .string(subdistrict),
            "time_zone": .string(zone.name),
        ]
    }

    package init(_ body: JSON.Object) throws(JSONShapeError) {
        guard try body.object("algorithms") == Self.algorithms else {
            throw JSONShapeError("algorithms", expected: "the set that this program knows; use a newer one")
        }
        origin = try body.text("origin")
        subdistrict = try body.value("subdistrict", expected: "9 digits") { text in
            text.utf8.count == 9 && text.utf8.allSatisfy(EntryName.isDigit) ? text : nil
        }
        zone = try body.value("time_zone", expected: "a time zone known on this machine") { Zone(name: $0) }
        logKey = try body.value("log_key", expected: "a verifier key") { VerifierKey($0) }
        drawKey = try body.value("draw_key", expected: "a public key in Base64") { text in
            Base64.decode(text).flatMap { $0.count == 32 ? $0 : nil }
        }
        demoClockOffset = body["demo_clock_offset"] == nil ? nil : try body.integer("demo_clock_offset")
        previous =
            body["previous"] == nil
            ? nil : try body.value("previous", expected: "a checkpoint") { try? Checkpoint($0) }
        guard origin.utf8.elementsEqual(logKey.name.utf8) else {
            throw JSONShapeError("log_key", expected: "named as the origin")
        }
    }

    package init(_ entry: Entry) throws(JSONShapeError) {
        guard [Self.kind, Self.restoredKind].contains(entry.kind), entry.version == Self.version else {
            throw JSONShapeError("kind", expected: "\(Self.kind) version \(Self.version)")
        }
        try self.init(entry.body)
    }
}
