import Administration
import ArgumentParser
import Foundation
import Identity
import Ledger
import Storage
import Vault

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "List and revoke the tokens with which programs act for the staff; their owners make them.",
        subcommands: [TokenList.self, TokenRevoke.self]
    )
}

struct TokenList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the tokens of all accounts, those that may be used first.",
        discussion: """
            Example:
              jiedao token list --data data/pingshan
            """
    )

    @Option(help: "text or json") var format = OutputFormat.text
    @OptionGroup var store: StoreOptions

    func run() async throws {
        let store = try await store.openStore()
        let vault = try await self.store.openVault()
        let (zone, now) = (store.genesis.zone, store.clock.now)
        let members = try await store.read { try StaffDirectory.page(limit: .max, $0) }
        var rows: [Row] = []
        for member in members.reversed() {
            for token in try await vault.tokens(of: member.id, at: now) {
                rows.append(Row(member, token, at: now, zone))
            }
        }
        switch format {
        case .json: Output.json(["tokens": .array(rows.map { .object($0.json) })])
        case .text: for row in rows { Output.lines(row.text) }
        }
        try await vault.close()
        try await store.close()
    }

    /// A token as both forms of the list show it.
    private struct Row {
        let login: String
        let token: ProgramToken
        let state: String
        let through: LocalDay
        let lastUsed: String?

        init(_ member: StaffMember, _ token: ProgramToken, at now: Instant, _ zone: Zone) {
            login = member.login?.rawValue ?? "(erased)"
            self.token = token
            state =
                switch token.state(at: now) {
                case .live: "valid"
                case .ended: "ended"
                case .revoked: "revoked"
                }
            through = zone.day(of: token.grant.ends.advanced(byMilliseconds: -1))
            lastUsed = token.lastUsed.map { zone.clock(of: $0) }
        }

        private var scopes: [String] { token.grant.scopes.map(\.rawValue).sorted() }

        var text: String {
            [
                token.hint, login, token.name.text, scopes.joined(separator: ", "), "through \(through)",
                "last used \(lastUsed ?? "never")", state,
            ].joined(separator: "  ")
        }

        var json: JSON.Object {
            [
                "hint": .string(token.hint), "last_used": lastUsed.map { .string($0) },
                "login": .string(login), "name": .string(token.name.text),
                "scopes": .array(scopes.map { .string($0) }), "state": .string(state),
                "through": .string("\(through)"),
            ]
        }
    }
}

struct TokenRevoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Revoke a token for good; the ledger keeps that it was done.",
        discussion: """
            Example:
              jiedao token revoke li.na jd_0aZ9 --data data/pingshan
            """
    )

    @Argument(help: ArgumentHelp("The login of the token's owner.", valueName: "LOGIN")) var login: String
    @Argument(help: ArgumentHelp("The token's first characters, as the list shows them.", valueName: "HINT"))
    var hint: String
    @OptionGroup var store: StoreOptions

    func run() async throws {
        let store = try await store.openStore()
        let account = try await store.account(login)
        let vault = try await self.store.openVault()
        let now = store.clock.now
        let found = try await vault.tokens(of: account.id, at: now)
            .filter { $0.hint == hint && $0.state(at: now) == .live }
        guard let token = found.first, found.count == 1 else {
            throw ValidationError(
                "\(login) has \(found.count) valid tokens that begin with \"\(hint)\"; \"jiedao token list\" shows all."
            )
        }
        try await Accounts(store: store, vault: vault, hasher: PasswordHasher(random: .system))
            .revokeToken(token.id, of: account, command: CommandID(UUID()), by: .console)
        Output.lines("The token \(hint) of \(login) is revoked.")
        try await vault.close()
        try await store.close()
    }
}
