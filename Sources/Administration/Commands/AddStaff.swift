package import Identity
package import Ledger
package import Storage
package import Vault

/// Makes an account, with the roles that it begins with.
package struct AddStaff: Command {
    package static let name = "add-staff"
    private let login: Login
    private let person: StaffPerson
    private let unit: Code
    private let grants: [Grant]
    private let key: NamedKey
    private let zone: Zone

    /// - Parameter key: A new one, under which everything of this person will be sealed.
    package init(
        _ login: Login,
        _ person: StaffPerson,
        unit: Code,
        grants: [Grant] = [],
        key: NamedKey,
        zone: Zone
    ) {
        self.login = login
        self.person = person
        self.unit = unit
        self.grants = grants
        self.key = key
        self.zone = zone
    }

    package var request: JSON.Object {
        [
            "grants": .array(grants.map { .object(RoleGranted($0).body) }), "login": .string(login.rawValue),
            "name": .string(person.name), "telephone": person.telephone.map { .string($0) },
            "unit": .string(unit.rawValue),
        ]
    }

    package func record(in recorder: Recorder) throws {
        try recorder.require(.manageAccounts, in: zone)
        if !grants.isEmpty { try recorder.require(.manageRoles, in: zone) }
        guard try StaffDirectory.member(login, recorder.reader) == nil else {
            throw StaffError.loginTaken(login)
        }
        let id = Staff.ID(rawValue: recorder.next.rawValue)
        let (subject, command) = (Subject("staff", id), recorder.order.id)
        let sealed = [try key.sealed(login.rawValue, as: StaffField.login, command: command)]
        try recorder.record(
            StaffAdded(key: key.name, unit: unit, since: zone.day(of: recorder.time)),
            about: subject,
            sealed: sealed + person.sealed(under: key, command: command)
        )
        var rights = Rights(of: id, grants: [])
        for grant in grants {
            guard rights.objection(to: grant) == nil else { throw StaffError.auditorWrites }
            try recorder.record(RoleGranted(grant), about: subject)
            rights = Rights(of: id, grants: rights.grants + [grant])
        }
    }
}

/// What an account says of a person.
package struct StaffPerson: Equatable, Sendable {
    package let name: String
    package let telephone: String?

    /// - Parameter telephone: Nothing typed is none.
    /// - Throws: `StaffError.name` or `.telephone`.
    package init(name typed: String, telephone: String?) throws(StaffError) {
        let words = typed.split(whereSeparator: \.isWhitespace)
        let name = words.joined(separator: " ")
        let isPlain = name.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .unassigned, .surrogate, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        }
        guard (1...StaffError.nameLimit).contains(name.count), name.utf8.count <= 400, isPlain else {
            throw .name(name.count)
        }
        self.name = name
        let number = telephone.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") } ?? ""
        guard !number.isEmpty else {
            self.telephone = nil
            return
        }
        guard (5...30).contains(number.utf8.count),
            number.utf8.allSatisfy({ "0123456789 +-()".utf8.contains($0) })
        else { throw .telephone }
        self.telephone = number
    }

    func sealed(under key: NamedKey, command: CommandID) throws(SealingError) -> [SealedText] {
        var sealed = [try key.sealed(name, as: StaffField.name, command: command)]
        if let telephone {
            sealed.append(try key.sealed(telephone, as: StaffField.telephone, command: command))
        }
        return sealed
    }
}
