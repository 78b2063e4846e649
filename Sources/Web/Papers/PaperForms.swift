import Casework
import Catalog
import Ledger
import Storage
import Vault

/// The fields of a form about a paper, and what was typed into them.
enum PaperForms {
    static func wording(
        _ title: String,
        _ addressee: String,
        _ text: String,
        _ language: Language
    ) -> [FormView.Field] {
        [
            .line("title", DocumentWord.paperTitle[language], value: title),
            .line(
                "addressee",
                DocumentWord.paperAddressee[language],
                value: addressee,
                hint: DocumentWord.paperAddresseeHint[language],
                isRequired: false
            ),
            .text(
                "text",
                DocumentWord.paperText[language],
                value: text,
                hint: DocumentWord.paperTextHint[language]
            ),
        ]
    }

    static func fields(
        of name: PaperAct.Name,
        _ words: MatterPapers.Words?,
        on day: LocalDay,
        _ language: Language
    ) -> [FormView.Field] {
        func note(_ word: DocumentWord) -> FormView.Field {
            let field = FormView.Field.text("note", word[language])
            return name.needsNote ? field : field.optional
        }
        switch name {
        case .revise:
            return wording(words?.title ?? "", words?.addressee ?? "", words?.text ?? "", language)
        case .sign: return [note(.paperOpinion)]
        case .sendBack, .void: return [note(.paperReason)]
        case .deliver:
            return [
                .choice(
                    "way",
                    DocumentWord.paperWay[language],
                    PaperDelivered.Way.allCases.map { ($0.rawValue, $0.word[language]) }
                ),
                .line("day", DocumentWord.paperDay[language], type: "date", value: "\(day)"),
                note(.paperReceiver),
            ]
        }
    }

    /// - Throws: `MatterError`, `PaperError`, or `Fault.form` where no page of ours could have sent it.
    static func act(_ name: PaperAct.Name, _ form: FormBody) throws -> PaperAct {
        switch name {
        case .revise: return .revise(try wording(form))
        case .sign: return .sign
        case .sendBack: return .sendBack
        case .deliver:
            guard let way = PaperDelivered.Way(rawValue: form["way"]) else { throw Fault.form }
            guard let day = LocalDay(form["day"]) else { throw MatterError.time }
            return .deliver(way, on: day)
        case .void: return .void
        }
    }

    static func wording(_ form: FormBody) throws -> PaperWording {
        try PaperWording(title: form["title"], addressee: form["addressee"], text: form["text"])
    }
}
