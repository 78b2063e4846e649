import Administration
package import Identity
package import Storage
package import Vault

/// What lets the staff in: the vault, the desk where people prove who they are, and the accounts.
package struct Access: Sendable {
    package let vault: Vault
    let hasher: PasswordHasher
    let signIn: SignIn
    let accounts: Accounts
    /// Whether a reverse proxy with TLS stands in front and says where requests come from.
    let isBehindProxy: Bool

    package init(store: Store, vault: Vault, hasher: PasswordHasher, isBehindProxy: Bool) {
        self.vault = vault
        self.hasher = hasher
        self.isBehindProxy = isBehindProxy
        signIn = SignIn(store: store, vault: vault, hasher: hasher)
        accounts = Accounts(store: store, vault: vault, hasher: hasher)
    }
}
