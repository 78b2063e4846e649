import Foundation
import Identity
import Ledger

/// A form as its page shows it; the template `form` prints it.
struct FormView: Sendable {
    let action: String
    /// Shows that our own page sent it.
    let token: String
    /// A new command's id, or the one that was sent, so that sending twice does it once.
    let command: String
    let fields: [Field]
    let submit: String
    /// What was wrong with what was typed.
    let problem: String?
    /// Whether the button warns that something ends by it.
    let isGrave: Bool
    /// Whether files may be sent with it.
    let takesFiles: Bool
    /// Matters like the one that is written down with it.
    var similar: SimilarHints?

    /// - Parameters:
    ///   - session: Under which the form will be sent.
    ///   - sent: What came with the form before, to be kept.
    init(
        to action: String,
        _ session: SessionToken,
        fields: [Field],
        submit: String,
        sent: FormBody? = nil,
        problem: String? = nil,
        isGrave: Bool = false
    ) {
        self.action = action
        token = FormToken(for: session, purpose: action).text
        command = sent.flatMap { try? $0.command().description } ?? UUID().uuidString.lowercased()
        self.fields = sent.map { sent in fields.map { $0.keeping(sent[$0.name]) } } ?? fields
        self.submit = submit
        self.problem = problem
        self.isGrave = isGrave
        takesFiles = fields.contains { $0.isFile }
    }

    struct Field: Sendable {
        let name: String
        let label: String
        let type: String
        var value: String
        let hint: String?
        let autocomplete: String
        let isRequired: Bool
        let isHidden: Bool
        /// Whether one of `choices` is chosen instead of typing.
        var isChoice = false
        var choices: [Choice] = []
        /// Whether it has room for several lines.
        var isText = false
        /// Whether files are chosen with it.
        var isFile = false
        /// Whether it is a box to tick, which sends its value and otherwise nothing.
        var isTick = false
        var isTicked = false
        /// Whether a code word is typed into it, which a telephone shall not mend.
        var isCode = false
        /// Whether it is none of these: one line to type into.
        var isLine = true

        static let ticked = "on"

        struct Choice: Sendable {
            let value: String
            let label: String
            var isChosen = false
        }

        /// A line to type into.
        static func line(
            _ name: String,
            _ label: String,
            type: String = "text",
            value: String = "",
            hint: String? = nil,
            autocomplete: String = "off",
            isRequired: Bool = true
        ) -> Field {
            Field(
                name: name,
                label: label,
                type: type,
                value: value,
                hint: hint,
                autocomplete: autocomplete,
                isRequired: isRequired,
                isHidden: false
            )
        }

        /// Room for several lines.
        static func text(_ name: String, _ label: String, value: String = "", hint: String? = nil) -> Field {
            var field = line(name, label, value: value, hint: hint)
            (field.isText, field.isLine) = (true, false)
            return field
        }

        /// Files to be sent, any number.
        static func files(_ name: String, _ label: String, hint: String) -> Field {
            var field = line(name, label, type: "file", hint: hint, isRequired: false)
            (field.isFile, field.isLine) = (true, false)
            return field
        }

        /// - Parameter value: What is sent where it is ticked; a box with a value of its own is shown again as it was made.
        static func tick(
            _ name: String,
            _ label: String,
            value: String = ticked,
            isTicked: Bool = false
        ) -> Field {
            var field = line(name, label, type: "checkbox", value: value, isRequired: false)
            (field.isTick, field.isLine) = (true, false)
            field.isTicked = isTicked
            return field
        }

        static func hidden(_ name: String, _ value: String) -> Field {
            Field(
                name: name,
                label: "",
                type: "hidden",
                value: value,
                hint: nil,
                autocomplete: "off",
                isRequired: false,
                isHidden: true
            )
        }

        static func choice(
            _ name: String,
            _ label: String,
            _ choices: [(value: String, label: String)],
            chosen: String = ""
        ) -> Field {
            var field = line(name, label)
            (field.isChoice, field.isLine) = (true, false)
            field.choices = choices.map { Choice(value: $0.value, label: $0.label) }
            return field.keeping(chosen)
        }

        /// The same field, for a code word.
        var codeWord: Field {
            var field = self
            field.isCode = true
            return field
        }

        /// The same field with what was typed in it; passwords and codes are typed again.
        func keeping(_ typed: String) -> Field {
            var field = self
            if isTick {
                field.isTicked = value == Self.ticked ? typed == Self.ticked : isTicked
                return field
            }
            guard type != "password", !isHidden, !isFile, autocomplete != "one-time-code" else { return self }
            field.value = typed
            field.choices = choices.map {
                Choice(value: $0.value, label: $0.label, isChosen: $0.value == typed)
            }
            return field
        }
    }
}
