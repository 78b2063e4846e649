import Administration
import Catalog
import Ledger

/// The catalog in force and how it came to be.
struct CatalogPage: Page {
    static let template = "catalog"

    struct Row: Sendable {
        let entry: Frame.Link
        let time: String
        let who: String
        let digest: String
        let changes: Frame.Link
    }

    let title: String
    let place: Frame.Place? = .catalog
    let lines: [Line]
    let rows: [Row]
    /// To the catalog that could be adopted; nil where there is none, or the visitor may not.
    let next: Frame.Link?

    init(_ catalog: Catalog, _ rows: [Row], mayAdopt: Bool, _ language: Language) {
        title = Word.catalogTitle[language]
        lines = [
            Line(name: Word.catalogDigest[language], value: "\(catalog.content.digest)", isCode: true),
            Line(name: Word.catalogLines[language], value: "\(catalog.lines.count)"),
            Line(name: Word.catalogUnits[language], value: "\(catalog.units.count)"),
            Line(name: Word.catalogCommunities[language], value: "\(catalog.subdistrict.communities.count)"),
            Line(name: Word.catalogCells[language], value: "\(catalog.cells.count)"),
            Line(name: Word.catalogFigures[language], value: "\(catalog.figures.count)"),
            Line(
                name: Word.catalogNotices[language],
                value: "\(catalog.holidayNotices.count)",
                href: "/calendar"
            ),
            Line(
                name: Word.catalogRules[language],
                value: "\(catalog.deadlineRules.count)",
                href: "/deadlines"
            ),
        ]
        self.rows = rows
        next = mayAdopt ? Frame.Link(href: "/catalog/next", label: Word.nextCatalogTitle[language]) : nil
    }
}

extension CatalogPage.Row {
    init(_ adoption: Adoptions.Adoption, who: String, office: Office, _ language: Language) {
        entry = Frame.Link(href: "/entries/\(adoption.entry)", label: "\(adoption.entry)")
        time = office.zone.clock(of: adoption.time)
        self.who = who
        digest = adoption.digest.short
        changes = Frame.Link(href: "/catalog/adoptions/\(adoption.entry)", label: Word.seeChanges[language])
    }
}

/// What one catalog changes in another, thing by thing.
struct DifferencePage: Page {
    static let template = "catalog-difference"

    struct Row: Sendable {
        let action: String
        let thing: String
        let code: String
        let note: String?
        let fields: [Field]
        /// Whether it stands in the way of the adoption.
        let isForbidden: Bool
    }

    struct Field: Sendable {
        let name: String
        let old: String
        let new: String
    }

    let title: String
    let place: Frame.Place? = .catalog
    let lead: String
    let errors: [String]
    let hasErrors: Bool
    let rows: [Row]
    let hasRows: Bool
    var form: FormView?

    init(title: String, lead: String, errors: [String]) {
        self.title = title
        self.lead = lead
        self.errors = errors
        hasErrors = true
        rows = []
        hasRows = false
    }

    init(
        title: String,
        lead: String,
        _ difference: CatalogDifference,
        form: FormView? = nil,
        _ language: Language
    ) {
        self.title = title
        self.lead = lead
        self.form = form
        errors = []
        hasErrors = false
        hasRows = !difference.changes.isEmpty
        rows = difference.changes.map { change in
            Row(
                action: change.action.word[language],
                thing: change.thing.name(language),
                code: change.code,
                note: change.action.note(language),
                fields: change.fields.map { Field(name: $0.name, old: $0.old, new: $0.new) },
                isForbidden: change.action.isForbidden
            )
        }
    }
}

extension CatalogDifference.Action {
    fileprivate var word: Word {
        switch self {
        case .added: .changeAdded
        case .changed: .changeChanged
        case .retired: .changeRetired
        case .forbidden: .changeForbidden
        }
    }

    fileprivate var isForbidden: Bool { if case .forbidden = self { true } else { false } }

    fileprivate func note(_ language: Language) -> String? {
        switch self {
        case .added, .changed: nil
        case .retired(let until): Word.grantThrough[language, "\(until)"]
        case .forbidden(let reason): reason
        }
    }
}

extension CatalogDifference.Thing {
    fileprivate func name(_ language: Language) -> String {
        switch self {
        case .subdistrict: Word.thingSubdistrict[language]
        case .community: Word.thingCommunity[language]
        case .unit: Word.fieldUnit[language]
        case .cell: Word.thingCell[language]
        case .line: Word.thingLine[language]
        case .kind: Word.thingKind[language]
        case .document: Word.thingDocument[language]
        case .source: MatterWord.thingSource[language]
        case .category: MatterWord.thingCategory[language]
        case .profile: MatterWord.thingProfile[language]
        case .figure: Word.thingFigure[language]
        case .report: Word.thingReport[language]
        case .holidayNotice: Word.thingNotice[language]
        case .workingHours: Word.thingHours[language]
        case .deadlineRule: Word.thingDeadlineRule[language]
        }
    }
}
