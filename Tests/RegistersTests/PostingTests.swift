import Foundation
import Ledger
import Registers
import Storage
import Testing

@Suite("Posting an announcement")
struct PostingTests {
    @Test func putsItIntoTheRegisterAndCountsItOnItsDay() async throws {
        try await Register.run { register in
            let id = try await register.post()
            let announcement = try #require(try await register.announcement(id))
            #expect(announcement.id.rawValue == 1)
            #expect(announcement.reference.description == "公告-2018-0001")
            #expect(announcement.wording == .water)
            #expect(announcement.community == .pingshan)
            #expect(announcement.postedAt == .monday && announcement.postedOn == .monday)
            #expect(announcement.revision == 0 && announcement.status == .standing)
            #expect(
                try await register.facts(of: 1) == [
                    Fact(
                        .announcementsPosted,
                        on: .monday,
                        quantity: 1,
                        unit: .item,
                        community: .pingshan,
                        object: Code(rawValue: "announcement:1")
                    )
                ]
            )
            #expect(try await register.sums() == ["2018-03-05 440310001003": 1])
        }
    }

    @Test func withoutACommunityCountsForTheWholeSubdistrict() async throws {
        try await Register.run { register in
            let id = try await register.post(community: nil)
            #expect(try await register.announcement(id)?.community == nil)
            #expect(try await register.sums() == ["2018-03-05 ": 1])
        }
    }

    @Test func beginsTheNumbersAnewWhenTheYearTurnsInTheSubdistrict() async throws {
        let zone = Register.zone
        let midnight = zone.instant(LocalDay("2019-01-01")!)
        try await Register.run(at: zone.instant(LocalDay("2018-12-31")!, hour: 9)) { register in
            var ids = [try await register.post()]
            register.move(to: midnight.advanced(byMilliseconds: -1))
            ids.append(try await register.post())
            register.move(to: midnight)
            ids.append(try await register.post())
            ids.append(try await register.post())
            var references: [String] = []
            var days: [LocalDay] = []
            for id in ids {
                let announcement = try #require(try await register.announcement(id))
                references.append(announcement.reference.description)
                days.append(announcement.postedOn)
            }
            #expect(references == ["公告-2018-0001", "公告-2018-0002", "公告-2019-0001", "公告-2019-0002"])
            #expect(days.map(\.description) == ["2018-12-31", "2018-12-31", "2019-01-01", "2019-01-01"])
        }
    }

    @Test func takesNoNumberWhenItIsRefused() async throws {
        try await Register.run { register in
            await #expect(throws: (any Error).self) {
                // Every newline takes two bytes in the entry, so that this text alone fills it.
                let newlines = "a" + String(repeating: "\n\"", count: 7999) + "a"
                try await register.post(
                    Announcement.Wording(title: String(repeating: "字", count: 200), text: newlines)
                )
            }
            let id = try await register.post()
            #expect(try await register.announcement(id)?.reference.number == 1)
        }
    }

    @Test func takesComposedAndDecomposedSpellingForTheSameRequest() async throws {
        try await Register.run { register in
            let id = CommandID(UUID())
            let composed = try Announcement.Wording(title: "Caf\u{E9}", text: "r\u{E9}sum\u{E9}")
            let decomposed = try Announcement.Wording(title: "Cafe\u{301}", text: "re\u{301}sume\u{301}")
            let zone = Register.zone
            let first = try await register.perform(
                PostAnnouncement(composed, community: nil, zone: zone),
                id: id
            )
            let second = try await register.perform(
                PostAnnouncement(decomposed, community: nil, zone: zone),
                id: id
            )
            #expect(second == Outcome(first: first.first, count: 1, isRepeat: true))
        }
    }

    @Test func keepsATextWhoseOneSpellingIsLonger() async throws {
        try await Register.run { register in
            // U+0958 is excluded from composition: two characters in NFC, and twice the bytes.
            let text = String(repeating: "\u{958}", count: 2666)
            let id = try await register.post(try Announcement.Wording(title: "क़", text: text))
            let kept = try #require(try await register.announcement(id)).wording.text
            #expect(kept.utf8.count == 15_996)
        }
    }
}

@Suite("The register, page by page")
struct PageTests {
    @Test func showsTheNewestFirst() async throws {
        try await Register.run { register in
            for _ in 1...5 { try await register.post() }
            let pages = try await register.store.read { reader in
                let first = try Announcements.page(limit: 3, reader).map(\.id.rawValue)
                let rest = try Announcements.page(before: .init(rawValue: 3), limit: 3, reader)
                return [first, rest.map(\.id.rawValue)]
            }
            #expect(pages == [[5, 4, 3], [2, 1]])
        }
    }
}
