import Administration
import Ledger

/// A sealed value, shown once.
struct OpenedPage: Page {
    static let template = "opened"

    let title: String
    let place: Frame.Place? = nil
    let lead: String
    let name: String
    let value: String
    /// To whose value it is; nil where he has no page.
    let back: Frame.Link?
}

/// Who has opened what, when and what for.
struct OpeningsPage: Page {
    static let template = "openings"

    struct Row: Sendable {
        let entry: Frame.Link
        let time: String
        let who: String
        let what: String
        let purpose: String
    }

    let title: String
    let place: Frame.Place? = .openings
    let rows: [Row]
    let first: Frame.Link?
    let next: Frame.Link?

    init(_ rows: [Row], last: Row?, isFirstPage: Bool, _ language: Language) {
        title = Word.openingsTitle[language]
        self.rows = rows
        first = isFirstPage ? nil : Frame.Link(href: "/openings", label: Word.pageFirst[language])
        next = last.map {
            Frame.Link(href: "/openings?before=\($0.entry.label)", label: Word.pageOlder[language])
        }
    }
}

extension OpeningsPage.Row {
    init(_ opening: Openings.Opening, who: String, whose: String, office: Office, _ language: Language) {
        entry = Frame.Link(href: "/entries/\(opening.entry)", label: "\(opening.entry)")
        time = office.zone.clock(of: opening.time)
        self.who = who
        what = Word.sealedOf[language, whose, opening.field.fieldWord(language)]
        purpose = opening.purpose
    }
}
