package import Ledger

/// Somebody who works for the office and has an account.
package enum Staff {
    /// The sequence of the entry that made the account.
    package typealias ID = Identifier<Staff>
}

extension Actor {
    /// `staff:81`.
    package init(_ staff: Staff.ID) {
        guard let actor = Actor(rawValue: "staff:\(staff)") else {
            preconditionFailure("A staff member's number stands in an actor.")
        }
        self = actor
    }
}
