package import Catalog
import Ledger
package import Storage

/// What a document's text comes to for a matter, before somebody has gone over it.
///
/// Papers are in Chinese, whatever language a page is read in.
package struct PaperDraft: Equatable, Sendable {
    package let title: String
    package let addressee: String
    /// Names in braces are left where the matter has nothing for them yet; whoever drafts writes it there.
    package let text: String

    package init(
        _ document: MatterDocument,
        of matter: Matter,
        rules: MatterRules,
        _ reader: Reader
    ) throws {
        title = document.name.zh
        var text = document.text.zh
        let values = try Self.values(of: matter, rules, reader)
        // A letter that begins with a unit is one to it.
        let lead = "{lead}："
        if text.hasPrefix(lead), let name = values["lead"] {
            addressee = "\(name)："
            text.removeFirst(lead.count)
        } else {
            addressee = ""
        }
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            text = text.replacing("{\(name)}", with: value)
        }
        self.text = text
    }

    private static func values(
        of matter: Matter,
        _ rules: MatterRules,
        _ reader: Reader
    ) throws -> [String: String] {
        let history = try Matters.history(of: matter.id, reader)
        func last(_ kind: Entry.Kind) -> HistoryLine? { history.last { $0.kind == kind } }
        func unit(_ code: Code?) -> String? {
            code.map { rules.catalog.unit($0)?.name.zh ?? $0.rawValue }
        }
        let issued = try MatterPapers.all(of: matter.id, reader).last { $0.stage.name == .issued }
        let name = try issued.flatMap { try MatterPapers.words(of: $0.id, reader)?.title }
        let number = issued?.numberText.map { "（\($0)）" } ?? ""
        let values: [String: String?] = [
            "reference": matter.reference.map { "\($0)" },
            "deadline": matter.clocks[.handling]?.term.due.map { text(of: $0.day) },
            "lead": unit(matter.stage.lead), "verifier": unit(last(MatterVerified.kind)?.party.unit),
            "result": last(MatterWorked.kind)?.note.map(sentence),
            "reason": last(MatterEnded.kind)?.note.map(sentence),
            "document": name.map { "《\($0)》\(number)" },
            "date": (issued?.delivery?.day ?? issued?.issuedOn).map { text(of: $0) },
        ]
        return values.compactMapValues { $0 }
    }

    /// `2018年6月1日` (GB/T 9704-2012 7.3.5.4).
    private static func text(of day: LocalDay) -> String { "\(day.year)年\(day.month)月\(day.day)日" }

    /// What was written becomes part of a sentence that ends by itself; braces in it are no names.
    private static func sentence(_ note: String) -> String {
        var note = note.replacing("{", with: "｛").replacing("}", with: "｝")
        while let end = note.last, "。.；; ".contains(end) { note.removeLast() }
        return note
    }
}
