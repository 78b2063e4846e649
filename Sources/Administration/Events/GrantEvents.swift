package import Identity
package import Ledger

/// Somebody was given a role; the entry's number is the grant's.
package struct RoleGranted: Event, Equatable {
    package static let kind = Entry.Kind("staff.granted")
    package static let version = 1

    package let grant: Grant

    package init(_ grant: Grant) { self.grant = grant }

    package var body: JSON.Object {
        [
            "from": .string(grant.from.description),
            "line": grant.lines.code.map { .string($0.rawValue) },
            "role": .string(grant.role.rawValue),
            "through": grant.through.map { .string($0.description) },
            "unit": grant.units.code.map { .string($0.rawValue) },
        ]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        let role = try body.value("role", expected: "a role") { Role(rawValue: $0) }
        let from = try body.value("from", expected: "a day") { LocalDay($0) }
        let through = try body.valueIfPresent("through", expected: "a day") { LocalDay($0) }
        let unit = try body.valueIfPresent("unit", expected: "a unit's code") { Code(rawValue: $0) }
        let line = try body.valueIfPresent("line", expected: "a line's code") { Code(rawValue: $0) }
        let grant = Grant(role, units: .init(unit), lines: .init(line), from: from, through: through)
        guard let grant else {
            throw JSONShapeError("through", expected: "a day that is not before \"from\"")
        }
        self.grant = grant
    }
}

/// A role ends earlier than it would have: `through` is its last day, and a day before its first means never.
package struct RoleRevoked: Event, Equatable {
    package static let kind = Entry.Kind("staff.revoked")
    package static let version = 1

    package let grant: StaffGrant.ID
    package let through: LocalDay

    package init(_ grant: StaffGrant.ID, through: LocalDay) {
        self.grant = grant
        self.through = through
    }

    package var body: JSON.Object {
        ["grant": .integer(grant.rawValue), "through": .string(through.description)]
    }

    package init(body: JSON.Object) throws(JSONShapeError) {
        grant = StaffGrant.ID(rawValue: try body.integer("grant"))
        through = try body.value("through", expected: "a day") { LocalDay($0) }
    }
}

extension Grant.Extent {
    /// Nil for all of them.
    package var code: Code? {
        switch self {
        case .every: nil
        case .only(let code): code
        }
    }

    package init(_ code: Code?) { self = code.map { .only($0) } ?? .every }
}
