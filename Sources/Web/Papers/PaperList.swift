import Administration
import Casework
import Catalog
import Identity
import Ledger
import Storage

/// The papers of a matter on its page: where each stands, what can be done now, and which can be drafted.
struct PaperList: Sendable {
    struct Row: Sendable {
        let title: String
        let state: String
        let isVoid: Bool
        let page: String
        let pdf: String
        let chain: [Line]
        let acts: [Frame.Link]
        let reasons: [MatterPage.Why]
    }

    let rows: [Row]
    let drafts: [Frame.Link]
    let file: String
    let filePage: String

    init(
        _ matter: Matter,
        _ visitor: Visitor,
        _ office: Office,
        _ language: Language,
        _ reader: Reader
    ) throws {
        let rules = try office.matterRules
        rows = try MatterPapers.all(of: matter.id, reader).map { paper in
            let place = Self.place(paper)
            let acts = office.acts(paper, matter, visitor, rules)
            let words = try MatterPapers.words(of: paper.id, reader)
            return Row(
                title: words?.title ?? DocumentWord.paperErased[language],
                state: paper.text(language),
                isVoid: paper.stage.name == .voided,
                page: place,
                pdf: "\(place).pdf",
                chain: try Self.chain(paper, office, language, reader),
                acts: acts.answers.filter { $0.answer == .allowed }.map { name, _ in
                    Frame.Link(
                        href: "\(place)/\(name.rawValue)",
                        label: name.word(issues: paper.isLast)[language]
                    )
                },
                reasons: acts.answers.compactMap { name, answer in
                    let label = name.word(issues: paper.isLast)[language]
                    switch answer {
                    case .allowed: return nil
                    case .lacks:
                        return MatterPage.Why(name: label, reason: MatterWord.lacksRight[language])
                    case .refused(let refusal):
                        return MatterPage.Why(name: label, reason: refusal.text(language))
                    }
                }
            )
        }
        let mayDraft = office.mayDraft(of: matter, visitor, rules)
        drafts =
            mayDraft
            ? rules.documents(of: matter, on: visitor.today).map {
                Frame.Link(
                    href: "/matters/\(matter.id)/papers/new?document=\($0.code)",
                    label: DocumentWord.paperDraft[language, $0.name[language]]
                )
            } : []
        file = "/matters/\(matter.id)/file.pdf"
        filePage = "/matters/\(matter.id)/file.html"
    }

    static func place(_ paper: Paper) -> String { "/matters/\(paper.matter)/papers/\(paper.id)" }

    /// Who has signed when, and who has still to.
    static func chain(
        _ paper: Paper,
        _ office: Office,
        _ language: Language,
        _ reader: Reader
    ) throws -> [Line] {
        try paper.form.chain.enumerated().map { place, signer in
            guard place < paper.signatures.count else {
                return Line(name: signer.word[language], value: DocumentWord.paperUnsigned[language])
            }
            let signature = paper.signatures[place]
            let name = try office.name(of: signature.actor, reader)
            return Line(name: signer.word[language], value: "\(name) · \(signature.day)")
        }
    }
}

extension Office {
    /// The paper that an address names, if it is the matter's.
    func paper(_ text: String, of matter: Matter, _ reader: Reader) throws -> Paper {
        guard let number = Int64(exactly: text),
            let paper = try MatterPapers.state(Paper.ID(rawValue: number), reader),
            paper.matter == matter.id
        else { throw Fault.noPaper(text) }
        return paper
    }

    /// What whoever asks may do to a paper now.
    func acts(_ paper: Paper, _ matter: Matter, _ visitor: Visitor, _ rules: MatterRules) -> PaperActs {
        PaperActs(
            paper,
            of: matter,
            by: visitor.actor,
            home: visitor.member.unit,
            on: visitor.today,
            rules: rules
        ) { visitor.may($0, unit: $1, line: matter.origin.line) }
    }

    func mayDraft(of matter: Matter, _ visitor: Visitor, _ rules: MatterRules) -> Bool {
        let unit = try? rules.permitDraft(of: matter, home: visitor.member.unit) {
            visitor.may($0, unit: $1, line: matter.origin.line)
        }
        return unit != nil
    }
}
