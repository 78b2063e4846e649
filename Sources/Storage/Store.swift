import Foundation
package import Ledger

/// One subdistrict's ledger with everything that follows from it.
package struct Store: Sendable {
    package let database: Database
    package let schema: Schema
    /// Under which origin the ledger is written now.
    package let genesis: Genesis
    /// The store's present: the real time, or for a demo store that time moved.
    package let clock: WallClock
    private let commits: GroupCommit

    private init(
        database: Database,
        schema: Schema,
        genesis: Genesis,
        clock: WallClock,
        salt: @escaping Salting
    ) {
        self.database = database
        self.schema = schema
        self.genesis = genesis
        self.clock = clock
        commits = GroupCommit(
            engine: database.engine,
            batch: Batch(schema: schema, clock: clock, salt: salt)
        )
    }

    /// Opens a store that has a ledger, bringing its tables up to this program's.
    ///
    /// - Parameter clock: The real time; the genesis of a demo store moves it.
    package static func open(
        _ database: Database,
        schema: Schema,
        clock: WallClock,
        salt: @escaping Salting = Store.randomSalt
    ) async throws -> Store {
        try await bringUp(database, schema: schema)
        let genesis = try await database.read { try Self.genesis($0) }
        return Store(
            database: database,
            schema: schema,
            genesis: genesis,
            clock: clock.shifted(byMilliseconds: genesis.demoClockOffset ?? 0),
            salt: salt
        )
    }

    /// Brings the tables of a store up to this program's.
    package static func bringUp(_ database: Database, schema: Schema) async throws {
        if try await database.read({ try schema.migrator.version($0) }) < schema.migrator.migrations.count {
            try await database.migrate(schema.migrator)
        }
    }

    /// Makes the tables and the first entry in an empty database.
    ///
    /// - Parameter command: The id of the command that records it.
    package static func create(
        _ database: Database,
        schema: Schema,
        genesis: Genesis,
        catalog content: String,
        clock: WallClock,
        command: CommandID = CommandID(UUID()),
        salt: @escaping Salting = Store.randomSalt
    ) async throws -> Store {
        try await database.migrate(schema.migrator)
        let catalog = try await database.write { transaction in
            let head = try Head(transaction.reader)
            guard head.size == 0 else {
                throw StorageError.notAStore(
                    "There is a store with \(head.size) entries already. Choose another place."
                )
            }
            return try CatalogStore.insert(content, transaction)
        }
        let store = Store(
            database: database,
            schema: schema,
            genesis: genesis,
            clock: clock.shifted(byMilliseconds: genesis.demoClockOffset ?? 0),
            salt: salt
        )
        let beginning = BeginLedger(genesis: genesis, catalog: catalog)
        _ = try await store.perform(Order(id: command, actor: .console, command: beginning))
        return store
    }

    /// Gives each entry its salt.
    ///
    /// Only an invented year may draw it from anything but chance.
    package typealias Salting = @Sendable (Entry.ID) -> Salt

    package static let randomSalt: Salting = { _ in Salt.random() }

    private static func genesis(_ reader: Reader) throws -> Genesis {
        let place = try reader.first("SELECT entry FROM ledger_origin ORDER BY entry DESC LIMIT 1") {
            try $0.identifier(0) as Entry.ID
        }
        guard try Head(reader).size > 0 else {
            throw StorageError.notAStore(
                "The database has tables but no ledger. Make one with \"jiedao init\"."
            )
        }
        guard let place, let entry = try EntryStore.entry(place, reader), let genesis = try? Genesis(entry)
        else {
            throw StorageError.damaged(
                "ledger_origin does not name the entry with which the ledger begins; \"jiedao rebuild\" makes it anew"
            )
        }
        return genesis
    }

    /// Does the order once and returns when it is on disk.
    package func perform(_ order: Order) async throws -> Outcome { try await commits.perform(order) }

    /// Does each order once, one behind the other in few transactions, and returns when all are on disk.
    ///
    /// - Returns: A result for each, in their order; one that is refused does not hold up those behind it.
    package func perform(inOrder orders: [Order]) async -> [Result<Outcome, any Error>] {
        await commits.perform(inOrder: orders)
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (Reader) throws -> Value
    ) async throws -> Value {
        try await database.read(body)
    }

    /// Signs what is committed, or gives the checkpoint of that size that exists.
    package func checkpoint(signing key: SigningKey) async throws -> Checkpoint {
        // A checkpoint by another key would stand for good and fail every check.
        guard key.verifier == genesis.logKey else {
            throw StorageError.failed(
                "the signing key is \(key.verifier), the ledger's is \(genesis.logKey). Give the folder of its own keys"
            )
        }
        let dialect = database.dialect
        return try await database.write { try CheckpointStore.sign(with: key, $0, dialect: dialect) }
    }

    /// The proof that an entry is in the ledger, under the latest checkpoint.
    ///
    /// - Returns: Nil where there is no such entry, where it was redacted, or where no checkpoint covers it yet.
    package func receipt(_ id: Entry.ID) async throws -> Receipt? {
        let key = genesis.logKey
        return try await read { reader in
            guard let record = try EntryStore.record(id, reader), let content = record.content,
                try record.entry(id) != nil, let checkpoint = try CheckpointStore.latest(reader),
                checkpoint.size > id.rawValue
            else { return nil }
            let head = try Head(reader)
            guard checkpoint.size <= head.size else {
                throw StorageError.damaged(
                    "the ledger has \(head.size) entries, but a tree of \(checkpoint.size) was signed"
                )
            }
            var tree = TileStore.tree(size: checkpoint.size, head: head, reader)
            let proof = try InclusionProof(index: id.rawValue, size: checkpoint.size, from: &tree)
            return Receipt(content: content, proof: proof, checkpoint: checkpoint, key: key)
        }
    }

    package func close() async throws { try await database.close() }
}
