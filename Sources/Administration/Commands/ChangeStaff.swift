package import Identity
package import Ledger
package import Storage
package import Vault

/// Changes what an account says of a person, and his unit.
package struct ChangeStaff: Command {
    package static let name = "change-staff"
    private let account: ExpectedAccount
    private let person: StaffPerson
    private let unit: Code
    private let key: NamedKey

    package init(_ account: ExpectedAccount, to person: StaffPerson, unit: Code, key: NamedKey) {
        self.account = account
        self.person = person
        self.unit = unit
        self.key = key
    }

    package var request: JSON.Object {
        var request = account.request
        request["name"] = .string(person.name)
        request["telephone"] = person.telephone.map { .string($0) }
        request["unit"] = .string(unit.rawValue)
        return request
    }

    package func record(in recorder: Recorder) throws {
        try recorder.require(.manageAccounts, in: account.zone)
        let member = try account.check(recorder)
        guard member.key == key.name else { throw VaultError.noKey(member.key) }
        try recorder.record(
            StaffChanged(unit: unit),
            about: account.subject,
            sealed: person.sealed(under: key, command: recorder.order.id)
        )
    }
}

/// Ends an account today; its owner's sessions are to be ended too.
package struct EndStaff: Command {
    package static let name = "end-staff"
    private let account: ExpectedAccount

    package init(_ account: ExpectedAccount) { self.account = account }

    package var request: JSON.Object { account.request }

    package func record(in recorder: Recorder) throws {
        try recorder.require(.manageAccounts, in: account.zone)
        let member = try account.check(recorder)
        let day = account.zone.day(of: recorder.time)
        guard member.isActive(on: day) else { throw StaffError.ended(member.id) }
        try recorder.keepAnAdministrator(without: member.id, on: day)
        try recorder.record(StaffEnded(day: day), about: account.subject)
    }
}

/// Opens an ended account again.
package struct ReturnStaff: Command {
    package static let name = "return-staff"
    private let account: ExpectedAccount

    package init(_ account: ExpectedAccount) { self.account = account }

    package var request: JSON.Object { account.request }

    package func record(in recorder: Recorder) throws {
        try recorder.require(.manageAccounts, in: account.zone)
        let member = try account.check(recorder)
        guard member.endedOn != nil else { throw StaffError.notEnded(member.id) }
        try recorder.record(StaffReturned(), about: account.subject)
    }
}

/// Says in the ledger that somebody's password, second factor, sessions or tokens are set by somebody else.
package struct SecureStaff: Command {
    package static let name = "secure-staff"
    private let account: ExpectedAccount
    private let what: StaffSecured.What
    private let which: String?

    /// - Parameter which: The one session or token that it is about; nil where it is about all.
    package init(_ account: ExpectedAccount, _ what: StaffSecured.What, which: String? = nil) {
        self.account = account
        self.what = what
        self.which = which
    }

    package var request: JSON.Object {
        var request = account.request
        request["what"] = .string(what.rawValue)
        request["which"] = which.map { .string($0) }
        return request
    }

    package func record(in recorder: Recorder) throws {
        try recorder.require(what == .sessionsEnded ? .endSessions : .manageAccounts, in: account.zone)
        _ = try account.check(recorder)
        try recorder.record(StaffSecured(what: what), about: account.subject)
    }
}

/// An account as whoever changes it has seen it.
package struct ExpectedAccount: Sendable {
    package let id: Staff.ID
    /// That he has read; another one meanwhile is refused.
    package let revision: Int
    package let zone: Zone

    package init(_ id: Staff.ID, revision: Int, zone: Zone) {
        self.id = id
        self.revision = revision
        self.zone = zone
    }

    var subject: Subject { Subject("staff", id) }

    var request: JSON.Object { ["revision": .integer(Int64(revision)), "staff": .integer(id.rawValue)] }

    func check(_ recorder: Recorder) throws -> StaffMember {
        guard let member = try StaffDirectory.member(id, recorder.reader) else {
            throw StaffError.unknown(id)
        }
        guard member.revision == revision else { throw StaffError.changed(id, revision: member.revision) }
        return member
    }
}

extension Recorder {
    /// Refuses to leave the office without anybody who can make accounts.
    func keepAnAdministrator(without id: Staff.ID, on day: LocalDay) throws {
        let administrators = try StaffDirectory.administrators(on: day, reader)
        guard administrators != [id] else { throw StaffError.lastAdministrator }
    }
}
