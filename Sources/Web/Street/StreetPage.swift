import Catalog
import Ledger

/// Where anybody tells the office what is wrong.
struct StreetPage: Page {
    static let template = "street"

    let title: String
    var place: Frame.Place? { .report }
    let lead: String
    /// What else is reported, with a form of its own.
    let others: [Frame.Link]
    let hasOthers: Bool
    let form: FormView
    let script: String?

    init(_ kind: Street.Kind, form: FormView, script: String?, _ office: Office, _ language: Language) {
        let kinds = Street.kinds(office)
        let isFirst = kind.kind.code == kinds.first?.kind.code
        title = isFirst ? StreetWord.reportTitle[language] : kind.kind.name[language]
        lead =
            (kind.kind.confidentiality == .confidential ? StreetWord.reportLeadSecret : .reportLead)[language]
        others = kinds.filter { $0.kind.code != kind.kind.code }.map { other in
            let code = other.kind.code
            return code == kinds.first?.kind.code
                ? Frame.Link(href: "/report", label: StreetWord.reportTitle[language])
                : Frame.Link(href: "/report?kind=\(code)", label: other.kind.name[language])
        }
        hasOthers = !others.isEmpty
        self.form = form
        self.script = script
    }
}

/// That a report was received.
struct DonePage: Page {
    static let template = "done"

    let title: String
    var place: Frame.Place? { .report }
    let number: String
    let code: String
    let due: String?
    let points: [String]
    let follow: String
    /// Nil where the site was asked under no name that can be scanned.
    let picture: String?
}
