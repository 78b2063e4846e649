import Casework
import Catalog
import Ledger

extension MatterForm {
    /// What was typed into the fields that the matter's kind asks at this stage.
    ///
    /// - Throws: `MatterError.fieldShape`.
    func answers(
        _ form: FormBody,
        on matter: Matter,
        _ rules: MatterRules
    ) throws(MatterError) -> [Code: Report.FieldValue] {
        guard let asking else { return [:] }
        var answers: [Code: Report.FieldValue] = [:]
        for field in rules.fields(askedWith: asking, of: matter) {
            if let answer = try field.answer(form["field-\(field.code)"]) { answers[field.code] = answer }
        }
        return answers
    }
}

extension Report.FieldValue {
    /// Whether it is free text, for which a key is needed.
    var isSealed: Bool {
        switch self {
        case .text: true
        case .number, .day, .flag, .choice: false
        }
    }
}
