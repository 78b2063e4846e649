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
        let options = store
        let folder = try store.keyFolder()
        let database = try await store.openDatabase(creating: true)
        let size = try? await database.read { try Head($0).size }
        let hasLedger = (size ?? 0) > 0
        if !hasLedger {
            let offset = demo.end.rawValue - WallClock.system.now.rawValue
            let start = demo.start.advanced(byMilliseconds: -offset)
            _ = try await NewStore(catalog: catalog, origin: nil, keys: folder)
                .create(in: database, clock: .fixed(start), demoClockOffset: offset)
            folder.confirm()
        }
        let made = try await Store.open(database, schema: .jiedao, clock: .system)
        guard let offset = made.genesis.demoClockOffset else {
            throw StorageError.notAStore(
                "This store is not a demo store; nothing was written. Choose another folder."
            )
        }
        // From here on the keys count as used, also where an earlier attempt was cut off before it could say so.
        _ = try options.signingKey(of: made)
        let first = try await made.read { try EntryStore.entry(Entry.ID(rawValue: 0), $0) }
        if let first, case let there = demo.zone.day(of: first.time).year, there != year {
            throw StorageError.notAStore(
                "The year \(there) was simulated here; choose another folder for \(year)."
            )
        }
        guard try await demo.isBegun(in: made) != false else {
            throw StorageError.notAStore(
                "The year here was made with another seed or share; give the same, or choose another folder."
            )
        }
        let clock = DemoYear.Clock(demo.end)
        let simulated = WallClock { clock.now.advanced(byMilliseconds: -offset) }
        let store = try await Store.open(database, schema: .jiedao, clock: simulated, salt: demo.salts)
        let vault = try await options.openVault()
        let count = try await demo.run(
            on: store,
            catalog: catalog,
            vault: vault,
            clock: clock,
            progress: Output.progress("simulating")
        )
        let administrator = try await FirstAdministrator(login: Self.login, name: "演示管理员")
            .make(in: store, vault: vault, catalog: catalog)
        try await vault.close()
        try await options.sign(store)
        Output.lines("The demo year \(demo.year) is there: \(count) steps. All of it is invented.")
        if let administrator, let password = administrator.password {
            Output.lines("Log in as \(administrator.login), the first time with the password \(password)")
        } else {
            Output.lines("A lost password is replaced with: jiedao user password \(Self.login)")
        }
        try await store.close()
    }

    private static let login = "admin"
}
