import Ledger
import Registers

/// An announcement as it reads now, and everything that happened to it.
struct AnnouncementPage: Page {
    static let template = "announcement"

    struct Step: Sendable {
        let label: String
        let time: String
        let reason: String?
        let entry: Frame.Link
        let receipt: Frame.Link
        /// The wording that this step brought; nil where it brought none.
        let wording: Wording?
        let erased: String?
    }

    struct Wording: Sendable {
        let subject: String
        let community: String
        let text: String
    }

    let title: String
    let place: Frame.Place?
    let reference: String
    let community: String
    let posted: String
    let text: String
    let stamp: String?
    /// When and why it was taken down.
    let withdrawal: String?
    let steps: [Step]
    let back: Frame.Link

    init(_ announcement: Announcement, _ versions: [Version], office: Office, _ language: Language) {
        title = announcement.wording.title
        place = .announcements
        reference = "\(announcement.reference)"
        community = office.communityName(announcement.community, language)
        posted =
            Word.timeInZone[
                language,
                office.zone.clock(of: announcement.postedAt),
                office.zone.name,
            ]
        text = announcement.wording.text
        switch announcement.status {
        case .standing: (stamp, withdrawal) = (nil, nil)
        case .withdrawn(let reason, let time):
            stamp = Word.stampWithdrawn[language]
            withdrawal = Word.withdrawnBecause[language, office.zone.clock(of: time), reason]
        }
        steps = versions.map { Step($0, office: office, language) }
        back = Frame.Link(href: "/announcements", label: Word.allAnnouncements[language])
    }
}

extension AnnouncementPage.Step {
    fileprivate init(_ version: Version, office: Office, _ language: Language) {
        let change = version.change
        label = change.kind.word?[language] ?? change.kind.rawValue
        time = office.zone.clock(of: change.time)
        reason = change.reason.map { Word.becauseOf[language, $0] }
        entry = .init(href: "/entries/\(change.entry)", label: Word.entryTitle[language, "\(change.entry)"])
        receipt = .init(href: "/entries/\(change.entry)/receipt", label: Word.receipt[language])
        func wording(_ wording: Announcement.Wording, _ community: Code?) -> AnnouncementPage.Wording {
            .init(
                subject: wording.title,
                community: office.communityName(community, language),
                text: wording.text
            )
        }
        switch version.content {
        case .posted(let event):
            (self.wording, erased) = (wording(event.wording, event.community), nil)
        case .corrected(let event):
            (self.wording, erased) = (wording(event.wording, event.community), nil)
        case .withdrawn: (self.wording, erased) = (nil, nil)
        case .erased: (self.wording, erased) = (nil, Fault.erased(change.entry).what(language))
        }
    }
}
