package import Identity
package import Ledger
package import Storage

/// Gives somebody a role.
package struct GrantRole: Command {
    package static let name = "grant-role"
    private let account: ExpectedAccount
    private let grant: Grant

    package init(_ grant: Grant, to account: ExpectedAccount) {
        self.grant = grant
        self.account = account
    }

    package var request: JSON.Object {
        var request = account.request
        request["grant"] = .object(RoleGranted(grant).body)
        return request
    }

    package func record(in recorder: Recorder) throws {
        try recorder.requireRoles(of: account)
        let member = try account.check(recorder)
        guard member.isActive(on: account.zone.day(of: recorder.time)) else {
            throw StaffError.ended(member.id)
        }
        let held = try StaffDirectory.grants(of: member.id, recorder.reader).map(\.grant)
        guard Rights(of: member.id, grants: held).objection(to: grant) == nil else {
            throw StaffError.auditorWrites
        }
        try recorder.record(RoleGranted(grant), about: account.subject)
    }
}

/// Ends a role: yesterday was its last day.
package struct RevokeRole: Command {
    package static let name = "revoke-role"
    private let account: ExpectedAccount
    private let grant: StaffGrant.ID

    package init(_ grant: StaffGrant.ID, of account: ExpectedAccount) {
        self.grant = grant
        self.account = account
    }

    package var request: JSON.Object {
        var request = account.request
        request["grant"] = .integer(grant.rawValue)
        return request
    }

    package func record(in recorder: Recorder) throws {
        try recorder.requireRoles(of: account)
        let member = try account.check(recorder)
        let day = account.zone.day(of: recorder.time)
        let held = try StaffDirectory.grants(of: member.id, recorder.reader)
        guard let own = held.first(where: { $0.id == grant }), own.grant.through.map({ $0 >= day }) ?? true
        else { throw StaffError.unknownGrant(grant) }
        let others = held.filter { $0.id != grant && $0.grant.isInForce(on: day) }
        if own.grant.role == .administrator, !others.contains(where: { $0.grant.role == .administrator }) {
            try recorder.keepAnAdministrator(without: member.id, on: day)
        }
        try recorder.record(
            RoleRevoked(grant, through: LocalDay(daysSince1970: day.daysSince1970 - 1)),
            about: account.subject
        )
    }
}

extension Recorder {
    /// Refuses who may not change the roles of this account; nobody may change his own.
    fileprivate func requireRoles(of account: ExpectedAccount) throws {
        try require(.manageRoles, in: account.zone)
        guard Staff.ID(order.actor) != account.id else { throw StaffError.ownRoles }
    }
}
