import Casework
import Ledger
import Testing

@Suite("The events of a matter")
struct MatterEventCodecTests {
    /// The kinds of entries by which a matter is kept; none is taken away or renamed.
    private static let kinds: Set = [
        "matter.reported", "matter.filed", "matter.ended", "matter.dispatched", "matter.assigned",
        "matter.worked", "matter.verified", "matter.struck-off", "matter.reopened", "matter.asked",
        "matter.decided", "matter.resumed", "matter.supervised", "matter.linked", "matter.urged",
        "matter.rated", "matter.planned", "matter.noted", "matter.corrected", "matter.step-taken",
        "matter.clock-passed", "matter.recounted",
    ]

    @Test("are written for ever in these bytes", arguments: EventSample.all.indices)
    func bytes(place: Int) throws {
        let sample = EventSample.all[place]
        let written = try JSON.object(sample.event.body).canonicalBytes()
        #expect(String(decoding: written, as: UTF8.self) == sample.text)
    }

    @Test("are read as they were written", arguments: EventSample.all.indices)
    func reading(place: Int) throws {
        let sample = EventSample.all[place]
        guard case .object(let body) = try JSON(canonical: Array(sample.text.utf8)) else {
            Issue.record("\(sample.text) is no object")
            return
        }
        try expectRead(sample.event, from: body)
    }

    private func expectRead<E: Event & Equatable>(_ event: E, from body: JSON.Object) throws {
        #expect(try E(body: body) == event)
    }

    @Test("keep their kinds, in version 1")
    func kindsAndVersions() {
        #expect(Set(EventSample.all.map { type(of: $0.event).kind.rawValue }) == Self.kinds)
        for sample in EventSample.all { #expect(type(of: sample.event).version == 1) }
    }

    @Test("say nothing where there is nothing to say, and need what they are about")
    func missing() {
        #expect(throws: JSONShapeError.self) { try MatterFiled(body: [:]) }
        #expect(throws: JSONShapeError.self) { try MatterEnded(body: [:]) }
        #expect(throws: JSONShapeError.self) { try MatterWorked(body: ["day": "2018-03-05"]) }
        #expect(throws: JSONShapeError.self) { try MatterLinked(body: ["day": "2018-03-05"]) }
        #expect(throws: JSONShapeError.self) { try MatterClockPassed(body: ["mark": 1]) }
        #expect(throws: JSONShapeError.self) { try MatterReported(body: [:]) }
    }

    @Test(
        "are refused in another shape",
        arguments: [
            (#"{"link":"twin"}"#, "link"), (#"{"day":"2018-02-30"}"#, "day"), (#"{"other":-1}"#, "other"),
            (#"{"other":"8"}"#, "other"), (#"{"unit":""}"#, "unit"), (#"{"link":1}"#, "link"),
        ]
    )
    func shapes(change: String, member: String) throws {
        var body: JSON.Object = ["day": "2018-03-05", "link": "part", "other": 8, "unit": "general-office"]
        guard case .object(let members) = try JSON(canonical: Array(change.utf8)) else { return }
        body[member] = members[member]
        let error = #expect(throws: JSONShapeError.self) { try MatterLinked(body: body) }
        #expect(error?.member == member)
    }

    @Test("name a clock once")
    func clocksTwice() {
        let clock = JSON.object(["clock": "handling", "start": 1_520_211_600_000])
        #expect(throws: JSONShapeError("clocks", expected: "each clock once")) {
            try MatterResumed(body: ["clocks": .array([clock, clock])])
        }
    }
}
