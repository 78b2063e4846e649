import Ledger
import Testing

@Suite("A genesis")
struct GenesisTests {
    static let restored = Genesis(
        origin: "pingshan.example/ledger-2",
        subdistrict: "440310001",
        zone: .shanghai,
        logKey: SigningKey.restored.verifier,
        drawKey: Array(repeating: 8, count: 32),
        demoClockOffset: -252_460_800_000,
        previous: try? Checkpoint(signing: Frontier([Hash].leaves(3)), with: .log)
    )

    @Test("comes back from its body", arguments: [Genesis.sample, restored])
    func comesBack(genesis: Genesis) throws {
        let bytes = try JSON.object(genesis.body).canonicalBytes()
        guard case .object(let body) = try JSON(canonical: bytes) else {
            Issue.record("A body is an object.")
            return
        }
        #expect(try Genesis(body) == genesis)
    }

    @Test func hasThisBody() throws {
        #expect(
            try JSON.object(Genesis.sample.body).canonicalBytes().text
                == #"{"algorithms":{"draw":"ECVRF-EDWARDS25519-SHA512-TAI","hash":"SHA-256","signature":"Ed25519","#
                + #""tree":"RFC9162"},"draw_key":"BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=","#
                + #""log_key":"pingshan.example/ledger+47dd1e4a+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4","#
                + #""origin":"pingshan.example/ledger","subdistrict":"440310001","time_zone":"Asia/Shanghai"}"#
        )
    }

    @Test(
        "names the member that is wrong",
        arguments: [
            ("algorithms", nil), ("algorithms", .object(["hash": "SM3"])), ("draw_key", "BwcH"),
            ("draw_key", nil),
            ("log_key", "pingshan.example/ledger+47dd1e4b+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"),
            ("log_key", .string(SigningKey.restored.verifier.description)), ("origin", nil), ("origin", 1),
            ("subdistrict", nil), ("time_zone", "Asia/Pingshan"), ("demo_clock_offset", "1"),
            ("previous", "a"),
        ] as [(String, JSON?)]
    )
    func namesTheMember(name: String, value: JSON?) {
        var body = Genesis.sample.body
        body[name] = value
        let error = #expect(throws: JSONShapeError.self) { try Genesis(body) }
        #expect(error?.member == name)
    }

    @Test func isReadFromItsOwnKindsAndVersionOnly() throws {
        var ledger = SampleLedger()
        ledger.begin()
        let entry = try Entry(bytes: ledger.contents[0].bytes)
        #expect(try Genesis(entry) == .sample)
        #expect(throws: JSONShapeError.self) { try Genesis(entry.with(version: 2)) }
        #expect(throws: JSONShapeError.self) { try Genesis(Entry.sample.with(body: entry.body)) }
    }
}

@Suite("A redaction")
struct RedactionTests {
    @Test("names an earlier entry", arguments: [(0, true), (4, true), (5, false), (6, false), (-1, false)])
    func namesAnEarlierEntry(target: Int64, isAccepted: Bool) {
        let entry = Entry.sample.with(id: 5, body: ["entry": .integer(target), "reason": "court order"])
        #expect((try? Redaction(entry))?.target.rawValue == (isAccepted ? target : nil))
    }

    @Test func namesItByANumber() {
        #expect(throws: JSONShapeError("entry", expected: "an integer")) {
            try Redaction(Entry.sample.with(id: 5, body: ["entry": "4"]))
        }
    }
}
