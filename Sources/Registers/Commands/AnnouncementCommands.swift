import Administration
import Identity
package import Ledger
package import Storage

extension Measure {
    /// Announcements in the register: +1 posted, −1 withdrawn.
    package static let announcementsPosted = Measure("announcement.posted")
    package static let announcementsCorrected = Measure("announcement.corrected")
}

/// Posts an announcement under the next number of its year.
package struct PostAnnouncement: Command {
    package static let name = "post-announcement"
    private let wording: Announcement.Wording
    private let community: Code?
    private let zone: Zone

    package init(_ wording: Announcement.Wording, community: Code?, zone: Zone) {
        self.wording = wording
        self.community = community
        self.zone = zone
    }

    package var request: JSON.Object {
        [
            "community": community.map { .string($0.rawValue) }, "text": .string(wording.text),
            "title": .string(wording.title),
        ]
    }

    package func record(in recorder: Recorder) throws {
        try recorder.require(.postAnnouncement, in: zone)
        let day = zone.day(of: recorder.time)
        let series = Announcement.Reference(year: day.year, number: 0).series
        let number = try ReferenceCounter.next(in: series, recorder.reader)
        let event = AnnouncementPosted(
            reference: Announcement.Reference(year: day.year, number: number),
            wording: wording,
            community: community,
            day: day
        )
        let id = Announcement.ID(rawValue: recorder.next.rawValue)
        let fact = Fact(
            .announcementsPosted,
            on: day,
            quantity: 1,
            unit: .item,
            community: community,
            object: Code(rawValue: "announcement:\(id)")
        )
        try recorder.record(event, about: Subject("announcement", id), facts: [fact])
    }
}

/// Mends an error in a standing announcement.
///
/// Where the community was wrong, the count moves on the day of posting: −1 and +1, both tagged `corrected`.
package struct CorrectAnnouncement: Command {
    package static let name = "correct-announcement"
    private let id: Announcement.ID
    private let wording: Announcement.Wording
    private let community: Code?
    private let reason: String
    private let revision: Int
    private let zone: Zone

    /// - Parameter revision: The revision that the corrector has read; another one meanwhile is refused.
    package init(
        _ id: Announcement.ID,
        to wording: Announcement.Wording,
        community: Code?,
        reason: String,
        revision: Int,
        zone: Zone
    ) throws(AnnouncementError) {
        self.id = id
        self.wording = wording
        self.community = community
        self.reason = try Announcement.Wording.checkedReason(reason)
        self.revision = revision
        self.zone = zone
    }

    package var request: JSON.Object {
        [
            "announcement": .integer(id.rawValue), "community": community.map { .string($0.rawValue) },
            "reason": .string(reason), "revision": .integer(Int64(revision)), "text": .string(wording.text),
            "title": .string(wording.title),
        ]
    }

    package func record(in recorder: Recorder) throws {
        try recorder.require(.correctAnnouncement, in: zone)
        let standing = try StandingAnnouncement(id, recorder.reader)
        let announcement = standing.announcement
        guard announcement.revision == revision else {
            throw AnnouncementError.changed(announcement.reference, revision: announcement.revision)
        }
        guard announcement.wording != wording || announcement.community != community else {
            throw AnnouncementError.unchanged(announcement.reference)
        }
        var facts = [
            Fact(
                .announcementsCorrected,
                on: zone.day(of: recorder.time),
                quantity: 1,
                unit: .item,
                community: community,
                object: Code(rawValue: "announcement:\(id)")
            )
        ]
        if announcement.community != community {
            facts.append(standing.fact.reversed(standing.factID, on: standing.fact.day, tags: [.corrected]))
            facts.append(
                Fact(
                    standing.fact.measure,
                    on: standing.fact.day,
                    quantity: standing.fact.quantity,
                    unit: standing.fact.unit,
                    community: community,
                    object: standing.fact.object,
                    tags: [.corrected]
                )
            )
        }
        let event = AnnouncementCorrected(wording: wording, community: community, reason: reason)
        try recorder.record(event, about: Subject("announcement", id), facts: facts)
    }
}

/// Takes an announcement down; it counts −1 on the day of withdrawal, and earlier periods stand.
package struct WithdrawAnnouncement: Command {
    package static let name = "withdraw-announcement"
    private let id: Announcement.ID
    private let reason: String
    private let zone: Zone

    package init(_ id: Announcement.ID, reason: String, zone: Zone) throws(AnnouncementError) {
        self.id = id
        self.reason = try Announcement.Wording.checkedReason(reason)
        self.zone = zone
    }

    package var request: JSON.Object { ["announcement": .integer(id.rawValue), "reason": .string(reason)] }

    package func record(in recorder: Recorder) throws {
        try recorder.require(.withdrawAnnouncement, in: zone)
        let standing = try StandingAnnouncement(id, recorder.reader)
        let fact = standing.fact.reversed(standing.factID, on: zone.day(of: recorder.time))
        try recorder.record(
            AnnouncementWithdrawn(reason: reason),
            about: Subject("announcement", id),
            facts: [fact]
        )
    }
}

/// An announcement that is not withdrawn, with the fact that counts it now.
private struct StandingAnnouncement {
    let announcement: Announcement
    let factID: Fact.ID
    let fact: Fact

    init(_ id: Announcement.ID, _ reader: Reader) throws {
        guard let announcement = try Announcements.announcement(id, reader) else {
            throw AnnouncementError.unknown(id)
        }
        guard announcement.status == .standing else {
            throw AnnouncementError.withdrawn(announcement.reference)
        }
        self.announcement = announcement
        guard let factID = try Announcements.fact(of: id, reader),
            let fact = try FactStore.fact(factID, reader)
        else {
            throw StorageError.damaged("announcement \(id) is counted by no fact")
        }
        self.factID = factID
        self.fact = fact
    }
}
