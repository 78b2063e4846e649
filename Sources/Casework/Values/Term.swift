package import Ledger
package import WorkingTime

/// Until when one part of a matter has to be done, as it was resolved when its clock was started or changed.
///
/// It names the rule and the notices under which it was counted, so that its sum can be shown line by line for ever.
package struct Term: Equatable, Sendable {
    package let basis: Basis
    package let start: Instant
    /// The last moment in time; nil while a pause is open.
    package let due: Due?
    /// When the one who has to act is warned.
    package let warning: Instant?
    /// When it goes up one level each, once it is overdue.
    package let escalations: [Instant]

    package enum Basis: Equatable, Sendable {
        /// By a rule of the catalog, as it held then.
        case rule(Code, DeadlineRule, pauses: [Pause], versions: [CalendarVersion], isProvisional: Bool)
        /// A date that was set, such as the reply date of a supervision letter.
        case date
    }

    package struct Due: Equatable, Sendable {
        package let instant: Instant
        package let day: LocalDay

        package init(instant: Instant, day: LocalDay) {
            self.instant = instant
            self.day = day
        }
    }

    package init(basis: Basis, start: Instant, due: Due?, warning: Instant?, escalations: [Instant]) {
        self.basis = basis
        self.start = start
        self.due = due
        self.warning = warning
        self.escalations = escalations
    }

    package var isProvisional: Bool {
        guard case .rule(_, _, _, _, let isProvisional) = basis else { return false }
        return isProvisional
    }
}

/// The clocks of a matter.
package enum Clock: Hashable, Comparable, Sendable {
    /// From the report until it is answered: filed, declined or settled.
    case answer
    /// From filing until it is dispatched.
    case dispatch
    case handling
    /// From handled until it is verified.
    case verification
    /// Until the reply date of a supervision letter (督办).
    case supervision
    /// Of a step beside the loop.
    case step(Code)
}

/// A clock that has been started, and how far it has gone.
package struct Running: Equatable, Sendable {
    package var term: Term
    /// The marks that it has passed: 0 none, 1 the warning, 2 the limit, 3 and more the levels to which it went up.
    package var passed: Int

    package init(_ term: Term, passed: Int = 0) {
        self.term = term
        self.passed = passed
    }

    package var isOverdue: Bool { passed >= 2 }

    /// The mark that comes next, and when; nil after the last, and while the clock stands.
    package var next: (mark: Int, at: Instant)? {
        guard let due = term.due else { return nil }
        if passed < 1, let warning = term.warning, warning < due.instant { return (1, warning) }
        // What is late is so from the moment after the last in time.
        if passed < 2 { return (2, due.instant.advanced(byMilliseconds: 1)) }
        guard term.escalations.indices.contains(passed - 2) else { return nil }
        return (passed + 1, term.escalations[passed - 2])
    }
}

extension Clock: RawRepresentable {
    package init?(rawValue: String) {
        switch rawValue {
        case "answer": self = .answer
        case "dispatch": self = .dispatch
        case "handling": self = .handling
        case "verification": self = .verification
        case "supervision": self = .supervision
        default:
            guard rawValue.hasPrefix("step:"), let code = Code(rawValue: String(rawValue.dropFirst(5)))
            else { return nil }
            self = .step(code)
        }
    }

    package var rawValue: String {
        switch self {
        case .answer: "answer"
        case .dispatch: "dispatch"
        case .handling: "handling"
        case .verification: "verification"
        case .supervision: "supervision"
        case .step(let code): "step:\(code)"
        }
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
    }
}
