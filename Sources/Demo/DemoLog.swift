package import Catalog
import Identity
package import Ledger
package import Storage

/// The log under which an invented year is made, the same to the byte on every machine.
///
/// Keys and salts follow from the seed, so they keep nothing secret. When the year is over the ledger goes on under an origin
/// with keys that were drawn by chance.
package struct DemoLog: Sendable {
    package let demo: DemoYear
    package let catalog: Catalog
    package let key: SigningKey
    private let draw: SigningKey

    /// Nil where the catalog's origin cannot name a log.
    package init?(of demo: DemoYear, catalog: Catalog) {
        let name = "\(catalog.subdistrict.origin)/demo-\(demo.year)"
        func key(_ name: String) -> SigningKey? {
            SigningKey(named: name, seed: RandomSource.demo("\(demo.name) key \(name)").bytes(32))
        }
        guard let log = key(name), let draw = key(name + "/draws") else { return nil }
        self.demo = demo
        self.catalog = catalog
        self.key = log
        self.draw = draw
    }

    package var genesis: Genesis {
        Genesis(
            origin: key.name,
            subdistrict: catalog.subdistrict.code,
            zone: catalog.subdistrict.zone,
            logKey: key.verifier,
            drawKey: draw.verifier.publicKey,
            demoClockOffset: 0
        )
    }

    /// The salts of its entries.
    package var salts: Store.Salting {
        let name = demo.name
        return { .demo(name, $0) }
    }

    /// Makes the store of the year in an empty database.
    package func begin(in database: Database, schema: Schema) async throws {
        let start = demo.start
        _ = try await Store.create(
            database,
            schema: schema,
            genesis: genesis,
            catalog: catalog.content.text,
            clock: WallClock { start },
            command: CommandID(demo: "\(demo.name) beginning"),
            salt: salts
        )
    }

    /// The year's store, whose present is set by `clock`.
    package func open(_ database: Database, schema: Schema, clock: DemoYear.Clock) async throws -> Store {
        try await Store.open(database, schema: schema, clock: WallClock { clock.now }, salt: salts)
    }
}
