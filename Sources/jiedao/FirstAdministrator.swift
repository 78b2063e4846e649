import Administration
import ArgumentParser
import Catalog
import Foundation
import Identity
import Ledger
import Storage
import Vault

/// The account with which an office begins; its owner makes all others.
struct FirstAdministrator {
    let login: String
    let name: String

    struct Made {
        let login: Login
        /// Nil where an earlier run has made the account and its password.
        let password: String?
    }

    /// Nil where no unit of the catalog is in force, so that nobody can belong to one.
    func make(in store: Store, vault: Vault, catalog: Catalog) async throws -> Made? {
        guard let login = Login(rawValue: login) else { throw StaffError.login(login) }
        let accounts = Accounts(store: store, vault: vault, hasher: PasswordHasher(random: .system))
        if let member = try await store.read({ try StaffDirectory.member(login, $0) }) {
            // A run that was cut off may have made the account and no password.
            guard try await vault.credential(of: member.id) == nil else {
                return Made(login: login, password: nil)
            }
            let account = ExpectedAccount(member.id, revision: member.revision, zone: store.genesis.zone)
            return Made(
                login: login,
                password: try await accounts.resetPassword(account, command: CommandID(UUID()), by: .console)
            )
        }
        let today = store.genesis.zone.day(of: store.clock.now)
        let units = catalog.units(on: today)
        guard let unit = units.first(where: { $0.kind == .authority }) ?? units.first else { return nil }
        let administrator = Grant(.administrator, units: .every, lines: .every, from: today)
        let made = try await accounts.add(
            login,
            StaffPerson(name: name, telephone: nil),
            unit: unit.code,
            grants: [administrator].compactMap { $0 },
            command: CommandID(UUID()),
            by: .console
        )
        return Made(login: login, password: made.oneTimePassword)
    }
}
