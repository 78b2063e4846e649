import Administration
import Catalog
import Foundation
import Ledger
import Registers

/// The forms with which the staff write announcements.
struct AnnouncementForms {
    let office: Office
    let visitor: Visitor
    /// Files that need not be sent again.
    let kept: [KeptFile]
    let language: Language

    func view(_ writing: Writing, sent: FormBody?, problem: String?) -> FormView {
        FormView(
            to: writing.path,
            visitor.token,
            fields: fields(writing),
            submit: submit(writing)[language],
            sent: sent,
            problem: problem,
            isGrave: { if case .withdrawal = writing { true } else { false } }()
        )
    }

    private func submit(_ writing: Writing) -> Word {
        switch writing {
        case .new: .postNow
        case .correction: .correctAnnouncement
        case .withdrawal: .withdrawAnnouncement
        }
    }

    private func fields(_ writing: Writing) -> [FormView.Field] {
        switch writing {
        case .new:
            let units = office.postingUnits(visitor, language)
            let own = visitor.member.unit.rawValue
            return wording(nil) + [
                .choice(
                    "unit",
                    Word.fieldPostingUnit[language],
                    units,
                    chosen: units.contains { $0.value == own } ? own : units.first?.value ?? ""
                )
            ] + files(writing) + [
                .line(
                    "due",
                    Word.fieldDue[language],
                    type: "datetime-local",
                    hint: Word.hintDue[language],
                    isRequired: false
                )
            ]
        case .correction(let announcement):
            return [.hidden("revision", "\(announcement.revision)")] + wording(announcement) + files(writing)
                + [.line("reason", Word.fieldReason[language], hint: Word.hintReason[language])]
        case .withdrawal:
            return [.line("reason", Word.fieldReason[language], hint: Word.hintReason[language])]
        }
    }

    private func wording(_ announcement: Announcement?) -> [FormView.Field] {
        let communities = office.catalog.communities(on: visitor.today).map {
            (value: $0.code.rawValue, label: $0.name[language])
        }
        return [
            .line("title", Word.columnSubject[language], value: announcement?.wording.title ?? ""),
            .text("text", Word.fieldText[language], value: announcement?.wording.text ?? ""),
            .choice(
                "community",
                Word.fieldCommunity[language],
                [("", Word.wholeSubdistrict[language])] + communities,
                chosen: announcement?.community?.rawValue ?? ""
            ),
        ]
    }

    private func files(_ writing: Writing) -> [FormView.Field] {
        KeptFile.fields(kept, visitor.token, on: writing.path, language)
    }
}
