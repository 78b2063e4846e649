package import Ledger

/// A time in which a limit does not run.
package struct Pause: Hashable, Sendable {
    /// Why the clock stands, by the words of entries.
    package enum Cause: String, CaseIterable, Sendable {
        /// 挂账: not solvable now, with approval.
        case suspension
        /// Waiting for what the other party has to bring.
        case awaitingParty = "awaiting-party"
        /// A hearing (听证), whose time is not counted.
        case hearing
    }

    package let cause: Cause
    /// The first moment of the pause.
    package let from: Instant
    /// The first moment after it; nil while it is open.
    package let until: Instant?

    package init(_ cause: Cause, from: Instant, until: Instant? = nil) throws(PauseError) {
        if let until, until < from { throw .endsBeforeItBegins(from: from, until: until) }
        self.cause = cause
        self.from = from
        self.until = until
    }
}

/// Why a pause cannot be.
package enum PauseError: Error, Equatable, CustomStringConvertible {
    case endsBeforeItBegins(from: Instant, until: Instant)

    package var description: String {
        switch self {
        case .endsBeforeItBegins(let from, let until):
            "The pause from \(from) ends at \(until), before it begins. Give an end that is not earlier."
        }
    }
}
