package import Ledger

/// Whoever asked for something that cannot be undone, and somebody else who agreed.
///
/// No value holds the same person twice.
package struct TwoPersons: Hashable, Sendable {
    package let asked: Staff.ID
    package let agreed: Staff.ID

    package enum Refusal: Error, Equatable, CustomStringConvertible {
        case same(Staff.ID)
        /// This one may not do it at all.
        case notAllowed(Staff.ID, Right)

        package var description: String {
            switch self {
            case .same(let person):
                "Staff member \(person) asked for it and cannot agree to it too. Somebody else has to."
            case .notAllowed(let person, let right):
                "Staff member \(person) lacks the right \(right.rawValue). Somebody who has it must ask or agree."
            }
        }
    }

    package init(asked: Staff.ID, agreed: Staff.ID) throws(Refusal) {
        guard asked != agreed else { throw .same(asked) }
        self.asked = asked
        self.agreed = agreed
    }

    /// The two who do `right` together; both must have it on the day.
    package init(
        for right: Right,
        asked: Rights,
        agreed: Rights,
        unit: Code? = nil,
        line: Code? = nil,
        on day: LocalDay
    ) throws(Refusal) {
        try self.init(asked: asked.person, agreed: agreed.person)
        for rights in [asked, agreed] where !rights.allows(right, unit: unit, line: line, on: day) {
            throw .notAllowed(rights.person, right)
        }
    }
}
