import Administration
import ArgumentParser
import Catalog
import Foundation
import Identity
import Ledger
import Storage
import Vault

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

    @Option(help: ArgumentHelp("The login of the first administrator.", valueName: "LOGIN"))
    var administrator = "admin"

    @Option(help: ArgumentHelp("The name of the first administrator.", valueName: "NAME"))
    var administratorName = "系统管理员"

    @OptionGroup var store: StoreOptions

    func validate() throws {
        guard Login(rawValue: administrator) != nil else {
            throw ValidationError(StaffError.login(administrator).description)
        }
    }

    func run() async throws {
        let catalog = try Catalog(try CatalogContent(folder: URL(filePath: catalog)))
        let folder = try store.keyFolder()
        let database = try await store.openDatabase(creating: true)
        let created = try await NewStore(catalog: catalog, origin: origin, keys: folder)
            .create(in: database, clock: .system)
        let vault = try await store.openVault()
        let first = try await FirstAdministrator(login: administrator, name: administratorName)
            .make(in: created, vault: vault, catalog: catalog)
        try await vault.close()
        // Only now is the beginning whole: cut off before, it is ended by the same words.
        folder.confirm()
        Output.lines(
            "The store is ready.",
            "  origin        \(created.genesis.origin)",
            "  verifier key  \(created.genesis.logKey)",
            "  token         \(folder.tokenPath)",
            "  administrator \(Self.words(for: first))",
            "Publish the verifier key: with it anybody can check receipts and checkpoints.",
            "Keep a copy of \(folder.folder.path) in another place; no backup holds it."
        )
        try await created.close()
    }

    private static func words(for first: FirstAdministrator.Made?) -> String {
        guard let first else {
            return "none, since the catalog has no unit; adopt one that has, then use \"jiedao user add\""
        }
        return first.password.map { "\(first.login), with the password \($0) for the first time" }
            ?? "\(first.login), made before"
    }
}

extension Store {
    /// The store of an earlier beginning with the same keys that was cut off just behind its first entry.
    static func begun(as genesis: Genesis, in database: Database, clock: WallClock) async -> Store? {
        guard let store = try? await open(database, schema: .jiedao, clock: clock), store.genesis == genesis
        else { return nil }
        return store
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
        let keys = try self.keys.prepare(new, for: database.home)
        let genesis = Genesis(
            origin: name,
            subdistrict: catalog.subdistrict.code,
            zone: catalog.subdistrict.zone,
            logKey: keys.log.verifier,
            drawKey: keys.draw.verifier.publicKey,
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
            guard let begun = await Store.begun(as: genesis, in: database, clock: clock),
                try await begun.read(CatalogStore.inForce) == catalog.content.digest
            else { throw error }
            store = begun
        }
        _ = try await store.checkpoint(signing: keys.log)
        return store
    }
}
