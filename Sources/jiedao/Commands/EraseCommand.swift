import Administration
import ArgumentParser
import Casework
import Foundation
import Identity
import Ledger
import Storage
import Vault

struct EraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract:
            "Destroy the key of somebody or of a matter, so that what it sealed can never be opened again.",
        discussion: """
            It takes two persons who both have the right, each with his password. Every hash and proof still holds. Copies of \
            the vault may still hold the keys: keep those for a limited time.

            Example:
              jiedao erase staff:81 --reason 本人要求删除 --asked admin --agreed wang --data data/office
              jiedao erase matter:4021 --reason 上报人要求删除 --asked admin --agreed wang --data data/office
            """
    )

    @Argument(help: ArgumentHelp("Whom, as entries name him.", valueName: "SUBJECT")) var subject: String
    @OptionGroup var signatures: TwoSignatures
    @OptionGroup var store: StoreOptions

    func run() async throws {
        guard let subject = Subject(subject) else {
            throw ValidationError(
                "\"\(subject)\" names nothing; give a subject such as staff:81 or matter:4021."
            )
        }
        let store = try await store.openStore()
        let vault = try await self.store.openVault()
        let two = try await signatures.confirm(store, vault)
        let erase = try EraseSubject(
            subject,
            reason: signatures.reason,
            agreed: two.agreed,
            zone: store.genesis.zone,
            of: [.staff, .matters]
        )
        let order = Order(id: CommandID(UUID()), actor: Actor(two.asked), command: erase)
        let outcome = try await store.perform(order)
        try await Erasure.finish(store, vault)
        Output.lines("Erased \(subject); entry \(outcome.first) says so.")
        try await vault.close()
        try await store.close()
    }
}
