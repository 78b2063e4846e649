package import Identity
package import Ledger

/// Why a program gets no token.
package enum TokenError: Error, Equatable, CustomStringConvertible {
    /// What was typed is no name for it.
    case name
    case noScope
    /// Its owner lacks a right that the scope would use, or no door asks for it yet.
    case notOffered(AccessGrant.Scope)
    /// Its last day lies in the past or too far ahead.
    case lastDay(ClosedRange<LocalDay>)
    case tooMany(Int)

    package var description: String {
        switch self {
        case .name:
            "The name must have \(TokenName.lengths.lowerBound) to \(TokenName.lengths.upperBound) characters that can be seen."
        case .noScope: "A token without a scope is good for nothing. Choose at least one."
        case .notOffered(let scope):
            "The scope \(scope.rawValue) goes beyond the rights of the token's owner."
        case .lastDay(let days):
            "The last day must be one from \(days.lowerBound) to \(days.upperBound)."
        case .tooMany(let limit):
            "There are \(limit) tokens already, as many as somebody may have. Revoke one first."
        }
    }
}
