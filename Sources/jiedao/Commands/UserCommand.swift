import Administration
import ArgumentParser
import Catalog
import Foundation
import Identity
import Ledger
import Storage
import Vault

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Make, list and end the accounts of the office's staff.",
        subcommands: [UserAdd.self, UserList.self, UserPassword.self, UserDisable.self]
    )
}

struct UserAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Make an account; its password is printed once and has to be replaced by its owner.",
        discussion: """
            Example:
              jiedao user add li.na --name 李娜 --unit general-office --role dispatcher --data data/pingshan
            """
    )

    @Argument(help: ArgumentHelp("The name to log in with.", valueName: "LOGIN")) var login: String
    @Option(help: "The person's name.") var name: String
    @Option(help: "The telephone number; it stays sealed.") var telephone: String?
    @Option(help: ArgumentHelp("The code of the unit.", valueName: "CODE")) var unit: String
    @Option(
        help: ArgumentHelp(
            "A role for all units and lines: \(Role.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "ROLE"
        )
    )
    var role: [Role] = []
    @OptionGroup var store: StoreOptions

    func run() async throws {
        guard let login = Login(rawValue: login) else { throw StaffError.login(login) }
        let person = try StaffPerson(name: name, telephone: telephone)
        let store = try await store.openStore()
        let catalog = try await store.loadCatalog()
        let today = store.genesis.zone.day(of: store.clock.now)
        guard let code = Code(rawValue: unit), let unit = catalog.unit(code, on: today) else {
            throw StaffError.unknownUnit(unit)
        }
        let vault = try await self.store.openVault()
        let made = try await Accounts(store: store, vault: vault, hasher: PasswordHasher(random: .system))
            .add(
                login,
                person,
                unit: unit.code,
                grants: role.compactMap { Grant($0, units: .every, lines: .every, from: today) },
                command: CommandID(UUID()),
                by: .console
            )
        Output.lines(
            "Staff member \(made.id) logs in as \(login), the first time with \(made.oneTimePassword ?? "his own password")"
        )
        try await vault.close()
        try await store.close()
    }
}

extension Role: ExpressibleByArgument {}

struct UserList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the accounts, with the roles that are in force today.",
        discussion: """
            Example:
              jiedao user list --data data/pingshan
            """
    )

    @Option(help: "text or json") var format = OutputFormat.text
    @OptionGroup var store: StoreOptions

    func run() async throws {
        let store = try await store.openStore()
        let today = store.genesis.zone.day(of: store.clock.now)
        let members = try await store.read { reader in
            try StaffDirectory.page(limit: .max, reader).reversed().map { member in
                let grants = try StaffDirectory.grants(of: member.id, reader).map(\.grant)
                return (member, grants.filter { $0.isInForce(on: today) }.map(\.role.rawValue))
            }
        }
        switch format {
        case .json:
            let items = members.map { member, roles -> JSON in
                .object([
                    "active": .bool(member.isActive(on: today)), "id": .integer(member.id.rawValue),
                    "login": member.login.map { .string($0.rawValue) },
                    "name": member.name.map { .string($0) },
                    "roles": .array(roles.map { .string($0) }), "unit": .string(member.unit.rawValue),
                ])
            }
            Output.json(["staff": .array(items)])
        case .text:
            for (member, roles) in members {
                let words = [
                    "\(member.id)", member.login?.rawValue ?? "(erased)", member.name ?? "(erased)",
                    member.unit.rawValue, roles.joined(separator: ", "),
                    member.endedOn.map { "ended \($0)" } ?? "",
                ]
                Output.lines(words.joined(separator: "  ").trimmingCharacters(in: .whitespaces))
            }
        }
        try await store.close()
    }
}

struct UserPassword: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password",
        abstract: "Give somebody a one-time password in place of a lost one; his sessions end.",
        discussion: """
            Example:
              jiedao user password li.na --data data/pingshan
            """
    )

    @Argument(help: ArgumentHelp("The name to log in with.", valueName: "LOGIN")) var login: String
    @Flag(help: "Take the second factor away too.") var withoutSecondFactor = false
    @OptionGroup var store: StoreOptions

    func run() async throws {
        let store = try await store.openStore()
        let account = try await store.account(login)
        let vault = try await self.store.openVault()
        let accounts = Accounts(store: store, vault: vault, hasher: PasswordHasher(random: .system))
        let password = try await accounts.resetPassword(account, command: CommandID(UUID()), by: .console)
        if withoutSecondFactor {
            let again = try await store.account(login)
            try await accounts.removeSecondFactor(again, command: CommandID(UUID()), by: .console)
        }
        Output.lines("\(login) logs in the next time with \(password ?? "his own password")")
        try await vault.close()
        try await store.close()
    }
}

struct UserDisable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable",
        abstract: "End an account today; what its owner has recorded stays.",
        discussion: """
            Example:
              jiedao user disable li.na --data data/pingshan
            """
    )

    @Argument(help: ArgumentHelp("The name to log in with.", valueName: "LOGIN")) var login: String
    @OptionGroup var store: StoreOptions

    func run() async throws {
        let store = try await store.openStore()
        let account = try await store.account(login)
        let vault = try await self.store.openVault()
        try await Accounts(store: store, vault: vault, hasher: PasswordHasher(random: .system))
            .end(account, command: CommandID(UUID()), by: .console)
        Output.lines("The account \(login) has ended.")
        try await vault.close()
        try await store.close()
    }
}

extension Store {
    /// The account of a login, as it stands now.
    func account(_ typed: String) async throws -> ExpectedAccount {
        guard let login = Login(rawValue: typed) else { throw StaffError.login(typed) }
        guard let member = try await read({ try StaffDirectory.member(login, $0) }) else {
            throw ValidationError("There is no account \(login).")
        }
        return ExpectedAccount(member.id, revision: member.revision, zone: genesis.zone)
    }
}
