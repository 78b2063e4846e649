import Administration
package import Catalog
import Identity
package import Ledger
package import Storage
package import Vault

/// Drafts a paper of a matter; drafting is the first signature of its chain.
package struct DraftPaper: Command {
    package static let name = "draft-paper"
    private let document: Code
    private let wording: PaperWording
    private let matter: Matter.ID
    private let key: NamedKey
    private let rules: MatterRules

    /// - Parameter key: The matter's own, under which all that is written about it is sealed.
    package init(
        _ document: Code,
        _ wording: PaperWording,
        of matter: Matter.ID,
        key: NamedKey,
        rules: MatterRules
    ) {
        self.document = document
        self.wording = wording
        self.matter = matter
        self.key = key
        self.rules = rules
    }

    /// Kept as a salted digest only.
    package var request: JSON.Object {
        [
            "document": .code(document), "matter": .id(matter), "wording": .object(wording.json),
        ]
    }

    package func record(in recorder: Recorder) throws {
        guard let matter = try Matters.state(matter, recorder.reader) else {
            throw MatterError.unknown(self.matter)
        }
        let day = rules.zone.day(of: recorder.time)
        let authority = try Authority(of: recorder.order.actor, on: day, recorder.reader)
        let home = try recorder.home()
        let unit: Code?
        do throws(LacksRight) {
            unit = try rules.permitDraft(of: matter, home: home) {
                authority.allows($0, unit: $1, line: matter.origin.line, on: day)
            }
        } catch { throw StaffError.notAllowed(error.right) }
        let form = Paper.Form(try rules.document(document, of: matter, on: day))
        let id = Paper.ID(rawValue: recorder.next.rawValue)
        guard Staff.ID(recorder.order.actor) != nil else { throw PaperError.refused(id, .notStaff) }
        guard let unit else { throw PaperError.noUnit }
        try recorder.record(
            PaperDrafted(matter: matter.id, form: form, unit: unit, day: day),
            about: Paper.subject(id),
            sealed: try wording.sealed(under: key, command: recorder.order.id)
        )
    }
}

extension MatterRules {
    /// A document that the matter's kind has, and that stands on the day.
    ///
    /// - Throws: `PaperError`.
    package func document(
        _ code: Code,
        of matter: Matter,
        on day: LocalDay
    ) throws(PaperError) -> MatterDocument {
        guard let document = catalog.document(code), document.validity.contains(day) else {
            throw .unknownDocument(code)
        }
        let known = catalog.matterKind(matter.origin.kind)?.documents ?? []
        guard known.contains(code) else { throw .otherDocument(code, kind: matter.origin.kind) }
        return document
    }

    /// The documents that may be drafted of a matter, in the order of its kind.
    package func documents(of matter: Matter, on day: LocalDay) -> [MatterDocument] {
        (catalog.matterKind(matter.origin.kind)?.documents ?? []).compactMap {
            try? document($0, of: matter, on: day)
        }
    }
}

extension PaperWording {
    func sealed(under key: NamedKey, command: CommandID) throws(SealingError) -> [SealedText] {
        var sealed = [
            try key.sealed(title, as: PaperField.title, command: command),
            try key.sealed(text, as: PaperField.text, command: command),
        ]
        if let addressee {
            sealed.append(try key.sealed(addressee, as: PaperField.addressee, command: command))
        }
        return sealed
    }
}

/// The names of a paper's sealed fields.
package enum PaperField {
    package static let title = "title"
    package static let addressee = "addressee"
    package static let text = "text"
    package static let note = MatterField.note
}
