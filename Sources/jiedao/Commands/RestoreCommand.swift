import ArgumentParser
import Blobs
import Foundation
import Identity
import Ledger
import Storage
import Vault

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Bring a backup into an empty place; the ledger goes on under a new origin.",
        discussion: """
            The new origin gets new keys and begins with an entry that names the last checkpoint known of the old one. \
            Where a newer checkpoint is known than the backup holds (from a witness, a receipt, a printout), give it: \
            the entry then says openly how much was lost.

            Files that entries name come from the folder of "backup --files"; each is compared with its hash. Without them \
            the ledger works, and "jiedao files restore DIR" brings them later.

            Example:
              jiedao restore /backup/2018-12-31.export --files /backup/files --data data/restored --last-checkpoint checkpoint.txt
            """
    )

    @Argument(help: ArgumentHelp("The backup.", valueName: "FILE"))
    var file: String

    @Option(help: ArgumentHelp("The folder with copies of the files that entries name.", valueName: "DIR"))
    var files: FileCopies?

    @Option(help: ArgumentHelp("The last checkpoint known of the old origin.", valueName: "FILE"))
    var lastCheckpoint: String?

    @Option(
        help: ArgumentHelp("The new origin; left out, a number is put behind the old one.", valueName: "NAME")
    )
    var origin: String?

    @Option(
        help: ArgumentHelp(
            "The folder of the old store's keys: its master keys and vault are taken over, so that names and passwords go on.",
            valueName: "DIR"
        )
    )
    var secretsFrom: String?

    @OptionGroup var store: StoreOptions

    func run() async throws {
        guard try FileHandle.isRegular(file) else {
            throw ValidationError(
                "\(file) is a pipe or a device. A restore reads its backup twice; give a file."
            )
        }
        let copies = try await files?.existing()
        let backup = try Restore.verify(
            file,
            lastCheckpoint: try lastCheckpoint.map { try Checkpoint.file($0) }
        )
        let schema = try await openingSchema()
        try Restore.rehearse(backup, schema: schema)
        let name = origin ?? Restore.origin(after: backup.genesis.origin)
        guard let new = KeyFolder.Keys(newFor: name) else {
            throw ValidationError("\"\(name)\" cannot name a log: use a name such as ledger.example.org.")
        }
        let folder = try store.keyFolder()
        let database = try await store.openDatabase(creating: true)
        let keys = try folder.prepare(new, for: database.home)
        if let secretsFrom { try folder.takeSecrets(from: KeyFolder(URL(filePath: secretsFrom))) }
        let genesis = Genesis(
            origin: name,
            subdistrict: backup.genesis.subdistrict,
            zone: backup.genesis.zone,
            logKey: keys.log.verifier,
            drawKey: keys.draw.verifier.publicKey,
            demoClockOffset: backup.genesis.demoClockOffset,
            previous: backup.last
        )
        let restored: Store
        do {
            restored = try await Restore.run(
                backup,
                into: database,
                schema: schema,
                clock: .system,
                goingOnAs: genesis,
                signing: keys.log
            )
        } catch {
            guard let begun = await Store.begun(as: genesis, in: database, clock: .system)
            else { throw error }
            _ = try await begun.checkpoint(signing: keys.log)
            restored = begun
        }
        folder.confirm()
        let size = try await restored.read { try Head($0).size }
        Output.lines(
            "Restored \(size - 1) entries; the ledger goes on as \(name).",
            "  verifier key  \(restored.genesis.logKey)",
            "Publish the new verifier key, and say that the origin \(backup.genesis.origin) has ended."
        )
        if secretsFrom == nil {
            Output.lines(
                "Without the old keys (--secrets-from) names stay sealed and nobody can log in; make accounts with \"jiedao user add\"."
            )
        }
        let survey = try await bringFiles(from: copies, into: restored)
        try await restored.close()
        try survey?.answer(FileCopying.back.advice)
    }

    private func bringFiles(from copies: BlobStore?, into restored: Store) async throws -> BlobSurvey? {
        guard try await restored.read({ try BlobReferences.count($0) }) > 0 else { return nil }
        let own = try await store.openFiles(of: restored)
        let survey: BlobSurvey?
        if let copies {
            survey = try await FileCopying.back.run(restored, from: copies, to: own.blobs, trusting: .nothing)
        } else {
            survey = nil
            let missing = try await BlobTransfer(namedIn: restored.database).look(into: own.blobs).faultCount
            if missing > 0 {
                Output.lines(
                    "Not here: \(Output.count(missing, "file")) that entries name. Bring them with \"jiedao files restore DIR\"."
                )
            }
        }
        try await own.close()
        return survey
    }

    /// With the old vault's keys, where it was given: then names are readable in the restored store.
    private func openingSchema() async throws -> Schema {
        guard let secretsFrom else { return .jiedao }
        let old = KeyFolder(URL(filePath: secretsFrom))
        let vault = try await Vault.open(.file(old.vaultPath), ring: try old.ring())
        let opener = try await vault.opener()
        // Closing carries the vault's log into its file, which is then whole.
        try await vault.close()
        return .jiedao(opening: opener)
    }
}
