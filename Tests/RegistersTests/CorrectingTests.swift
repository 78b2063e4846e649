import Foundation
import Ledger
import Registers
import Storage
import Testing

@Suite("Correcting an announcement")
struct CorrectingTests {
    @Test func inItsTextLeavesTheCountAlone() async throws {
        try await Register.run { register in
            let id = try await register.post()
            register.move(to: .tuesday)
            try await register.correct(id, to: .laterWater)
            let announcement = try #require(try await register.announcement(id))
            #expect(announcement.wording == .laterWater && announcement.revision == 1)
            #expect(announcement.postedOn == .monday && announcement.postedAt == .monday)
            #expect(try await register.facts(of: 2).map(\.measure) == [.announcementsCorrected])
            #expect(try await register.facts(of: 2).map(\.day) == [.tuesday])
            #expect(try await register.sums() == ["2018-03-05 440310001003": 1])
        }
    }

    @Test func inItsCommunityMovesTheCountOnTheDayOfPosting() async throws {
        try await Register.run { register in
            let id = try await register.post()
            register.move(to: .tuesday)
            try await register.correct(id, community: .heping)
            let object = Code(rawValue: "announcement:1")
            let posted = Fact.ID(entry: Entry.ID(rawValue: 1), ordinal: 0)
            func moved(_ quantity: Int64, _ community: Code, reverses: Fact.ID? = nil) -> Fact {
                Fact(
                    .announcementsPosted,
                    on: .monday,
                    quantity: quantity,
                    unit: .item,
                    community: community,
                    object: object,
                    tags: [.corrected],
                    reverses: reverses
                )
            }
            #expect(
                try await register.facts(of: 2).dropFirst() == [
                    moved(-1, .pingshan, reverses: posted), moved(1, .heping),
                ]
            )
            #expect(
                try await register.sums() == ["2018-03-05 440310001003": 0, "2018-03-05 440310001004": 1]
            )
        }
    }

    @Test func twiceTakesBackTheFactThatCountsItNow() async throws {
        try await Register.run { register in
            let id = try await register.post()
            try await register.correct(id, community: .heping)
            try await register.correct(id, to: .laterWater, community: .heping, revision: 1)
            try await register.correct(id, to: .laterWater, community: nil, revision: 2)
            #expect(
                try await register.facts(of: 4)[1].reverses == Fact.ID(entry: .init(rawValue: 2), ordinal: 2)
            )
            #expect(
                try await register.sums() == [
                    "2018-03-05 ": 1, "2018-03-05 440310001003": 0, "2018-03-05 440310001004": 0,
                ]
            )
        }
    }

    @Test func isRefusedWhereItDoesNotFitWhatStands() async throws {
        try await Register.run { register in
            let id = try await register.post()
            let reference = Announcement.Reference(year: 2018, number: 1)
            await #expect(throws: AnnouncementError.unchanged(reference)) { try await register.correct(id) }
            await #expect(throws: AnnouncementError.changed(reference, revision: 0)) {
                try await register.correct(id, to: .laterWater, revision: 1)
            }
            try await register.correct(id, to: .laterWater)
            await #expect(throws: AnnouncementError.changed(reference, revision: 1)) {
                try await register.correct(id, to: .water)
            }
            let unknown = Announcement.ID(rawValue: 77)
            await #expect(throws: AnnouncementError.unknown(unknown)) { try await register.correct(unknown) }
            try await register.withdraw(id)
            await #expect(throws: AnnouncementError.withdrawn(reference)) {
                try await register.correct(id, to: .water, revision: 1)
            }
            #expect(try await register.store.read { try Head($0).size } == 4)
        }
    }

    @Test("needs a reason", arguments: ["", " ", "\u{0}"])
    func reason(_ reason: String) {
        let id = Announcement.ID(rawValue: 1)
        #expect(throws: AnnouncementError.empty("reason")) {
            try CorrectAnnouncement(
                id,
                to: .water,
                community: nil,
                reason: reason,
                revision: 0,
                zone: Register.zone
            )
        }
        #expect(throws: AnnouncementError.empty("reason")) {
            try WithdrawAnnouncement(id, reason: reason, zone: Register.zone)
        }
    }
}

@Suite("Withdrawing an announcement")
struct WithdrawingTests {
    @Test func countsOnItsOwnDayAndLeavesTheEarlierOne() async throws {
        try await Register.run { register in
            let id = try await register.post()
            register.move(to: .tuesday)
            try await register.withdraw(id)
            #expect(
                try await register.announcement(id)?.status == .withdrawn(reason: "已恢复供水", at: .tuesday)
            )
            let fact = try #require(try await register.facts(of: 2).first)
            #expect(fact.quantity == -1 && fact.day == .tuesday && fact.tags.isEmpty)
            #expect(fact.reverses == Fact.ID(entry: Entry.ID(rawValue: 1), ordinal: 0))
            #expect(
                try await register.sums() == ["2018-03-05 440310001003": 1, "2018-03-06 440310001003": -1]
            )
        }
    }

    @Test func afterACorrectionCountsForTheRightCommunity() async throws {
        try await Register.run { register in
            let id = try await register.post()
            try await register.correct(id, community: .heping)
            try await register.withdraw(id)
            #expect(
                try await register.sums() == ["2018-03-05 440310001003": 0, "2018-03-05 440310001004": 0]
            )
        }
    }

    @Test func isDoneOnce() async throws {
        try await Register.run { register in
            let id = try await register.post()
            try await register.withdraw(id)
            await #expect(throws: AnnouncementError.withdrawn(.init(year: 2018, number: 1))) {
                try await register.withdraw(id)
            }
            let unknown = Announcement.ID(rawValue: 0)
            await #expect(throws: AnnouncementError.unknown(unknown)) { try await register.withdraw(unknown) }
        }
    }

    @Test func leavesItsHistoryAndTheReplayAgrees() async throws {
        try await Register.run { register in
            let id = try await register.post()
            try await register.correct(id, to: .laterWater, community: .heping)
            register.move(to: .tuesday)
            try await register.withdraw(id)
            let history = try await register.store.read { try Announcements.history(id, $0) }
            #expect(
                history.map(\.kind.rawValue) == [
                    "announcement.posted", "announcement.corrected", "announcement.withdrawn",
                ]
            )
            #expect(history.map(\.entry.rawValue) == [1, 2, 3])
            #expect(history.map(\.reason) == [nil, "日期有误", "已恢复供水"])
            #expect(history.map(\.time) == [.monday, .monday, .tuesday])
            let (database, schema) = (register.store.database, register.store.schema)
            #expect(try await Replay.check(database, schema: schema).differences == [])
        }
    }
}
