package import Ledger

/// What one person may do, by all grants that he has.
///
/// Grants add up, with one exception: whoever is an auditor on a day writes nothing on it, whatever else he was given.
package struct Rights: Equatable, Sendable {
    package let person: Staff.ID
    package let grants: [Grant]

    package init(of person: Staff.ID, grants: [Grant]) {
        self.person = person
        self.grants = grants
    }

    /// Whether the person may do it to a thing of this unit and line; nil where the thing has none.
    package func allows(_ right: Right, unit: Code?, line: Code?, on day: LocalDay) -> Bool {
        let inForce = grants.filter { $0.isInForce(on: day) }
        if right.writes, inForce.contains(where: { $0.role == .auditor }) { return false }
        return inForce.contains { $0.allows(right, unit: unit, line: line) }
    }

    /// Whether there is any unit and line for which the person may do it.
    package func allowsSomewhere(_ right: Right, on day: LocalDay) -> Bool {
        let inForce = grants.filter { $0.isInForce(on: day) }
        if right.writes, inForce.contains(where: { $0.role == .auditor }) { return false }
        return inForce.contains { RightsTable.reach(of: $0.role, for: right) != .none }
    }

    /// Whether the person may change the roles of `other`: never his own.
    package func allowsChangingRoles(of other: Staff.ID, on day: LocalDay) -> Bool {
        other != person && allows(.manageRoles, unit: nil, line: nil, on: day)
    }

    /// Why a grant may not be added.
    package enum Objection: Equatable, Sendable {
        /// It would make one person both auditor and something that writes, on the same day; by these grants.
        case auditorWrites([Grant])
    }

    /// What stands against giving this person a further role.
    package func objection(to grant: Grant) -> Objection? {
        let against = grants.filter {
            $0.overlaps(grant) && ($0.role == .auditor) != (grant.role == .auditor)
        }
        return against.isEmpty ? nil : .auditorWrites(against)
    }
}
