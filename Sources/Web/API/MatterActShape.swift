import Casework
import Ledger
import Registers
import WorkingTime

/// The acts that a program sends, as the forms of the pages have them.
enum MatterActShape {
    /// Acts at once, in their order.
    static let most = 5

    private static let other = Shape.Member(
        "other",
        .text(most: 40),
        required: true,
        "The other matter's reference or id."
    )
    private static let number = Shape.Member("number", .text(most: 64), "Given elsewhere.")
    private static let worked: [Shape.Member] = [
        .init(
            "points",
            .list(.integer(1...Int64(MatterReported.pointLimit)), 0...MatterReported.pointLimit),
            "Those that are answered by it."
        ),
        .init("for_reporter", .flag, "Whether whoever reported it reads the note."),
    ]
    /// As a report has them, and as an act has them that is done at the stage at which its kind asks.
    static let answers = Shape.Member(
        "fields",
        .list(
            .object([
                .init("field", .code, required: true), .init("answer", .text(most: 2000), required: true),
            ]),
            0...50
        ),
        "Answers to the fields of the kind."
    )
    private static let checked: [Shape.Member] = [.init("on_site", .flag)]

    static let shape = Shape.oneOf(
        tag: "act",
        [
            ("file", [answers]), ("decline", []), ("settle", []), ("withdraw", []), ("strike-off", []),
            ("reopen", []),
            ("resume", []), ("answer-supervision", []), ("urge", []), ("merge", [other]),
            ("mark-relapse", [other]),
            (
                "dispatch",
                [
                    .init("lead", .code, "The unit; left out, the one that the routes of its kind give."),
                    .init("assisting", .code),
                ]
            ), ("assign", [.init("person", .code, required: true)]), ("progress", worked),
            ("handle", worked + [answers]),
            ("assist", [.init("unit", .code, required: true)]), ("verify", checked), ("send-back", checked),
            (
                "ask",
                [
                    .init("sort", .choice(Ask.Sort.allCases.map(\.rawValue)), required: true),
                    .init("days", .integer(1...9999)),
                    .init("day_unit", .choice(["working-day", "calendar-day"])),
                    .init("cause", .choice(Pause.Cause.allCases.map(\.rawValue))), .init("unit", .code),
                    .init("leader", .code),
                ]
            ),
            (
                "decide",
                [
                    .init("ask", .id, required: true),
                    .init("decision", .choice(["granted", "refused", "dropped"]), required: true),
                    .init("lead", .code), number,
                ]
            ), ("supervise", [.init("until", .day, required: true), number]),
            ("rate", [.init("answer", .choice(MatterRated.Answer.allCases.map(\.rawValue)), required: true)]),
            ("plan", [.init("person", .code), .init("leader", .code)]),
            ("note", [.init("for_reporter", .flag)]),
            (
                "correct",
                [.init("community", .code), .init("category", .code), .init("dwelling", .flag)]
            ), ("take-step", [.init("step", .code, required: true), number]),
        ]
    )

    /// Names of members that the forms spell otherwise.
    private static let formNames = [
        "on_site": "onsite", "for_reporter": "reporter", "day_unit": "dayunit", "on_behalf": "behalf",
    ]

    /// What was sent, as the form that asks for the same.
    static func form(_ sent: [String: SentValue]) throws -> (form: MatterForm, body: FormBody) {
        guard let word = sent.text("act"), let form = MatterForm(rawValue: word) else { throw Fault.form }
        return (form, try body(sent))
    }

    static func body(_ sent: [String: SentValue]) throws(Fault) -> FormBody {
        var fields: [(name: String, value: String)] = []
        for (name, value) in sent {
            let name = formNames[name] ?? name
            switch value {
            case .text(let text): fields.append((name, text))
            case .integer(let number): fields.append((name, "\(number)"))
            case .flag(let flag): fields.append((name, flag ? FormView.Field.ticked : ""))
            case .list(let values) where name == "points":
                for case .integer(let point) in Set(values.map(Self.plain)) {
                    fields.append(("point\(point)", FormView.Field.ticked))
                }
            case .list(let values) where name == "fields":
                for case .object(let answer) in values {
                    // What is answered twice is answered by the latter, as in a report.
                    let name = "field-\(answer.text("field") ?? "")"
                    fields.removeAll { $0.name == name }
                    fields.append((name, answer.text("answer") ?? ""))
                }
            case .list, .object, .other: break
            }
        }
        return try FormBody(fields: fields)
    }

    private enum Plain: Hashable { case integer(Int64), none }

    private static func plain(_ value: SentValue) -> Plain {
        if case .integer(let number) = value { .integer(number) } else { .none }
    }
}
