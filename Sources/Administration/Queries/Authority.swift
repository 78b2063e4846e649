package import Identity
package import Ledger
package import Storage

/// On whose behalf something is done, and what he may do.
package enum Authority: Equatable, Sendable {
    /// Whoever holds the machine; the store is his anyway.
    case machine
    case staff(Rights)
    /// A device, a rule, an import: they may do nothing that a right is for.
    case none

    package init(of actor: Actor, on day: LocalDay, _ reader: Reader) throws {
        if [.console, .program, .demo].contains(actor) {
            self = .machine
        } else if let id = Staff.ID(actor) {
            self = .staff(try StaffDirectory.rights(of: id, on: day, reader))
        } else {
            self = .none
        }
    }

    package func allows(_ right: Right, unit: Code? = nil, line: Code? = nil, on day: LocalDay) -> Bool {
        switch self {
        case .machine: true
        case .staff(let rights): rights.allows(right, unit: unit, line: line, on: day)
        case .none: false
        }
    }
}

extension Identifier<Staff> {
    /// The member that `staff:81` names; nil for any other actor.
    package init?(_ actor: Actor) {
        guard let subject = Subject(actor.rawValue), subject.kind == "staff" else { return nil }
        self.init(rawValue: subject.number)
    }
}

extension Recorder {
    /// Refuses what the order's actor may not do, by the roles that he has at this moment.
    ///
    /// - Throws: `StaffError.notAllowed`.
    package func require(_ right: Right, unit: Code? = nil, line: Code? = nil, in zone: Zone) throws {
        let day = zone.day(of: time)
        let authority = try Authority(of: order.actor, on: day, reader)
        guard authority.allows(right, unit: unit, line: line, on: day) else {
            throw StaffError.notAllowed(right)
        }
    }
}
