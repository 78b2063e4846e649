import Administration
import Casework
import Catalog
import Identity
import Ledger
import Papers
import Storage

extension Office {
    /// A paper as it is printed; its text is Chinese, and so is the form.
    func sheet(_ paper: Paper, of matter: Matter, _ reader: Reader) throws -> PaperSheet {
        let words = try MatterPapers.words(of: paper.id, reader)
        let office = issuer(of: paper.unit)
        var sheet = PaperSheet(
            language: .zh,
            head: "\(office)文件",
            title: words?.title ?? DocumentWord.paperErased[.zh],
            office: office
        )
        sheet.number = paper.numberText
        sheet.day = paper.issuedOn
        sheet.addressee = words?.addressee
        sheet.paragraphs = Self.paragraphs(words?.text ?? "")
        sheet.chain = try paper.form.chain.enumerated().map { place, signer in
            let signature = place < paper.signatures.count ? paper.signatures[place] : nil
            return PaperSheet.Step(
                signer.word[.zh],
                name: try signature.map { try personName($0.actor, reader) },
                day: signature?.day
            )
        }
        let reference = matter.reference.map { "\($0)" } ?? "#\(matter.id)"
        switch paper.stage {
        case .issued:
            sheet.isSealed = paper.form.isSealed
            sheet.reference = reference
        case .signing, .returned:
            sheet.isSealed = false
            sheet.reference = "\(reference)　\(DocumentWord.paperNotIssued[.zh])"
        case .voided:
            sheet.isSealed = false
            sheet.reference = "\(reference)　\(DocumentWord.paperVoid[.zh])"
        }
        sheet.isSynthetic = isDemo
        return sheet
    }

    /// The part of the office in whose name a unit writes: the highest above it.
    func issuer(of unit: Code) -> String {
        var (code, steps) = (unit, 0)
        while let parent = catalog.unit(code)?.parent, steps < 20 { (code, steps) = (parent, steps + 1) }
        return catalog.unit(code)?.name.zh ?? code.rawValue
    }

    /// A member's name as it stands on paper.
    func personName(_ actor: Actor, _ reader: Reader) throws -> String {
        let name = try Staff.ID(actor).flatMap { try StaffDirectory.member($0, reader)?.name }
        return name ?? "\(actor)"
    }

    /// Parts between empty lines; a single line's end stays one.
    static func paragraphs(_ text: String) -> [String] {
        var parts: [[Substring]] = [[]]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.allSatisfy(\.isWhitespace) {
                parts.append([])
            } else {
                parts[parts.count - 1].append(line)
            }
        }
        return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
    }
}
