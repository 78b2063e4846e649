package import Ledger

/// The only way to write: it appends entries, their facts and their projections in one transaction.
package final class Recorder {
    /// Sees what this and earlier commands of the transaction have recorded.
    package let reader: Reader
    /// The time of the entries to come.
    package let time: Instant
    package let order: Order

    private let transaction: Transaction
    private let schema: Schema
    private let salt: Store.Salting
    /// The catalog that the entries to come name; nil before the first entry.
    private(set) var catalog: Hash?
    private(set) var frontier: Frontier
    private(set) var leafHashes: [Hash] = []
    private(set) var totals = FactTotals()
    private(set) var first: (id: Entry.ID, salt: Salt)?

    init(
        _ order: Order,
        transaction: Transaction,
        frontier: Frontier,
        time: Instant,
        schema: Schema,
        catalog: Hash?,
        salt: @escaping Store.Salting
    ) {
        self.order = order
        self.transaction = transaction
        self.frontier = frontier
        self.time = time
        self.schema = schema
        self.catalog = catalog
        self.salt = salt
        reader = transaction.reader
    }

    /// The number that the next entry will have, and so the id of a record that it makes.
    package var next: Entry.ID { Entry.ID(rawValue: frontier.size) }

    package var count: Int { leafHashes.count }

    /// Puts another catalog in force: the next entry is the first to name it.
    ///
    /// - Throws: `CommandError.unknownCatalog` where the store does not hold its content.
    package func adopt(_ digest: Hash) throws {
        guard try CatalogStore.content(digest, reader) != nil else {
            throw CommandError.unknownCatalog(digest)
        }
        catalog = digest
    }

    /// - Parameter sealed: The fields that the entry holds encrypted; appliers are given their texts.
    @discardableResult
    package func record<E: Event>(
        _ event: E,
        about subject: Subject,
        facts: [Fact] = [],
        sealed: [SealedText] = []
    ) throws -> Entry {
        guard let catalog else { throw StorageError.damaged("no catalog is in force") }
        // As it will be read again, so that a projection never differs from its replay.
        let body: JSON.Object
        do { body = try event.body.normalised() } catch { throw CommandError.unwritable(error.description) }
        let entry = Entry(
            id: next,
            time: time,
            actor: order.actor,
            kind: E.kind,
            version: E.version,
            subject: subject,
            command: order.id,
            catalog: catalog,
            facts: facts,
            body: body,
            sealed: sealed.map(\.field)
        )
        let bytes: [UInt8]
        do { bytes = try entry.bytes() } catch { throw CommandError.unwritable(error.description) }
        let salt = salt(entry.id)
        let leaf = Leaf(salt: salt, entry: bytes)
        try transaction.execute(
            """
            INSERT INTO ledger_entry (sequence, leaf, salt, bytes)
            VALUES (\(entry.id), \(leaf.data), \(salt.bytes), \(bytes))
            """
        )
        if first == nil { first = (entry.id, salt) }
        frontier.append(leaf.hash)
        leafHashes.append(leaf.hash)
        try FactStore.insert(entry, transaction, &totals)
        try schema.apply(entry, Opened(sealed), transaction)
        return entry
    }
}
