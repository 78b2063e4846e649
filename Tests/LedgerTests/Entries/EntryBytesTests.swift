import Ledger
import Testing

@Suite("An entry's bytes")
struct EntryBytesTests {
    /// Written out, so that the format can never drift: a ledger of 2018 must verify in every later program.
    static let golden =
        #"{"actor":"staff:81","body":{"copies":12,"place":"坪山围 \"A\" 栋","public":true,"#
        + #""title":"门前三包\n通告"},"#
        + #""catalog":"652f55016243bf1b9f1bbea46d5749ef892dbe394e46de9d66ab1aacf0b4af57","#
        + #""command":"0191e3a0-5a7c-4d2e-8f10-2b3c4d5e6f70","#
        + #""facts":[{"community":"jinlong","day":"2018-03-05","measure":"announcement.posted","#
        + #""object":"announcement:1","office":"party-office","quantity":1,"tags":["paper","street"],"unit":"item"}],"#
        + #""format":1,"kind":"announcement.posted","#
        + #""sealed":{"contact":{"box":"AAECAwQFBgcICQ==","key":"person:7"}},"#
        + #""sequence":1,"subject":"announcement:1","time":1520212800000,"version":1}"#

    @Test func areTheseAndNoOthers() throws {
        #expect(try Entry.sample.bytes().text == Self.golden)
        #expect(try Entry(bytes: [UInt8](utf8: Self.golden)) == .sample)
    }

    @Test func givesThisLeaf() throws {
        let leaf = Leaf(salt: .numbered(1), entry: [UInt8](utf8: Self.golden))
        #expect(leaf.data.description == "4f82fac08e90fce6b9b8f8e26d2ef72520b72dc2b5eff5c0f890d810346ecde4")
        #expect(leaf.hash.description == "5ca7cd263b35d645f6c717a0804a99513e2f8b6dc0eec129cf5b0311f422e4c6")
        #expect(leaf.data == Hash(of: Salt.numbered(1).bytes + [UInt8](utf8: Self.golden)))
    }

    @Test func withEveryMemberAtItsSmallestComeBack() throws {
        let entry = Entry(
            id: Entry.ID(rawValue: 0),
            time: Instant(rawValue: 0),
            actor: .console,
            kind: Entry.Kind("a.b"),
            version: 1,
            subject: Subject("a:0")!,
            command: .numbered(0),
            catalog: .catalog,
            body: [:]
        )
        let bytes = try entry.bytes()
        #expect(bytes.text.contains(#""body":{}"#) && bytes.text.contains(#""facts":[]"#))
        #expect(bytes.text.contains(#""sealed":{}"#))
        #expect(try Entry(bytes: bytes) == entry)
    }

    @Test func withEveryMemberAtItsLargestComeBack() throws {
        let facts = (0..<100).map { _ in
            Fact(Measure("a.b"), on: LocalDay("9999-12-31")!, quantity: -Limit.integer, unit: .item)
        }
        let entry = Entry.sample.with(
            id: Limit.integer,
            time: Limit.instant,
            version: 9999,
            facts: facts
        )
        #expect(try Entry(bytes: entry.bytes()) == entry)
    }

    @Test func may32KiBBeAndNotOneMore() throws {
        let rest = try Entry.sample.with(body: ["text": ""]).bytes().count
        let fits = Entry.sample.with(body: ["text": .string(String(repeating: "a", count: 32_768 - rest))])
        let bytes = try fits.bytes()
        #expect(bytes.count == 32_768)
        #expect(try Entry(bytes: bytes) == fits)
        let larger = Entry.sample.with(body: ["text": .string(String(repeating: "a", count: 32_769 - rest))])
        #expect(throws: EntryError.tooLarge(32_769)) { try larger.bytes() }
        #expect(throws: EntryError.tooLarge(32_769)) { try Entry(bytes: bytes + [0x20]) }
    }

    @Test(
        "are not written where no reader would take them",
        arguments: [
            (Entry.sample.with(id: -1), EntryError.shape(JSONShapeError("sequence", expected: "0 or more"))),
            (.sample.with(id: 1 << 53), .unwritable(.integerTooLarge(1 << 53))),
            (
                .sample.with(time: Instant(rawValue: -1)),
                .shape(JSONShapeError("time", expected: "in the years 1970 to 9999"))
            ),
            (.sample.with(version: 0), .shape(JSONShapeError("version", expected: "1 to 9999"))),
            (.sample.with(version: 10_000), .shape(JSONShapeError("version", expected: "1 to 9999"))),
            (
                .sample.with(sealed: Entry.sample.sealed + Entry.sample.sealed),
                .shape(JSONShapeError("sealed", expected: "one field for each name"))
            ),
            (.sample.with(body: ["Title": 1]), .unwritable(.memberName("Title"))),
            (.sample.with(body: ["a": "\u{FFFF}"]), .unwritable(.unassignedCharacter(0xFFFF))),
            (.sample.with(facts: Array(repeating: .posted, count: 101)), .tooManyFacts(101)),
        ]
    )
    func areNotWritten(entry: Entry, error: EntryError) {
        #expect(throws: error) { try entry.bytes() }
    }

    @Test func ofAnyOtherSingleByteAreRefusedOrSaySomethingElse() throws {
        let bytes = try Entry.sample.bytes()
        var accepted = 0
        var wrong: [Int] = []
        for place in bytes.indices {
            for byte in UInt8.min...UInt8.max where byte != bytes[place] {
                var changed = bytes
                changed[place] = byte
                guard let entry = try? Entry(bytes: changed) else { continue }
                accepted += 1
                // A changed byte of a Chinese character may give a code point that is not assigned.
                let again = (try? entry.bytes()) ?? changed
                if entry == .sample || again != changed { wrong.append(place) }
            }
        }
        #expect(wrong == [])
        #expect(accepted > 1000)
    }

    @Test func areRefusedWhereverTheyAreCutOff() throws {
        let bytes = try Entry.sample.bytes()
        for count in bytes.indices {
            guard
                case .notCanonical(let error) = #expect(
                    throws: EntryError.self,
                    performing: {
                        try Entry(bytes: Array(bytes[..<count]))
                    }
                )
            else {
                Issue.record("\(count) bytes were not refused for their form.")
                continue
            }
            #expect(error.reason == .endsEarly)
        }
    }
}
