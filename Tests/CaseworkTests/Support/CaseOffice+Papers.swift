import Administration
import Casework
import Catalog
import Foundation
import Identity
import Ledger
import Storage
import Vault

/// Those who sign, each hired by whoever needs him.
struct Signers: Sendable {
    let head: Actor
    let otherHead: Actor
    let counsel: Actor
    let principal: Actor

    init(_ office: CaseOffice) async throws {
        head = try await office.hire("head", "enforcement-team", .sectionHead, own: true)
        otherHead = try await office.hire("head2", "municipal-centre", .sectionHead, own: true)
        counsel = try await office.hire("counsel", "general-office", .legal)
        principal = try await office.hire("principal", "subdistrict-office", .principal)
    }
}

extension CaseOffice {
    func hire(_ login: String, _ unit: String, _ role: Role, own: Bool = false) async throws -> Actor {
        let accounts = Accounts(
            store: store,
            vault: vault,
            hasher: PasswordHasher(
                cost: PasswordHash.Cost(memory: 8, passes: 1)!,
                waitingLimit: 10_000,
                random: .system
            )
        )
        let code = Code(rawValue: unit)!
        let grant = Grant(
            role,
            units: own ? .only(code) : .every,
            lines: .every,
            from: LocalDay("2018-01-01")!
        )!
        let made = try await accounts.add(
            Login(rawValue: login)!,
            StaffPerson(name: "\(login) 某", telephone: nil),
            unit: code,
            grants: [grant],
            command: CommandID(UUID()),
            by: .console
        )
        return Actor(made.id)
    }

    /// The handler drafts, unless somebody else is named.
    @discardableResult
    func draft(
        _ document: String = "dispatch-order",
        of matter: Matter.ID,
        by actor: Actor? = nil,
        text: String = "请于三日内办结。",
        command: CommandID = CommandID(UUID())
    ) async throws -> Paper.ID {
        let name = try await store.read { try Matters.key(of: matter, $0) }
        let draft = DraftPaper(
            Code(rawValue: document)!,
            try PaperWording(title: "交办单", addressee: "综合执法队：", text: text),
            of: matter,
            key: try await vault.key(name!),
            rules: rules
        )
        let outcome = try await store.perform(
            Order(id: command, actor: actor ?? handler, command: draft)
        )
        return Paper.ID(rawValue: outcome.first.rawValue)
    }

    @discardableResult
    func act(
        _ act: PaperAct,
        on id: Paper.ID,
        by actor: Actor,
        note: String? = nil,
        revision: Int? = nil,
        command: CommandID = CommandID(UUID())
    ) async throws -> Outcome {
        let matter = try await paper(id).matter
        let name = try await store.read { try Matters.key(of: matter, $0) }
        let command = Order(
            id: command,
            actor: actor,
            command: ActOnPaper(
                act,
                on: id,
                revision: revision,
                note: try note.map { try Note($0) },
                key: try await vault.key(name!),
                rules: rules
            )
        )
        return try await store.perform(command)
    }

    func paper(_ id: Paper.ID) async throws -> Paper {
        let found = try await store.read { try MatterPapers.state(id, $0) }
        return found!
    }
}
