import ArgumentParser
import Foundation
import Identity
import Vault

struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Care for the keys of a store.",
        subcommands: [KeysRotate.self]
    )
}

struct KeysRotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Wrap all keys of people by a new master key, and forget the old one.",
        discussion: """
            Interrupted, it is run again. Servers that run must be started anew afterwards, since they have the old key.

            Example:
              jiedao keys rotate --data data/office
            """
    )

    @OptionGroup var store: StoreOptions

    func run() async throws {
        let folder = try store.keyFolder()
        // A master key in the environment is replaced there; here the keys are only wrapped by it.
        if StoreOptions.environment("JIEDAO_MASTER_KEY") == nil { try folder.renewMaster() }
        let vault = try await store.openVault()
        let count = try await vault.rewrap()
        try folder.forgetEarlierMasters()
        try await vault.wipeRemains()
        try await vault.close()
        Output.lines(
            "Wrapped \(Output.count(count, "key")) by a new master key. Keep a copy of \(folder.folder.path)."
        )
    }
}
