package import Ledger
package import Timers

/// What posts planned announcements at their time.
package enum AnnouncementTimer {
    static let name = TimerName("announcement.due")

    static func id(_ plan: Subject) -> TimerID { TimerID(name, about: plan) }

    /// - Parameter zone: Decides to which day and year an announcement counts.
    package static func kind(zone: Zone) -> TimerKind {
        TimerKind(name, actor: .announcementRule) { timer in
            PostPlanned(id: AnnouncementPlan.ID(rawValue: timer.id.subject.number), zone: zone)
        }
    }
}

extension Actor {
    /// The rule that posts what is due, in its first version.
    static let announcementRule = Actor(rule: "announcement.due@1")
}
