import ArgumentParser
import Catalog
import Foundation
import Identity
import Ledger
import Storage

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a store: its tables, its keys, and the first entry of its ledger.",
        discussion: """
            Example:
              jiedao init --catalog Catalog/pingshan --data data/pingshan
            """
    )

    @Option(help: ArgumentHelp("The folder of the subdistrict's catalog.", valueName: "DIR"))
    var catalog: String

    @Option(
        help: ArgumentHelp("The log's name in checkpoints, where it is not the catalog's.", valueName: "NAME")
    )
    var origin: String?

    @OptionGroup var store: StoreOptions

    func run() async throws {
        let catalog = try Catalog(try CatalogContent(folder: URL(filePath: catalog)))
        let folder = try store.keyFolder()
        let database = try await store.openDatabase(creating: true)
        let created = try await NewStore(catalog: catalog, origin: origin, keys: folder)
            .create(in: database, clock: .system)
        print(
            """
            The store is ready.
              origin        \(created.genesis.origin)
              verifier key  \(created.genesis.logKey)
              token         \(folder.tokenPath)
            Publish the verifier key: with it anybody can check receipts and checkpoints.
            Keep a copy of \(folder.folder.path) in another place; no backup holds it.
            """
        )
        try await created.close()
    }
}

/// A store to be made, with its keys.
struct NewStore {
    let catalog: Catalog
    let origin: String?
    let keys: KeyFolder

    /// - Parameter demoClockOffset: For a demo store, what its clock adds to the real time.
    func create(in database: Database, clock: WallClock, demoClockOffset: Int64? = nil) async throws -> Store
    {
        let name = origin ?? catalog.subdistrict.origin
        guard let new = KeyFolder.Keys(newFor: name) else {
            throw ValidationError("\"\(name)\" cannot name a log: use a name such as ledger.example.org.")
        }
        let log: SigningKey
        let draw: SigningKey
        let isNew: Bool
        // An earlier init may have been cut off between its keys and its store.
        if let key = try? keys.logKey(), key.name == name {
            (log, draw, isNew) = (key, try keys.drawKey(), false)
        } else {
            try keys.create(new)
            (log, draw, isNew) = (new.log, new.draw, true)
        }
        let genesis = Genesis(
            origin: name,
            subdistrict: catalog.subdistrict.code,
            zone: catalog.subdistrict.zone,
            logKey: log.verifier,
            drawKey: draw.verifier.publicKey,
            demoClockOffset: demoClockOffset
        )
        let store: Store
        do {
            store = try await Store.create(
                database,
                schema: .jiedao,
                genesis: genesis,
                catalog: catalog.content.text,
                clock: clock
            )
        } catch {
            if isNew { keys.remove() }
            throw error
        }
        _ = try await store.checkpoint(signing: log)
        return store
    }
}
