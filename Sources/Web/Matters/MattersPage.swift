import Casework
import Catalog
import Identity
import Ledger

/// The ledger of matters (台账), filtered.
struct MattersPage: Page {
    static let template = "matters"

    struct Filter: Sendable {
        let name: String
        let label: String
        let choices: [FormView.Field.Choice]
    }

    let title: String
    let place: Frame.Place? = .matters
    let count: String?
    /// What was typed into the search, and why it was not taken.
    let words: String
    let problem: String?
    let filters: [Filter]
    let rows: [MatterLine]
    let new: Frame.Link?
    let first: Frame.Link?
    let next: Frame.Link?
    /// The same list as a file.
    let tables: [Frame.Link]

    /// Counts stop here.
    static let mostCounted = 1000

    init(
        _ rows: [MatterRow],
        count: Int?,
        of question: MatterQuestion,
        next: String?,
        problem: String? = nil,
        visitor: Visitor,
        office: Office,
        _ language: Language
    ) {
        title = MatterWord.mattersTitle[language]
        self.count = count.map { count in
            let shown = count >= Self.mostCounted ? "\(Int64(Self.mostCounted).grouped)+" : "\(count)"
            return MatterWord.mattersCount[language, shown]
        }
        words = question.words
        self.problem = problem
        filters = Self.filters(question, office, visitor.today, language)
        self.rows = rows.map { MatterLine($0, office, language) }
        new =
            visitor.may(.reportMatter)
            ? Frame.Link(href: "/matters/new", label: MatterWord.newMatter[language]) : nil
        first =
            question.start == nil
            ? nil : Frame.Link(href: question.address(), label: Word.pageFirst[language])
        tables =
            rows.isEmpty
            ? []
            : [
                Frame.Link(
                    href: question.address(of: "/matters/table.xlsx"),
                    label: MatterWord.tableWorkbook[language]
                ),
                Frame.Link(
                    href: question.address(of: "/matters/table.csv"),
                    label: MatterWord.tableText[language]
                ),
            ]
        self.next = next.map { Frame.Link(href: $0, label: Word.pageNext[language]) }
    }

    private static func filters(
        _ question: MatterQuestion,
        _ office: Office,
        _ day: LocalDay,
        _ language: Language
    ) -> [Filter] {
        func filter(
            _ name: MatterQuestion.Name,
            _ label: String,
            _ choices: [(String, String)],
            hasAll: Bool = true
        ) -> Filter {
            let all = hasAll ? [("", MatterWord.filterAll[language])] : []
            return Filter(
                name: name.rawValue,
                label: label,
                choices: (all + choices).map {
                    .init(value: $0.0, label: $0.1, isChosen: $0.0 == question.chosen[name] ?? "")
                }
            )
        }
        let catalog = office.catalog
        let stages = Matter.Stage.Name.allCases.filter { $0 != .closed }.map {
            ($0.rawValue, $0.word[language])
        }
        let outcomes = Matter.Outcome.Name.allCases.map { ($0.rawValue, $0.word[language]) }
        return [
            filter(
                .state,
                MatterWord.columnStage[language],
                [("open", MatterWord.filterOpen[language]), ("closed", MatterWord.filterClosed[language])]
            ),
            filter(.stage, MatterWord.columnProgress[language], stages + outcomes),
            filter(
                .kind,
                MatterWord.columnKind[language],
                catalog.kinds.map { ($0.code.rawValue, $0.name[language]) }
            ),
            filter(
                .source,
                MatterWord.columnOrigin[language],
                catalog.sources.map { ($0.code.rawValue, $0.name[language]) }
            ),
            filter(
                .community,
                Word.columnCommunity[language],
                catalog.communities(on: day).map { ($0.code.rawValue, $0.name[language]) }
            ),
            filter(
                .lead,
                MatterWord.columnLead[language],
                catalog.units(on: day).map { ($0.code.rawValue, $0.name[language]) }
            ),
            filter(.overdue, MatterWord.matterDue[language], [("yes", MatterWord.filterOverdue[language])]),
            filter(
                .order,
                MatterWord.columnOrder[language],
                [("newest", MatterWord.orderNewest[language]), ("due", MatterWord.orderDue[language])],
                hasAll: false
            ),
        ]
    }
}

/// What waits for somebody.
struct DeskPage: Page {
    static let template = "desk"

    struct Part: Sendable {
        let heading: String
        let rows: [MatterLine]
        let more: Frame.Link?
    }

    let title: String
    let place: Frame.Place? = .desk
    let parts: [Part]
    let papers: [PaperWait]
    let hasNothing: Bool
    let new: Frame.Link?

    init(_ parts: [Part], _ papers: [PaperWait], visitor: Visitor, _ language: Language) {
        title = MatterWord.deskTitle[language]
        self.parts = parts
        self.papers = papers
        hasNothing = parts.isEmpty && papers.isEmpty
        new =
            visitor.may(.reportMatter)
            ? Frame.Link(href: "/matters/new", label: MatterWord.newMatter[language]) : nil
    }
}
