import Casework
import Identity
import Ledger
import Storage

/// A report as whoever made it follows it: honest about what was done and what was not.
struct FollowPage: Page {
    static let template = "follow"

    struct Point: Equatable, Sendable {
        let text: String
        /// Whether it has an answer, in words; nil where there is nothing to tell apart.
        let answer: String?
    }

    struct Step: Equatable, Sendable {
        let label: String
        let time: String
        let note: String?
    }

    let title: String
    var place: Frame.Place? { .follow }
    /// What he has just done, that it was written down.
    let told: String?
    let number: String
    let state: String
    /// How the matter stands into which it was merged.
    let merged: String?
    let isStruck: Bool
    let due: String?
    let isLate: Bool
    let isErased: Bool
    let points: [Point]
    let details: [Line]
    let hasDetails: Bool
    let steps: [Step]
    let hasActs: Bool
    let forms: [FormSection]
    let receipt: String
    let id: String
    let code: String
    /// Nil where the site was asked under no name that can be scanned.
    let picture: String?
    let leave: FormView

    init(
        _ matter: Matter,
        _ code: CodeWord,
        visit: SessionToken,
        picture: Bool,
        done: FollowAct?,
        sent: FormBody?,
        problem: String?,
        _ office: Office,
        _ language: Language,
        _ reader: Reader
    ) throws {
        let words = try Matters.words(of: matter.id, reader)
        let view = ReporterView(matter, office, language)
        let path = "/follow/\(matter.id)"
        title = words?.title ?? StreetWord.followTitle[language]
        told = done.map { StreetWord.followTold[language, $0.word[language]] }
        number = matter.reference.map { "\($0) · #\(matter.id)" } ?? "#\(matter.id)"
        state = view.state
        merged = try view.mergedState(reader)
        isStruck = matter.stage.outcome == .struckOff
        let next = view.due
        due = next.map { office.zone.clock(of: $0) }
        isLate = next.map { $0 < office.store.clock.now } ?? false
        points = view.points(words)
        isErased = points.isEmpty
        details = [
            (StreetWord.followPlace, view.place(words)), (.followName, words?.nameMask),
            (.followTelephone, words?.telephoneMask),
        ].compactMap { word, text in text.map { Line(name: word[language], value: $0) } }
        hasDetails = !details.isEmpty
        steps = try view.course(reader)
        receipt = "\(path)/receipt"
        (id, self.code, self.picture) = ("\(matter.id)", code.text, picture ? "\(path)/qr" : nil)
        leave = FormView(
            to: path,
            visit,
            fields: [.hidden("act", Self.leaving)],
            submit: StreetWord.followLeave[language]
        )
        forms = try FollowAct.allowed(on: matter, office).map { act in
            let isSent = sent?["act"] == act.rawValue
            return FormSection(
                heading: act.word[language],
                lead: act.lead[language],
                form: FormView(
                    to: path,
                    visit,
                    fields: [.hidden("act", act.rawValue)]
                        + (act.question.map { [.text("note", $0[language])] } ?? []),
                    submit: act.word[language],
                    sent: isSent ? sent : nil,
                    problem: isSent ? problem : nil,
                    isGrave: act == .withdraw
                )
            )
        }
        hasActs = !forms.isEmpty
    }

    /// The word of the form by which the browser forgets the report.
    static let leaving = "leave"
}
