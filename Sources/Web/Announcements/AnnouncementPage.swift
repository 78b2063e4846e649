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
        /// The names of the files that it has from this step on; nil where the step says nothing of files.
        let files: String?
    }

    let title: String
    let place: Frame.Place?
    let reference: String
    let community: String
    /// The unit that posted it.
    let unit: String?
    let posted: String
    /// How often it was corrected; nil for never.
    let corrected: String?
    let text: String
    let stamp: String?
    /// When and why it was taken down.
    let withdrawal: String?
    let files: [FileRow]
    let hasFiles: Bool
    /// What a visitor of the staff may do to it.
    let acts: [Frame.Link]
    let hasActs: Bool
    let steps: [Step]
    let back: Frame.Link

    init(
        _ announcement: Announcement,
        _ attachments: [Attachment],
        _ versions: [Version],
        visitor: Visitor?,
        office: Office,
        _ language: Language
    ) {
        title = announcement.wording.title
        place = .announcements
        reference = "\(announcement.reference)"
        community = office.communityName(announcement.community, language)
        unit = announcement.unit.map { office.unitName($0, language) }
        posted =
            Word.timeInZone[
                language,
                office.zone.clock(of: announcement.postedAt),
                office.zoneName(language),
            ]
        corrected =
            announcement.revision > 0 ? Word.correctedTimes[language, "\(announcement.revision)"] : nil
        text = announcement.wording.text
        switch announcement.status {
        case .standing: (stamp, withdrawal) = (nil, nil)
        case .withdrawn(let reason, let time):
            stamp = Word.stampWithdrawn[language]
            withdrawal = Word.withdrawnBecause[language, office.zone.clock(of: time), reason]
        }
        let isStanding = announcement.status == .standing
        files =
            isStanding
            ? attachments.map { FileRow($0, at: "/announcements/\(announcement.id)/files", language) } : []
        hasFiles = !files.isEmpty
        acts =
            isStanding
            ? [Writing.correction(announcement), .withdrawal(announcement)].compactMap { writing in
                guard visitor?.may(writing.right, unit: announcement.unit) ?? false else { return nil }
                return Frame.Link(href: writing.path, label: writing.title[language])
            } : []
        hasActs = !acts.isEmpty
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
        func wording(
            _ wording: Announcement.Wording,
            _ community: Code?,
            _ attachments: [Attachment]?
        ) -> AnnouncementPage.Wording {
            .init(
                subject: wording.title,
                community: office.communityName(community, language),
                text: wording.text,
                files: attachments.map { files in
                    files.isEmpty
                        ? Word.filesNone[language]
                        : Word.filesNamed[language, files.map(\.name).joined(separator: "、")]
                }
            )
        }
        switch version.content {
        case .posted(let event):
            let files = event.attachments.isEmpty ? nil : event.attachments
            (self.wording, erased) = (wording(event.wording, event.community, files), nil)
        case .corrected(let event):
            (self.wording, erased) = (wording(event.wording, event.community, event.attachments), nil)
        case .withdrawn: (self.wording, erased) = (nil, nil)
        case .erased: (self.wording, erased) = (nil, Fault.erased(change.entry).what(language))
        }
    }
}
