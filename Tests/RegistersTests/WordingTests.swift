import Ledger
import Registers
import Testing

@Suite("The wording of an announcement")
struct WordingTests {
    @Test(
        "is kept without blanks at its ends, control characters and other ends of lines",
        arguments: [
            (" a ", "a"), ("\t\n a\r\nb\rc\n ", "a\nb\nc"), ("\r\n\r\na", "a"), ("\u{3000}字\u{3000}", "字"),
            ("a\u{0}b\u{7F}c\u{85}d\u{1B}[31m", "abcd[31m"), ("a\n\nb", "a\n\nb"), ("e\u{301}", "\u{E9}"),
            ("a\u{0}\r\nb", "a\nb"),
        ]
    )
    func isKept(typed: String, kept: String) throws {
        let wording = try Announcement.Wording(title: typed, text: typed)
        #expect(wording.text.unicodeScalars.elementsEqual(kept.unicodeScalars))
        #expect(wording.title.unicodeScalars.elementsEqual(kept.unicodeScalars))
        #expect(try Announcement.Wording(title: wording.title, text: wording.text) == wording)
    }

    @Test("is refused where nothing is left", arguments: ["", " ", "\r\n", "\u{0}", "\u{0} \t\u{0}"])
    func isRefused(nothing: String) {
        #expect(throws: AnnouncementError.empty("title")) {
            try Announcement.Wording(title: nothing, text: "正文")
        }
        #expect(throws: AnnouncementError.empty("text")) {
            try Announcement.Wording(title: "标题", text: nothing)
        }
    }

    @Test func mayBeAsLongAsItsLimitsAndNoLonger() throws {
        func wording(title: Int, text: Int) throws -> Announcement.Wording {
            try Announcement.Wording(
                title: String(repeating: "字", count: title),
                text: String(repeating: "b", count: text)
            )
        }
        #expect(try wording(title: 200, text: 16_000).title.count == 200)
        #expect(throws: AnnouncementError.titleTooLong(201)) { try wording(title: 201, text: 1) }
        #expect(throws: AnnouncementError.textTooLong(16_001)) { try wording(title: 1, text: 16_001) }
    }

    @Test func hasTwelveHundredBytesInItsTitleAtMost() throws {
        // Each a single character to a reader, of 25 bytes.
        let family = "👨‍👩‍👧‍👦"
        #expect(throws: AnnouncementError.titleTooLarge(1225)) {
            try Announcement.Wording(title: String(repeating: family, count: 49), text: "a")
        }
        #expect(
            try Announcement.Wording(title: String(repeating: family, count: 48), text: "a").title.count == 48
        )
        #expect(throws: AnnouncementError.reasonTooLarge(3025)) {
            try WithdrawAnnouncement(
                Announcement.ID(rawValue: 1),
                reason: String(repeating: family, count: 121),
                zone: Register.zone
            )
        }
    }

    @Test("is refused where marks are heaped on one character", arguments: [31, 60_000])
    func marks(count: Int) {
        let heap = "a" + String(repeating: "\u{316}", count: count)
        #expect(throws: AnnouncementError.tooManyMarks("title")) {
            try Announcement.Wording(title: heap, text: "a")
        }
        #expect(throws: AnnouncementError.tooManyMarks("text")) {
            try Announcement.Wording(title: "a", text: heap)
        }
    }

    @Test(
        "is read from an entry only as a command would have left it",
        arguments: [
            ["title": " a", "text": "b"], ["title": "a", "text": "b\r\nc"], ["title": "", "text": "b"],
            ["title": "a", "text": "b", "year": 0], ["title": "a", "text": "b", "number": 0],
        ] as [JSON.Object]
    )
    func isRead(members: JSON.Object) throws {
        var body: JSON.Object = ["day": "2018-03-05", "number": 1, "text": "b", "title": "a", "year": 2018]
        #expect(try AnnouncementPosted(body: body).body == body)
        for member in members.members { body[member.name] = member.value }
        #expect(throws: JSONShapeError.self) { try AnnouncementPosted(body: body) }
        for reason in ["", " a", "a\r", String(repeating: "a", count: 501)] {
            #expect(throws: JSONShapeError.self) {
                try AnnouncementWithdrawn(body: ["reason": .string(reason)])
            }
        }
    }

    @Test func isCorrectedAndWithdrawnForAShortReason() throws {
        func withdrawal(_ count: Int) throws -> WithdrawAnnouncement {
            try WithdrawAnnouncement(
                Announcement.ID(rawValue: 1),
                reason: String(repeating: "因", count: count),
                zone: Register.zone
            )
        }
        #expect(try withdrawal(500).request["reason"] == .string(String(repeating: "因", count: 500)))
        #expect(throws: AnnouncementError.reasonTooLong(501)) { try withdrawal(501) }
    }

    @Test func isMeasuredAsTheLedgerHoldsIt() throws {
        let text = String(repeating: "\u{958}", count: 2667)
        #expect(throws: AnnouncementError.textTooLong(16_002)) {
            try Announcement.Wording(title: "a", text: text)
        }
        // Decomposed it would be too long; composed it is not.
        let accents = String(repeating: "e\u{301}", count: 8000)
        #expect(try Announcement.Wording(title: "a", text: accents).text.utf8.count == 16_000)
    }
}
