import Administration
import ArgumentParser
import Catalog
import Demo
import Foundation
import Identity
import Ledger
import Storage
import Vault

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Make a store with a year of an invented office, through the real commands.",
        discussion: """
            The store's clock then goes on from the end of that year. Run again, the command ends what was cut off, or \
            says that the year is there.

            Example:
              jiedao demo --data data/demo --year 2018
            """
    )

    @Option(help: "The year to simulate.")
    var year = 2018

    @Option(help: "The same seed gives the same year, entry for entry.")
    var seed: UInt64 = 2018

    @Option(
        help: ArgumentHelp(
            "How much of a whole year to make; the claims of the year's report hold of a whole one only.",
            valueName: "PERCENT"
        )
    )
    var share = 100

    @Option(help: ArgumentHelp("The folder of the subdistrict's catalog.", valueName: "DIR"))
    var catalog = "Catalog/pingshan"

    @OptionGroup var store: StoreOptions

    func validate() throws {
        guard (1990...2100).contains(year) else {
            throw ValidationError("--year is \(year); give one from 1990 to 2100.")
        }
        guard (1...100).contains(share) else {
            throw ValidationError("--share is \(share); give a percentage from 1 to 100.")
        }
    }

    func run() async throws {
        let catalog = try Catalog(try CatalogContent(folder: URL(filePath: catalog)))
        let demo = DemoYear(year: year, zone: catalog.subdistrict.zone, seed: seed, share: share)
        guard let log = DemoLog(of: demo, catalog: catalog) else {
            throw ValidationError(
                "\"\(catalog.subdistrict.origin)\" cannot name a log: use a name such as ledger.example.org."
            )
        }
        let folder = try store.keyFolder()
        let database = try await store.openDatabase(creating: true)
        if try await isEmpty(database) { try await begin(log, in: database, folder) }
        var made = try await Store.open(database, schema: .jiedao, clock: .system)
        try await check(made, log)
        let vault: Vault
        if made.genesis == log.genesis {
            let keys = try folder.prepare(newKeys(catalog), for: database.home)
            vault = try await store.openVault()
            try await simulate(log, in: database, vault)
            made = try await goOn(log, in: database, keys)
        } else {
            vault = try await store.openVault()
        }
        let administrator = try await FirstAdministrator(login: Self.login, name: "演示管理员")
            .make(in: made, vault: vault, catalog: catalog)
        try await vault.close()
        try await store.sign(made)
        tell(made, log, administrator)
        try await made.close()
    }

    private func isEmpty(_ database: Database) async throws -> Bool {
        let size = try? await database.read { try Head($0).size }
        return (size ?? 0) == 0
    }

    private func newKeys(_ catalog: Catalog) throws -> KeyFolder.Keys {
        let name = catalog.subdistrict.origin
        guard let keys = KeyFolder.Keys(newFor: name) else {
            throw ValidationError("\"\(name)\" cannot name a log: use a name such as ledger.example.org.")
        }
        return keys
    }

    /// Keys first: none that are another ledger's are ever used, and nothing is begun without.
    private func begin(_ log: DemoLog, in database: Database, _ folder: KeyFolder) async throws {
        _ = try folder.prepare(newKeys(log.catalog), for: database.home)
        do { try await log.begin(in: database, schema: .jiedao) } catch {
            // Another may have begun it at the same time.
            guard try await !isEmpty(database) else { throw error }
        }
    }

    /// Whether the store is that of this very year.
    private func check(_ made: Store, _ log: DemoLog) async throws {
        guard made.genesis.demoClockOffset != nil else {
            throw StorageError.notAStore(
                "This store is not a demo store; nothing was written. Choose another folder."
            )
        }
        guard let first = try await made.read({ try EntryStore.entry(Entry.ID(rawValue: 0), $0) }) else {
            return
        }
        let there = log.demo.zone.day(of: first.time).year
        guard there == year else {
            throw StorageError.notAStore(
                "The year \(there) was simulated here; choose another folder for \(year)."
            )
        }
        guard try Genesis(first) == log.genesis else {
            throw StorageError.notAStore(
                "The year here was made with another seed, share or catalog; give the same, or choose another folder."
            )
        }
    }

    private func simulate(_ log: DemoLog, in database: Database, _ vault: Vault) async throws {
        let clock = DemoYear.Clock(log.demo.start)
        _ = try await log.demo.run(
            on: try await log.open(database, schema: .jiedao, clock: clock),
            catalog: log.catalog,
            vault: vault,
            clock: clock,
            progress: Output.progress("simulating")
        )
    }

    /// The present of the store that goes on begins where the year ends.
    private func goOn(_ log: DemoLog, in database: Database, _ keys: KeyFolder.Keys) async throws -> Store {
        let clock = DemoYear.Clock(log.demo.end)
        let year = try await log.open(database, schema: .jiedao, clock: clock)
        let genesis = Genesis(
            origin: keys.log.name,
            subdistrict: log.catalog.subdistrict.code,
            zone: log.catalog.subdistrict.zone,
            logKey: keys.log.verifier,
            drawKey: keys.draw.verifier.publicKey,
            demoClockOffset: log.demo.end.rawValue - WallClock.system.now.rawValue
        )
        do { try await year.goOn(as: genesis, signing: log.key) } catch let error as StorageError {
            let now = try await Store.open(database, schema: .jiedao, clock: .system)
            guard now.genesis != log.genesis else { throw error }
            return now
        }
        return try await Store.open(database, schema: .jiedao, clock: .system)
    }

    private func tell(_ made: Store, _ log: DemoLog, _ administrator: FirstAdministrator.Made?) {
        Output.lines("The demo year \(year) is there. All of it is invented.")
        if let last = made.genesis.previous, last.origin == log.key.name {
            Output.lines(
                "Its \(Output.count(last.size, "entry", "entries")) have the root \(last.root) wherever it is made with the seed \(seed) and the share \(share)."
            )
        }
        if let administrator, let password = administrator.password {
            Output.lines("Log in as \(administrator.login), the first time with the password \(password)")
        } else {
            Output.lines("A lost password is replaced with: jiedao user password \(Self.login)")
        }
    }

    private static let login = "admin"
}
