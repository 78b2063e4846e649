package import Ledger

/// A role given to somebody, for units and lines of work, from one day through another.
package struct Grant: Hashable, Sendable {
    package let role: Role
    package let units: Extent
    package let lines: Extent
    package let from: LocalDay
    /// The last day, included; nil where it is open.
    package let through: LocalDay?

    /// Which units or lines of work; to give all of them has to be said.
    package enum Extent: Hashable, Sendable {
        case every
        case only(Code)

        /// Whether it covers a thing of this unit or line.
        ///
        /// One that has none is covered by `every` only.
        package func covers(_ code: Code?) -> Bool {
            switch self {
            case .every: true
            case .only(let own): own == code
            }
        }
    }

    /// Nil where the last day lies before the first.
    package init?(_ role: Role, units: Extent, lines: Extent, from: LocalDay, through: LocalDay? = nil) {
        if let through, through < from { return nil }
        self.role = role
        self.units = units
        self.lines = lines
        self.from = from
        self.through = through
    }

    package func isInForce(on day: LocalDay) -> Bool { from <= day && through.map { day <= $0 } ?? true }

    /// Whether some day lies in both.
    package func overlaps(_ other: Grant) -> Bool {
        (through.map { other.from <= $0 } ?? true) && (other.through.map { from <= $0 } ?? true)
    }

    /// What the role's reach for `right` comes to with this scope.
    func allows(_ right: Right, unit: Code?, line: Code?) -> Bool {
        switch RightsTable.reach(of: role, for: right) {
        case .none: false
        case .ownUnit: units.covers(unit) && lines.covers(line)
        case .ownLine: lines.covers(line)
        case .everywhere: true
        }
    }
}
