import Casework
import Catalog
import Ledger

extension MatterKind {
    /// Answers to what the kind asks with these acts, other ones from matter to matter.
    func demoAnswers(to acts: [MatterAct], number: Int) -> [Code: Report.FieldValue] {
        let stages = acts.compactMap(\.name.fieldStage)
        var answers: [Code: Report.FieldValue] = [:]
        for field in fields where stages.contains(field.stage) {
            switch field.type {
            case .text: answers[field.code] = .text("已按要求整改，经现场确认。\(DemoCourse.label)")
            case .number(let unit):
                answers[field.code] = .number(Int64(number % 37 + 1) * (unit.rawValue == "fen" ? 10_000 : 1))
            case .day: break
            case .yesNo: answers[field.code] = .flag(number % 10 > 0)
            // The first is the usual one.
            case .choice(let choices):
                let place = number % 8 == 0 ? 1 : 0
                answers[field.code] = .choice(choices[min(place, choices.count - 1)].code)
            }
        }
        return answers
    }
}
