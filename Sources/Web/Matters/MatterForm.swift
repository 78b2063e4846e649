import Casework
import Catalog
import Identity
import Ledger

/// A form on a matter's page: one act, or the usual two at once.
enum MatterForm: Equatable, Sendable {
    case act(MatterAct.Name)
    case fileAndDispatch
    case verifyAndStrikeOff
    case split

    static let combined: [MatterForm] = [.fileAndDispatch, .verifyAndStrikeOff, .split]

    /// Nil where the last part of the address names none.
    init?(rawValue: String) {
        if let form = Self.combined.first(where: { $0.rawValue == rawValue }) {
            self = form
        } else if let name = MatterAct.Name(rawValue: rawValue), MatterActs.asked.contains(name) {
            self = .act(name)
        } else {
            return nil
        }
    }

    var rawValue: String {
        switch self {
        case .act(let name): name.rawValue
        case .fileAndDispatch: "file-and-dispatch"
        case .verifyAndStrikeOff: "verify-and-strike-off"
        case .split: "split"
        }
    }

    var word: MatterWord {
        switch self {
        case .act(let name): name.word
        case .fileAndDispatch: .actFileDispatch
        case .verifyAndStrikeOff: .actVerifyStrike
        case .split: .actSplit
        }
    }

    /// Whether files may go with it.
    var takesFiles: Bool {
        switch self {
        case .act(let name):
            switch name {
            case .settle, .progress, .assist, .handle, .verify, .sendBack, .note, .takeStep: true
            case .file, .decline, .withdraw, .merge, .dispatch, .assign, .strikeOff, .reopen, .ask, .decide,
                .resume, .supervise, .answerSupervision, .markRelapse, .urge, .rate, .plan, .correct,
                .closeAtSource:
                false
            }
        case .verifyAndStrikeOff: true
        case .fileAndDispatch, .split: false
        }
    }

    var needsNote: Bool {
        switch self {
        // Here the office withdraws what another reported.
        case .act(let name): name.needsNote || name == .withdraw
        case .split: true
        case .fileAndDispatch, .verifyAndStrikeOff: false
        }
    }

    /// The act with which its kind may ask something more.
    var asking: MatterAct.Name? {
        switch self {
        case .act(let name): name.fieldStage == nil ? nil : name
        case .fileAndDispatch: .file
        case .verifyAndStrikeOff, .split: nil
        }
    }

    /// Whether whoever reported the matter reads the note.
    var tellsReporter: Bool { self == .act(.decline) || self == .act(.settle) }

    /// Whether something ends by it.
    var isGrave: Bool {
        switch self {
        case .act(let name): [.decline, .withdraw, .merge, .strikeOff].contains(name)
        case .verifyAndStrikeOff: true
        case .fileAndDispatch, .split: false
        }
    }

    /// Whether it stands among what is allowed, given the single acts that are.
    func isOpen(_ allowed: [MatterAct.Name], _ matter: Matter, _ visitor: some Colleague) -> Bool {
        switch self {
        case .act(let name): return allowed.contains(name)
        case .fileAndDispatch:
            let waits = matter.steps.contains { $0.before == .dispatch && $0.isRequired && $0.taken == nil }
            return allowed.contains(.file) && !waits
                && visitor.may(.dispatchMatter, line: matter.origin.line)
        case .verifyAndStrikeOff:
            let waits = matter.steps.contains { $0.before == .struckOff && $0.isRequired && $0.taken == nil }
            return allowed.contains(.verify) && !waits && matter.origin.closing == .office
                && visitor.may(.closeMatter, line: matter.origin.line)
        case .split:
            return matter.stage.name == .dispatched && matter.origin.parent == nil
                && visitor.may(.dispatchMatter, line: matter.origin.line)
        }
    }
}
