package import Ledger

/// An announcement that is written and will be posted at its time.
package struct AnnouncementPlan: Equatable, Sendable {
    package typealias ID = Identifier<AnnouncementPlan>

    package let id: ID
    package let wording: Announcement.Wording
    package let community: Code?
    package let unit: Code?
    package let attachments: [Attachment]
    package let due: Instant
    /// Who wrote it.
    package let actor: Actor

    package static func subject(_ id: ID) -> Subject { Subject("announcement-plan", id) }
}
