import Ledger
import Registers
import Testing

@Suite("The events of an announcement")
struct AnnouncementEventTests {
    static let posted = AnnouncementPosted(
        reference: Announcement.Reference(year: 2018, number: 1),
        wording: .water,
        community: .pingshan,
        day: .monday
    )
    static let corrected = AnnouncementCorrected(wording: .laterWater, community: .heping, reason: "日期有误")
    static let withdrawn = AnnouncementWithdrawn(reason: "已恢复供水")

    @Test(
        "are written for ever in these bytes",
        arguments: [
            (
                posted.body,
                #"{"community":"440310001003","day":"2018-03-05","number":1,"text":"3月6日停水。","title":"停水通知","year":2018}"#
            ),
            (
                corrected.body,
                #"{"community":"440310001004","reason":"日期有误","text":"3月7日停水。","title":"停水通知"}"#
            ), (withdrawn.body, #"{"reason":"已恢复供水"}"#),
            (
                AnnouncementCorrected(wording: .water, community: nil, reason: "适用全街道").body,
                #"{"reason":"适用全街道","text":"3月6日停水。","title":"停水通知"}"#
            ),
        ] as [(JSON.Object, String)]
    )
    func bytes(body: JSON.Object, text: String) throws {
        #expect(String(decoding: try JSON.object(body).canonicalBytes(), as: UTF8.self) == text)
        #expect(try JSON(canonical: Array(text.utf8)) == .object(body))
    }

    @Test func areReadAsTheyWereWritten() throws {
        #expect(try AnnouncementPosted(body: Self.posted.body) == Self.posted)
        #expect(try AnnouncementCorrected(body: Self.corrected.body) == Self.corrected)
        #expect(try AnnouncementWithdrawn(body: Self.withdrawn.body) == Self.withdrawn)
    }

    @Test func keepTheirKindsAndVersions() {
        #expect(AnnouncementPosted.kind.rawValue == "announcement.posted" && AnnouncementPosted.version == 2)
        #expect(AnnouncementCorrected.kind.rawValue == "announcement.corrected")
        #expect(AnnouncementCorrected.version == 2)
        #expect(AnnouncementWithdrawn.kind.rawValue == "announcement.withdrawn")
        #expect(AnnouncementWithdrawn.version == 1)
    }

    @Test func areRefusedInAVersionOfALaterProgram() throws {
        func entry<E: Event>(_ event: E, version: Int) -> Entry {
            Entry(
                id: Entry.ID(rawValue: 1),
                time: .monday,
                actor: .console,
                kind: E.kind,
                version: version,
                subject: Subject("announcement:1")!,
                command: CommandID("0191e3a0-5a7c-4d2e-8f10-2b3c4d5e6f70")!,
                catalog: Hash(of: []),
                body: event.body
            )
        }
        func refusal(_ version: Int) -> JSONShapeError {
            JSONShapeError("version", expected: "at most \(version); use a newer program")
        }
        #expect(throws: refusal(2)) { try AnnouncementPosted(entry(Self.posted, version: 3)) }
        #expect(throws: refusal(2)) { try AnnouncementCorrected(entry(Self.corrected, version: 3)) }
        #expect(throws: refusal(1)) { try AnnouncementWithdrawn(entry(Self.withdrawn, version: 2)) }
        // The first versions said nothing of files.
        #expect(try AnnouncementPosted(entry(Self.posted, version: 1)) == Self.posted)
        #expect(try AnnouncementCorrected(entry(Self.corrected, version: 1)).attachments == nil)
    }

    @Test(
        "are refused in another shape",
        arguments: [
            ("day", "2018-02-30", "a day"), ("community", "", "a community's code"),
            ("title", " ", "within its limits"),
        ]
    )
    func shape(member: String, text: String, expected: String) {
        var body = Self.posted.body
        body[member] = .string(text)
        let named = member == "title" ? "title or text" : member
        #expect(throws: JSONShapeError(named, expected: expected)) { try AnnouncementPosted(body: body) }
    }
}
