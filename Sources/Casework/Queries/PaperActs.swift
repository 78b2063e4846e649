import Catalog
package import Identity
package import Ledger

/// What somebody may do to a paper now, and why the rest is not possible.
package struct PaperActs: Equatable, Sendable {
    package enum Answer: Equatable, Sendable {
        case allowed
        case lacks(Right)
        case refused(PaperRefusal)
    }

    /// In the order of a paper's life.
    package let answers: [(name: PaperAct.Name, answer: Answer)]

    /// - Parameter allows: Whether he has a right for a unit, in the matter's line.
    package init(
        _ paper: Paper,
        of matter: Matter,
        by actor: Actor,
        home: Code?,
        on day: LocalDay,
        rules: MatterRules,
        allows: (Right, Code?) -> Bool
    ) {
        answers = PaperAct.Name.allCases.map { name in
            let unit: Code?
            do throws(LacksRight) {
                unit = try rules.permit(name, on: paper, of: matter, home: home, allows: allows)
            } catch { return (name, .lacks(error.right)) }
            do throws(PaperRefusal) {
                let number: Int64? = paper.form.number == nil ? nil : 1
                let event = try name.trial(on: paper, unit: unit, day: day, number: number)
                _ = try paper.applying(event, by: Party(actor, unit: unit))
                return (name, .allowed)
            } catch { return (name, .refused(error)) }
        }
    }

    package func allows(_ name: PaperAct.Name) -> Bool {
        answers.contains { $0.name == name && $0.answer == .allowed }
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.answers.elementsEqual(right.answers, by: ==)
    }
}

extension PaperAct.Name {
    /// What it would come to, without anybody's words.
    fileprivate func trial(
        on paper: Paper,
        unit: Code?,
        day: LocalDay,
        number: Int64?
    ) throws(PaperRefusal) -> PaperEvent {
        switch self {
        case .revise: .revised(PaperRevised(unit: unit, day: day))
        case .sign: try PaperAct.sign.event(on: paper, unit: unit, day: day, number: number)
        case .sendBack: try PaperAct.sendBack.event(on: paper, unit: unit, day: day, number: nil)
        case .deliver: .delivered(PaperDelivered(.direct, day: day, unit: unit))
        case .void: .voided(PaperVoided(day: day, unit: unit))
        }
    }
}
