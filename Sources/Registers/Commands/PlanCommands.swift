import Administration
import Identity
package import Ledger
package import Storage

/// Writes an announcement that is to be posted later.
package struct PlanAnnouncement: Command {
    package static let name = "plan-announcement"
    private static let roomForPosting = 2048
    private let event: AnnouncementPlanned
    private let zone: Zone

    package init(
        _ wording: Announcement.Wording,
        community: Code?,
        unit: Code?,
        attachments: [Attachment] = [],
        due: Instant,
        zone: Zone
    ) {
        event = AnnouncementPlanned(
            wording: wording,
            community: community,
            unit: unit,
            attachments: attachments,
            due: due
        )
        self.zone = zone
    }

    package var request: JSON.Object { event.body }

    package func record(in recorder: Recorder) throws {
        try recorder.require(.postAnnouncement, unit: event.unit, in: zone)
        try event.attachments.check()
        // The announcement's own entry will be larger by a number, a day and a fact.
        let size = (try? JSON.object(event.body).canonicalBytes().count) ?? .max
        guard size <= Limit.entryBytes - Self.roomForPosting else {
            throw AnnouncementError.textTooLong(event.wording.text.utf8.count)
        }
        let latest = recorder.time.advanced(byMilliseconds: AnnouncementError.planLimit * 86_400_000)
        guard event.due > recorder.time, event.due <= latest else { throw AnnouncementError.planTime }
        guard try AnnouncementPlans.count(recorder.reader) < AnnouncementPlans.limit else {
            throw AnnouncementError.tooManyPlans
        }
        let id = AnnouncementPlan.ID(rawValue: recorder.next.rawValue)
        try recorder.record(event, about: AnnouncementPlan.subject(id))
    }
}

/// Gives a planned announcement up.
package struct CancelPlan: Command {
    package static let name = "cancel-announcement-plan"
    private let id: AnnouncementPlan.ID
    private let zone: Zone

    package init(_ id: AnnouncementPlan.ID, zone: Zone) { (self.id, self.zone) = (id, zone) }

    package var request: JSON.Object { ["plan": .integer(id.rawValue)] }

    package func record(in recorder: Recorder) throws {
        let plan = try AnnouncementPlans.plan(id, recorder.reader)
        try recorder.require(.withdrawAnnouncement, unit: plan?.unit, in: zone)
        guard plan != nil else { throw AnnouncementError.noPlan(id) }
        try recorder.record(AnnouncementPlanEnded(posted: nil), about: AnnouncementPlan.subject(id))
    }
}

/// Posts a planned announcement; its timer does it.
///
/// It asks for no right: whoever planned it had the right, and whoever may withdraw could have given it up.
struct PostPlanned: Command {
    static let name = "post-planned-announcement"
    let id: AnnouncementPlan.ID
    let zone: Zone

    var request: JSON.Object { ["plan": .integer(id.rawValue)] }

    func record(in recorder: Recorder) throws {
        guard let plan = try AnnouncementPlans.plan(id, recorder.reader) else {
            throw AnnouncementError.noPlan(id)
        }
        let posted = try recorder.post(
            plan.wording,
            community: plan.community,
            unit: plan.unit,
            plan.attachments,
            zone
        )
        try recorder.record(AnnouncementPlanEnded(posted: posted), about: AnnouncementPlan.subject(id))
    }
}
