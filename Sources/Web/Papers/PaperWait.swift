import Administration
import Casework
import Catalog
import Identity
import Ledger
import Storage

/// Papers that wait for somebody on his desk.
struct PaperWait: Sendable {
    struct Row: Sendable {
        let href: String
        let title: String
        let state: String
        let matter: String
    }

    let heading: String
    let rows: [Row]

    /// How many are shown, and among how many of the oldest they are looked for.
    private static let (rowLimit, readLimit) = (20, 200)

    /// Those that wait for his signature, then those that were sent back to his unit.
    static func all(
        for visitor: Visitor,
        _ office: Office,
        _ language: Language,
        _ reader: Reader
    ) throws -> [PaperWait] {
        let rules = try office.matterRules
        var toSign: [Row] = []
        for signer in MatterDocument.Signer.allCases.reversed() {
            for paper in try waiting(signer, visitor, office, reader) where toSign.count < rowLimit {
                guard let row = try row(paper, .sign, visitor, office, rules, language, reader) else {
                    continue
                }
                toSign.append(row)
            }
        }
        let returned = try MatterPapers.returned(to: visitor.member.unit, limit: rowLimit, reader)
            .compactMap { try row($0, .revise, visitor, office, rules, language, reader) }
        return [
            PaperWait(heading: DocumentWord.waitSign[language], rows: toSign),
            PaperWait(heading: DocumentWord.waitRevise[language], rows: returned),
        ].filter { !$0.rows.isEmpty }
    }

    /// Those of a post that he may hold; only the oldest are looked at.
    private static func waiting(
        _ signer: MatterDocument.Signer,
        _ visitor: Visitor,
        _ office: Office,
        _ reader: Reader
    ) throws -> [Paper] {
        let right = signer.right ?? .handleMatter
        // Most people hold no such post.
        let holds = visitor.rights.grants.contains { RightsTable.reach(of: $0.role, for: right) != .none }
        guard holds else { return [] }
        let units = office.catalog.units.map(\.code)
        let lines = office.catalog.lines.map(\.code)
        let own = units.filter { unit in
            visitor.may(right, unit: unit) || lines.contains { visitor.may(right, unit: unit, line: $0) }
        }
        let isEverywhere = own.count == units.count
        return try MatterPapers.waiting(
            for: signer,
            units: isEverywhere ? nil : own,
            limit: readLimit,
            reader
        )
    }

    /// Nil where he may not do it, or not see the matter.
    private static func row(
        _ paper: Paper,
        _ act: PaperAct.Name,
        _ visitor: Visitor,
        _ office: Office,
        _ rules: MatterRules,
        _ language: Language,
        _ reader: Reader
    ) throws -> Row? {
        guard let matter = try Matters.state(paper.matter, reader), visitor.maySee(matter),
            office.acts(paper, matter, visitor, rules).allows(act)
        else { return nil }
        let title = try MatterPapers.words(of: paper.id, reader)?.title
        return Row(
            href: "\(PaperList.place(paper))/\(act.rawValue)",
            title: title ?? DocumentWord.paperErased[language],
            state: paper.text(language),
            matter: matter.reference.map { "\($0)" } ?? "#\(matter.id)"
        )
    }
}
