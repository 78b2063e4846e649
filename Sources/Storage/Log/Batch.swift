import Ledger

/// Runs orders in one transaction and leaves the ledger whole, whichever of them are refused.
struct Batch: Sendable {
    let schema: Schema
    let clock: WallClock
    let salt: Store.Salting

    typealias Result = Swift.Result<Outcome, any Error>

    /// - Parameters:
    ///   - isolating: Whether each order has a savepoint, so that a failing statement spoils that order only. The quick
    ///     way has none and fails as a whole; then the batch is run again, isolating.
    ///   - more: Further orders for the same transaction, asked for when the given ones are done; none ends it.
    func run(
        _ orders: [DigestedOrder],
        _ transaction: Transaction,
        dialect: Dialect,
        isolating: Bool,
        more: () -> [DigestedOrder] = { [] }
    ) throws -> [Result] {
        // The head before anything else: it admits one writer, and what was read before it may be out of date.
        let (head, server) = try Head.locked(transaction, dialect: dialect)
        var growth = Growth(head: head, catalog: try CatalogStore.inForce(head, transaction.reader))
        var results: [Result] = []
        var orders = orders
        repeat {
            var time: Instant?
            var done = try CommandStore.records(of: orders.map(\.order.id), transaction.reader)
            for order in orders {
                let outcome = try result {
                    let id = order.order.id
                    if let known = done[id] { return try known.outcome(repeating: order.digest, id: id) }
                    let frontier = growth.head.frontier
                    // Known only now, since what was done before is answered whatever the clock shows.
                    let entryTime = EntryTime(clock: clock, last: growth.head.time, server: server)
                    let now = try time ?? entryTime.next()
                    time = now
                    let (record, recorder) = try perform(
                        order,
                        at: now,
                        behind: frontier,
                        under: growth.catalog,
                        transaction,
                        isolating: isolating
                    )
                    done[id] = record
                    try growth.add(recorder)
                    return record.outcome
                }
                results.append(outcome)
            }
            orders = more()
        } while !orders.isEmpty
        guard growth.head.size > head.size else { return results }
        try growth.totals.write(transaction)
        try TileStore.complete(from: head.size, leafHashes: growth.leafHashes, transaction)
        try growth.head.write(transaction)
        return results
    }

    /// What the orders done so far have added to the ledger.
    private struct Growth {
        var head: Head
        /// Nil before the first entry.
        var catalog: Hash?
        var leafHashes: [Hash] = []
        var totals = FactTotals()

        mutating func add(_ recorder: Recorder) throws(BatchFailure) {
            head.frontier = recorder.frontier
            head.time = recorder.time
            catalog = recorder.catalog
            leafHashes.append(contentsOf: recorder.leafHashes)
            // The order is written already; whoever it cannot stand beside, it can stand alone.
            do { try totals.merge(recorder.totals) } catch {
                throw BatchFailure(cause: .constraint("\(error)"))
            }
        }
    }

    private func perform(
        _ order: DigestedOrder,
        at time: Instant,
        behind frontier: Frontier,
        under catalog: Hash?,
        _ transaction: Transaction,
        isolating: Bool
    ) throws -> (KnownCommand, Recorder) {
        let recorder = Recorder(
            order.order,
            transaction: transaction,
            frontier: frontier,
            time: time,
            schema: schema,
            catalog: catalog,
            salt: salt
        )
        var record: KnownCommand?
        let body = {
            try order.order.command.record(in: recorder)
            record = try CommandStore.insert(recorder, digest: order.digest, transaction)
        }
        let session = transaction.session
        if isolating { try session.isolated(body) } else { try session.together(body) }
        guard let record else { throw CommandError.nothingRecorded }
        return (record, recorder)
    }

    /// What an order's own fault is becomes its result; a fault of the store ends the batch.
    private func result(_ body: () throws -> Outcome) throws -> Result {
        do { return .success(try body()) } catch let failure as BatchFailure { throw failure } catch {
            return .failure(error)
        }
    }
}

/// What is known of a command that was done.
struct KnownCommand {
    let first: Entry.ID
    let count: Int
    let digest: Hash
    /// Of the first entry; nil where it was redacted.
    let salt: Salt?

    var outcome: Outcome { Outcome(first: first, count: count, isRepeat: false) }

    func outcome(repeating requestDigest: Hash, id: CommandID) throws -> Outcome {
        // After a redaction the request cannot be compared any more; the first answer stands.
        if let salt, Hash(of: salt.bytes, requestDigest.bytes) != digest { throw CommandError.idUsed(id) }
        return Outcome(first: first, count: count, isRepeat: true)
    }
}

/// The ids of all commands that were ever done.
enum CommandStore {
    static func records(of ids: [CommandID], _ reader: Reader) throws -> [CommandID: KnownCommand] {
        guard let last = ids.last else { return [:] }
        // A few lengths only, so that the engines keep a few prepared statements.
        var padded = ids
        while padded.count.nonzeroBitCount != 1 { padded.append(last) }
        var found: [CommandID: KnownCommand] = [:]
        try reader.query(
            """
            SELECT c.id, c.first_entry, c.entry_count, c.digest, e.salt
            FROM ledger_command AS c
            JOIN ledger_entry AS e ON e.sequence = c.first_entry
            WHERE c.id IN (\(SQL.list(padded)))
            """
        ) { row in
            guard let id = CommandID(bytes: try row.bytes(0)) else {
                throw StorageError.damaged("a command's id")
            }
            found[id] = KnownCommand(
                first: try row.identifier(1),
                count: Int(try row.integer(2)),
                digest: try row.hash(3),
                salt: try row.bytesIfPresent(4).flatMap { Salt(bytes: $0) }
            )
        }
        return found
    }

    /// Keeps the command's id with SHA-256(salt of its first entry ‖ request digest): salted, because a request may
    /// hold no more than a telephone number.
    static func insert(_ recorder: Recorder, digest: Hash, _ transaction: Transaction) throws -> KnownCommand
    {
        guard let first = recorder.first else { throw CommandError.nothingRecorded }
        let salted = Hash(of: first.salt.bytes, digest.bytes)
        try transaction.execute(
            """
            INSERT INTO ledger_command (id, digest, first_entry, entry_count)
            VALUES (\(recorder.order.id), \(salted), \(first.id), \(recorder.count))
            """
        )
        return KnownCommand(first: first.id, count: recorder.count, digest: salted, salt: first.salt)
    }
}
