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
    private let unit: Code?
    private let attachments: [Attachment]
    private let zone: Zone

    /// - Parameters:
    ///   - unit: The office's own unit in whose name it is posted.
    ///   - attachments: Files whose content is on disk already.
    package init(
        _ wording: Announcement.Wording,
        community: Code?,
        unit: Code? = nil,
        attachments: [Attachment] = [],
        zone: Zone
    ) {
        self.wording = wording
        self.community = community
        self.unit = unit
        self.attachments = attachments
        self.zone = zone
    }

    package var request: JSON.Object {
        [
            "attachments": attachments.isEmpty ? nil : attachments.json,
            "community": community.map { .string($0.rawValue) }, "text": .string(wording.text),
            "title": .string(wording.title), "unit": unit.map { .string($0.rawValue) },
        ]
    }

    package func record(in recorder: Recorder) throws {
        try recorder.require(.postAnnouncement, unit: unit, in: zone)
        try recorder.post(wording, community: community, unit: unit, attachments, zone)
    }
}

extension Recorder {
    /// Records that an announcement appears now.
    @discardableResult
    func post(
        _ wording: Announcement.Wording,
        community: Code?,
        unit: Code?,
        _ attachments: [Attachment],
        _ zone: Zone
    ) throws -> Announcement.ID {
        try attachments.check()
        let day = zone.day(of: time)
        let series = Announcement.Reference(year: day.year, number: 0).series
        let number = try ReferenceCounter.next(in: series, reader)
        let event = AnnouncementPosted(
            reference: Announcement.Reference(year: day.year, number: number),
            wording: wording,
            community: community,
            day: day,
            unit: unit,
            attachments: attachments
        )
        let id = Announcement.ID(rawValue: next.rawValue)
        let fact = Fact(
            .announcementsPosted,
            on: day,
            quantity: 1,
            unit: .item,
            community: community,
            office: unit,
            object: Code(rawValue: "announcement:\(id)")
        )
        try record(event, about: Announcement.subject(id), facts: [fact])
        return id
    }
}

extension [Attachment] {
    func check() throws(AnnouncementError) {
        guard count <= Attachment.limit else { throw .tooManyAttachments(count) }
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
    private let attachments: [Attachment]?
    private let reason: String
    private let revision: Int
    private let zone: Zone

    /// - Parameters:
    ///   - attachments: All files that it shall have; nil where they stay as they are.
    ///   - revision: The revision that the corrector has read; another one meanwhile is refused.
    package init(
        _ id: Announcement.ID,
        to wording: Announcement.Wording,
        community: Code?,
        attachments: [Attachment]? = nil,
        reason: String,
        revision: Int,
        zone: Zone
    ) throws(AnnouncementError) {
        self.id = id
        self.wording = wording
        self.community = community
        self.attachments = attachments
        self.reason = try Announcement.Wording.checkedReason(reason)
        self.revision = revision
        self.zone = zone
    }

    package var request: JSON.Object {
        [
            "announcement": .integer(id.rawValue), "attachments": attachments?.json,
            "community": community.map { .string($0.rawValue) },
            "reason": .string(reason), "revision": .integer(Int64(revision)), "text": .string(wording.text),
            "title": .string(wording.title),
        ]
    }

    package func record(in recorder: Recorder) throws {
        let standing = try StandingAnnouncement(id, .correctAnnouncement, in: zone, recorder)
        let announcement = standing.announcement
        try attachments?.check()
        guard announcement.revision == revision else {
            throw AnnouncementError.changed(announcement.reference, revision: announcement.revision)
        }
        let present = try Announcements.attachments(of: id, recorder.reader)
        guard
            announcement.wording != wording || announcement.community != community
                || present != attachments ?? present
        else {
            throw AnnouncementError.unchanged(announcement.reference)
        }
        var facts = [
            Fact(
                .announcementsCorrected,
                on: zone.day(of: recorder.time),
                quantity: 1,
                unit: .item,
                community: community,
                office: announcement.unit,
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
                    office: standing.fact.office,
                    object: standing.fact.object,
                    tags: [.corrected]
                )
            )
        }
        let event = AnnouncementCorrected(
            wording: wording,
            community: community,
            reason: reason,
            attachments: attachments
        )
        try recorder.record(event, about: Announcement.subject(id), facts: facts)
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
        let standing = try StandingAnnouncement(id, .withdrawAnnouncement, in: zone, recorder)
        let fact = standing.fact.reversed(standing.factID, on: zone.day(of: recorder.time))
        try recorder.record(
            AnnouncementWithdrawn(reason: reason),
            about: Announcement.subject(id),
            facts: [fact]
        )
    }
}

/// An announcement that is not withdrawn, with the fact that counts it now.
private struct StandingAnnouncement {
    let announcement: Announcement
    let factID: Fact.ID
    let fact: Fact

    /// Looks it up for somebody who wants to change it.
    ///
    /// - Throws: `StaffError.notAllowed` where he may not, for the unit that posted it.
    init(_ id: Announcement.ID, _ right: Right, in zone: Zone, _ recorder: Recorder) throws {
        let reader = recorder.reader
        let found = try Announcements.announcement(id, reader)
        try recorder.require(right, unit: found?.unit, in: zone)
        guard let announcement = found else { throw AnnouncementError.unknown(id) }
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
