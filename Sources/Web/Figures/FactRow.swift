import Catalog
import Ledger

/// A fact in a table, every cell ready to print.
struct FactRow: Sendable {
    let place: String
    let href: String
    let entry: String
    let day: String
    let measure: String
    /// With its sign.
    let quantity: String
    let community: String
    let object: String?
    let tags: String?
    /// The fact that it takes back.
    let takesBack: Frame.Link?
    /// Nil where whoever reads it is not given that of its entry.
    let receipt: Frame.Link?

    init(_ id: Fact.ID, _ fact: Fact, hasReceipt: Bool = false, office: Office, _ language: Language) {
        place = "\(id)"
        href = "/entries/\(id.entry)"
        entry = "\(id.entry)"
        receipt =
            hasReceipt
            ? Frame.Link(href: "/entries/\(id.entry)/receipt", label: Word.receipt[language]) : nil
        day = "\(fact.day)"
        measure = fact.measure.rawValue
        quantity = (fact.quantity > 0 ? "+" : "") + fact.quantity.grouped
        community = office.communityName(fact.community, language)
        object = fact.object?.rawValue
        tags =
            fact.tags.isEmpty
            ? nil : fact.tags.map { $0.word?[language] ?? $0.rawValue }.joined(separator: " ")
        takesBack = fact.reverses.map { reversed in
            Frame.Link(
                href: "/entries/\(reversed.entry)",
                label: Word.takesBack[language, "\(reversed.entry)"]
            )
        }
    }
}

extension Office {
    /// The name of a community, its code where the catalog has none, or the words for the whole subdistrict.
    func communityName(_ code: Code?, _ language: Language) -> String {
        guard let code else { return Word.wholeSubdistrict[language] }
        return catalog.community(code)?.name[language] ?? code.rawValue
    }
}

extension Code {
    fileprivate var word: Word? { self == .corrected ? .tagCorrected : nil }
}

extension Unit {
    /// The unit's name; its code where it has none.
    func name(_ language: Language) -> String {
        switch rawValue {
        case Unit.item.rawValue: Word.unitItem[language]
        case "minute": ReportWord.unitMinute[language]
        default: rawValue
        }
    }
}
