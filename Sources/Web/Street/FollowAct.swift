import Casework
import Ledger
import Storage

/// What somebody can do about his own report.
enum FollowAct: String, CaseIterable, Sendable {
    case urge, add, satisfied, unsatisfied, reopen, withdraw

    var act: MatterAct {
        switch self {
        case .urge: .urge
        case .add: .note(isForReporter: true)
        case .satisfied: .rate(.satisfied)
        case .unsatisfied: .rate(.unsatisfied)
        case .reopen: .reopen
        case .withdraw: .withdraw
        }
    }

    /// What its reporter can do about a matter now.
    static func allowed(on matter: Matter, _ office: Office) throws -> [FollowAct] {
        let answers = MatterActs(
            matter,
            by: .reporter(of: matter.id),
            home: nil,
            at: office.store.clock.now,
            rules: try office.matterRules,
            allows: { _, _ in false }
        )
        let allowed = Set(answers.answers.filter { $0.answer == .allowed }.map(\.name))
        return allCases.filter { allowed.contains($0.act.name) }
    }

    var word: StreetWord {
        switch self {
        case .urge: .actUrgeReport
        case .add: .actAdd
        case .satisfied: .actSatisfied
        case .unsatisfied: .actUnsatisfied
        case .reopen: .actReopenReport
        case .withdraw: .actWithdrawReport
        }
    }

    /// What comes of it, said before it is done.
    var lead: StreetWord {
        switch self {
        case .urge: .leadUrgeReport
        case .add: .leadAdd
        case .satisfied: .leadSatisfied
        case .unsatisfied: .leadUnsatisfied
        case .reopen: .leadReopenReport
        case .withdraw: .leadWithdrawReport
        }
    }

    /// What is asked with it; nil where nothing is.
    var question: StreetWord? {
        switch self {
        case .satisfied, .withdraw, .urge: nil
        case .add: .actNoteLabel
        case .unsatisfied, .reopen: .actReopenLabel
        }
    }
}
