import Foundation
package import Identity
package import Ledger
package import Storage
package import Vault

/// Makes and secures accounts where the ledger, the vault and a password belong together.
///
/// The ledger is written first: an account without a password is set right by giving it one, while a password without an
/// account would be nobody's.
package struct Accounts: Sendable {
    let store: Store
    let vault: Vault
    private let hasher: PasswordHasher

    package init(store: Store, vault: Vault, hasher: PasswordHasher) {
        self.store = store
        self.vault = vault
        self.hasher = hasher
    }

    /// What the maker of an account is told once.
    package struct Made: Sendable {
        package let id: Staff.ID
        /// Nil where the same form had made the account before: its owner may have chosen his own by now.
        package let oneTimePassword: String?
    }

    /// Makes an account and gives it a password that its owner has to replace.
    package func add(
        _ login: Login,
        _ person: StaffPerson,
        unit: Code,
        grants: [Grant],
        command: CommandID,
        by actor: Actor
    ) async throws -> Made {
        let key = try await vault.makeKey(at: store.clock.now)
        let add = AddStaff(
            login,
            person,
            unit: unit,
            grants: grants,
            key: key,
            zone: store.genesis.zone
        )
        let outcome = try await store.perform(Order(id: command, actor: actor, command: add))
        let id = Staff.ID(rawValue: outcome.first.rawValue)
        // A run that was cut off may have made the account and no password.
        if outcome.isRepeat, try await vault.credential(of: id) != nil {
            return Made(id: id, oneTimePassword: nil)
        }
        return Made(id: id, oneTimePassword: try await setOneTimePassword(of: id))
    }

    /// Changes what an account says of its owner; it stays sealed under his own key.
    ///
    /// - Parameter keepingTelephone: Whether the present number stays where `person` has none; it is sealed anew, and
    ///   nobody sees it.
    package func change(
        _ account: ExpectedAccount,
        to person: StaffPerson,
        keepingTelephone: Bool = false,
        unit: Code,
        command: CommandID,
        by actor: Actor
    ) async throws {
        let member = try await store.read { try StaffDirectory.member(account.id, $0) }
        guard let member else { throw StaffError.unknown(account.id) }
        let key = try await vault.key(member.key)
        let telephone = keepingTelephone && person.telephone == nil ? try await telephone(of: member) : nil
        let person = try telephone.map { try StaffPerson(name: person.name, telephone: $0) } ?? person
        let change = ChangeStaff(account, to: person, unit: unit, key: key)
        _ = try await store.perform(Order(id: command, actor: actor, command: change))
    }

    /// The number as it stands sealed in the ledger; nil where there is none.
    private func telephone(of member: StaffMember) async throws -> String? {
        guard let place = member.telephone else { return nil }
        let entry = try await store.read { try EntryStore.entry(place.entry, $0) }
        guard let entry, let field = entry.sealed.first(where: { $0.name == StaffField.telephone }) else {
            throw StorageError.damaged(
                "the telephone number of staff member \(member.id) is not where it was"
            )
        }
        return try await vault.text(in: field, command: entry.command)
    }

    /// Ends an account and with it all sessions and all tokens of programs; they do not return with the account.
    package func end(_ account: ExpectedAccount, command: CommandID, by actor: Actor) async throws {
        _ = try await store.perform(Order(id: command, actor: actor, command: EndStaff(account)))
        try await vault.endSessions(of: account.id)
        try await vault.forgetTokens(of: account.id)
    }

    /// Opens an ended account again, with nothing left of what it could do before.
    package func restore(_ account: ExpectedAccount, command: CommandID, by actor: Actor) async throws {
        // Its end may have been cut off between the ledger and the vault.
        try await vault.endSessions(of: account.id)
        try await vault.forgetTokens(of: account.id)
        _ = try await store.perform(Order(id: command, actor: actor, command: ReturnStaff(account)))
    }

    /// Gives somebody a new one-time password in place of the one that he has lost.
    ///
    /// - Returns: Nil where the same form had done it before.
    package func resetPassword(
        _ account: ExpectedAccount,
        command: CommandID,
        by actor: Actor
    ) async throws -> String? {
        let outcome = try await secure(account, .passwordSet, command: command, by: actor)
        return outcome.isRepeat ? nil : try await setOneTimePassword(of: account.id)
    }

    /// Takes away a second factor whose owner has lost it, and ends his sessions.
    package func removeSecondFactor(
        _ account: ExpectedAccount,
        command: CommandID,
        by actor: Actor
    ) async throws {
        let outcome = try await secure(account, .secondFactorRemoved, command: command, by: actor)
        guard !outcome.isRepeat else { return }
        try await vault.setSecondFactor(nil, of: account.id)
        try await vault.endSessions(of: account.id)
    }

    package func endSessions(_ account: ExpectedAccount, command: CommandID, by actor: Actor) async throws {
        _ = try await secure(account, .sessionsEnded, command: command, by: actor)
        try await vault.endSessions(of: account.id)
    }

    /// - Parameter which: The one session or token that it is about; nil where it is about all.
    func secure(
        _ account: ExpectedAccount,
        _ what: StaffSecured.What,
        which: String? = nil,
        command: CommandID,
        by actor: Actor
    ) async throws -> Outcome {
        let secure = SecureStaff(account, what, which: which)
        return try await store.perform(Order(id: command, actor: actor, command: secure))
    }

    private func setOneTimePassword(of id: Staff.ID) async throws -> String {
        let (password, text) = Password.oneTime(random: .system)
        let hash = try await hasher.hash(password)
        try await vault.setPassword(hash, of: id, temporary: true, at: store.clock.now)
        return text
    }
}
