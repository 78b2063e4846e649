package import Ledger

/// What a program with an access token may do, and until when; never more than the person for whom it acts.
package struct AccessGrant: Equatable, Sendable {
    package let scopes: Set<Scope>
    package let begins: Instant
    package let ends: Instant

    /// A part of the program's door.
    package enum Scope: String, CaseIterable, Sendable {
        case readLedger = "ledger:read"
        case writeAnnouncements = "announcements:write"
        case readMatters = "matters:read"
        case reportMatters = "matters:report"
        case handleMatters = "matters:handle"
    }

    /// A token that nobody renews shall not outlive its purpose by more than a year.
    package static let longestMilliseconds: Int64 = 366 * 86_400_000

    /// Nil unless there is a scope and it ends after it begins, within 366 days.
    package init?(scopes: Set<Scope>, begins: Instant, ends: Instant) {
        guard !scopes.isEmpty, ends > begins,
            ends <= begins.advanced(byMilliseconds: Self.longestMilliseconds)
        else { return nil }
        self.scopes = scopes
        self.begins = begins
        self.ends = ends
    }

    /// Whether it may be used for anything at all.
    package func isInForce(at now: Instant) -> Bool { begins <= now && now < ends }

    package enum Refusal: Error, Equatable, CustomStringConvertible {
        case notYet(from: Instant)
        case ended(at: Instant)
        case outOfScope(Scope)

        package var description: String {
            switch self {
            case .notYet(let instant): "This token is valid from \(instant) on."
            case .ended(let instant): "This token ended at \(instant). Ask its owner for a new one."
            case .outOfScope(let scope): "This token lacks the scope \(scope.rawValue). Make one that has it."
            }
        }
    }

    /// Passes where the token may be used for `scope` at `now`.
    package func check(_ scope: Scope, at now: Instant) throws(Refusal) {
        guard now >= begins else { throw .notYet(from: begins) }
        guard now < ends else { throw .ended(at: ends) }
        guard scopes.contains(scope) else { throw .outOfScope(scope) }
    }
}
