import Ledger
import Registers

/// A page of the register.
struct AnnouncementsPage: Page {
    static let template = "announcements"

    struct Row: Sendable {
        let href: String
        let reference: String
        let subject: String
        let community: String
        let day: String
        /// How often it was corrected; nil for never.
        let corrected: String?
        /// The stamp of a withdrawn one.
        let stamp: String?
    }

    let title: String
    let place: Frame.Place?
    /// What a visitor of the staff may do here.
    let acts: [Frame.Link]
    let hasActs: Bool
    let rows: [Row]
    let first: Frame.Link?
    let next: Frame.Link?

    init(
        _ announcements: [Announcement],
        isFirstPage: Bool,
        hasMore: Bool,
        visitor: Visitor?,
        office: Office,
        _ language: Language
    ) {
        title = Word.announcementsTitle[language]
        place = .announcements
        acts =
            visitor.map(office.mayPost) ?? false
            ? [
                Frame.Link(href: "/announcements/new", label: Word.newAnnouncement[language]),
                Frame.Link(href: "/announcements/plans", label: Word.plansTitle[language]),
            ] : []
        hasActs = !acts.isEmpty
        rows = announcements.map { Row($0, office: office, language) }
        first = isFirstPage ? nil : Frame.Link(href: "/announcements", label: Word.pageFirst[language])
        next = announcements.last.flatMap { last in
            guard hasMore else { return nil }
            return Frame.Link(href: "/announcements?before=\(last.id)", label: Word.pageOlder[language])
        }
    }
}

extension AnnouncementsPage.Row {
    fileprivate init(_ announcement: Announcement, office: Office, _ language: Language) {
        href = "/announcements/\(announcement.id)"
        reference = "\(announcement.reference)"
        subject = announcement.wording.title
        community = office.communityName(announcement.community, language)
        day = "\(announcement.postedOn)"
        corrected =
            announcement.revision > 0 ? Word.correctedTimes[language, "\(announcement.revision)"] : nil
        stamp = announcement.status == .standing ? nil : Word.stampWithdrawn[language]
    }
}
