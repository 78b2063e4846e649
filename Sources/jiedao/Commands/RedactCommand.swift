import Administration
import ArgumentParser
import Foundation
import Identity
import Ledger
import Storage
import Vault

struct RedactCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redact",
        abstract: "Delete the bytes of entries, so that only their leaves stay; what they brought goes too.",
        discussion: """
            It takes two persons who both have the right, each with his password. Verification accepts the gap and lists it. \
            Backups made before still hold the entries: keep those for a limited time.

            Example:
              jiedao redact 412 413 --reason 误录他人隐私 --asked admin --agreed wang --data data/office
            """
    )

    @Argument(help: ArgumentHelp("The entries' numbers.", valueName: "ENTRY")) var entries: [Int64]
    @OptionGroup var signatures: TwoSignatures
    @OptionGroup var store: StoreOptions

    func run() async throws {
        // The other entries are replayed, so the keys of people are needed.
        let schema = try await store.openingSchema()
        guard schema.opener is VaultOpener else { throw VaultError.noMasterKey }
        let store = try await Store.open(
            try await store.openDatabase(),
            schema: schema,
            clock: .system
        )
        let vault = try await self.store.openVault()
        let two = try await signatures.confirm(store, vault)
        let redact = try RedactEntries(
            entries.map { Entry.ID(rawValue: $0) },
            reason: signatures.reason,
            agreed: two.agreed,
            zone: store.genesis.zone
        )
        let order = Order(id: CommandID(UUID()), actor: Actor(two.asked), command: redact)
        let outcome = try await store.redact(order)
        Output.lines(
            "Redacted \(Output.count(entries.count, "entry", "entries")); entry \(outcome.first) says so."
        )
        try await vault.close()
        try await store.close()
    }
}
