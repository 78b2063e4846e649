package import Identity
package import Ledger

/// Why an account cannot be made or changed.
package enum StaffError: Error, Equatable, CustomStringConvertible {
    /// What was typed is no login.
    case login(String)
    case loginTaken(Login)
    /// The name is empty or longer than allowed.
    case name(Int)
    case telephone
    case unknownUnit(String)
    case unknownLine(String)
    case unknown(Staff.ID)
    case ended(Staff.ID)
    case notEnded(Staff.ID)
    /// Somebody else has changed the account since it was read.
    case changed(Staff.ID, revision: Int)
    case unknownGrant(Entry.ID)
    case grantDays
    case ownRoles
    case auditorWrites
    case lastAdministrator
    case notAllowed(Right)

    package static let nameLimit = 60

    package var description: String {
        switch self {
        case .login(let text):
            "\"\(text)\" cannot be a login. Use 2 to 40 of a-z, 0-9, \".\", \"-\" and \"_\", beginning with a letter."
        case .loginTaken(let login): "The login \(login) is taken. Choose another."
        case .name(let count):
            "The name has \(count) characters; it must have 1 to \(Self.nameLimit)."
        case .telephone: "The telephone number must have 5 to 30 digits, blanks, \"+\", \"-\" or brackets."
        case .unknownUnit(let code): "There is no unit with the code \(code) in the catalog in force."
        case .unknownLine(let code): "There is no line of work with the code \(code) in the catalog in force."
        case .unknown(let id): "There is no staff member \(id)."
        case .ended(let id): "The account of staff member \(id) has ended. Let it begin again first."
        case .notEnded(let id): "The account of staff member \(id) has not ended."
        case .changed(let id, let revision):
            "Somebody else has changed the account of staff member \(id) meanwhile (it is at revision \(revision)). Look at it again first."
        case .unknownGrant(let id): "Entry \(id) gives no role that is still in force."
        case .grantDays: "The last day of a role lies before its first. Correct one of them."
        case .ownRoles: "Nobody changes his own roles. Another administrator has to."
        case .auditorWrites:
            "An auditor only looks: nobody may be auditor and have another role on the same day. End one of them first."
        case .lastAdministrator:
            "This is the last administrator; without one nobody could make accounts. Make another one first."
        case .notAllowed(let right): "You lack the right \(right.rawValue). Somebody who has it must do it."
        }
    }
}
