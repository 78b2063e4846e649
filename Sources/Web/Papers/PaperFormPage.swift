import Casework
import Catalog
import Ledger
import Storage

/// A form about a paper.
struct PaperFormPage: Page {
    static let template = "paper-form"

    /// What it says, for whoever is to sign it.
    struct Shown: Sendable {
        let title: String
        let addressee: String?
        let text: String
        let chain: [Line]
    }

    let title: String
    let place: Frame.Place? = .matters
    let matter: String
    let back: Frame.Link
    let state: String
    /// Nil where it is being written.
    let paper: Shown?
    let lead: String?
    /// What a draft's text says, for whoever reads no Chinese.
    let english: String?
    let form: FormView
    /// Whether something has happened since the form was opened.
    let hasNews: Bool
    let news: [MatterPage.Event]
}

extension PaperFormPage {
    /// What has happened to a paper, the latest first.
    static func events(
        _ paper: Paper,
        _ office: Office,
        _ language: Language,
        _ reader: Reader
    ) throws -> [MatterPage.Event] {
        try MatterPapers.history(of: paper.id, reader).reversed().map { line in
            MatterPage.Event(
                label: KindWord(rawValue: line.kind.rawValue)?[language] ?? line.kind.rawValue,
                time: office.zone.clock(of: line.at),
                who: try office.name(of: line.party.actor, reader),
                entry: Frame.Link(href: "/entries/\(line.entry)", label: "#\(line.entry)"),
                note: line.note,
                hasFiles: false,
                files: []
            )
        }
    }
}
