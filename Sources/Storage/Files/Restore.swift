import Foundation
package import Ledger

/// Brings a backup into an empty database and goes on under a new origin.
///
/// The entries keep their numbers and hashes. The new origin begins with an entry that names the last checkpoint known
/// of the old one, so that whoever holds that checkpoint sees what was lost, and nobody takes the restored ledger for
/// the old one gone on.
package enum Restore {
    package enum Failure: Error, Equatable, CustomStringConvertible {
        case altered([String], count: Int)
        case otherHistory(Int64)
        case noCheckpoint
        case publicExport
        case originUsed(String)

        package var description: String {
            switch self {
            case .altered(let problems, let count):
                "The backup was altered, so nothing was restored. \(count) problems, among them:\n"
                    + problems.map { "  \($0)" }.joined(separator: "\n")
            case .otherHistory(let size):
                "The checkpoint of \(size) entries does not belong to this backup: its root is another."
            case .noCheckpoint:
                "The backup holds no checkpoint. Give the last one that is known with --last-checkpoint FILE."
            case .publicExport:
                "This is a public export; entries are missing in it. Restore needs a full one."
            case .originUsed(let origin):
                "The origin \(origin) was used before. Choose another with --origin."
            }
        }
    }

    /// What is needed to go on.
    package struct Continuation: Sendable {
        /// Makes the genesis of the new origin out of the old one and the last known checkpoint.
        package let genesis: @Sendable (Genesis, Checkpoint) throws -> Genesis
        package let key: SigningKey
        /// The last checkpoint known of the old origin, where it is newer than the backup.
        package let lastCheckpoint: Checkpoint?

        package init(
            key: SigningKey,
            lastCheckpoint: Checkpoint?,
            genesis: @escaping @Sendable (Genesis, Checkpoint) throws -> Genesis
        ) {
            self.key = key
            self.lastCheckpoint = lastCheckpoint
            self.genesis = genesis
        }
    }

    /// - Parameter path: The file; it is read twice: verified whole, then brought in.
    package static func run(
        _ path: String,
        into database: Database,
        schema: Schema,
        clock: WallClock,
        continuing continuation: Continuation
    ) async throws -> Store {
        let (last, genesis) = try verify(path, continuation)
        try await database.migrate(schema.migrator)
        guard try await database.read({ try Head($0).size }) == 0 else {
            throw StorageError.notAStore("There is a store already. Restore into an empty place.")
        }
        let next = try continuation.genesis(genesis, last)
        guard !next.origin.utf8.elementsEqual(genesis.origin.utf8) else {
            throw Failure.originUsed(next.origin)
        }
        // One transaction: a restore that is interrupted leaves an empty store, not half a ledger.
        try await database.write { transaction in try Loader(schema, transaction).load(path) }
        let store = try await Store.open(database, schema: schema, clock: clock)
        let order = Order(id: CommandID(UUID()), actor: .console, command: BeginLedger(genesis: next))
        _ = try await store.perform(order)
        _ = try await store.checkpoint(signing: continuation.key)
        return try await Store.open(database, schema: schema, clock: clock)
    }

    private static func verify(_ path: String, _ continuation: Continuation) throws -> (Checkpoint, Genesis) {
        var inside: Checkpoint?
        let file = try open(path)
        let against = continuation.lastCheckpoint.map { ($0, nil as VerifierKey?) }
        let auditor = try ExportAudit.run(file, against: against) { line, _ in
            switch line {
            case .header(.public): throw Failure.publicExport
            case .checkpoint(let checkpoint): inside = checkpoint
            case .header, .catalog, .entry, .leaf, .command, .end: break
            }
        }
        // The last known checkpoint may well be newer than the backup; that is why one restores with a new origin.
        let problems = auditor.problems.filter { problem in
            if case .checkpointBeyond(let size, _) = problem {
                return size != continuation.lastCheckpoint?.size
            }
            return true
        }
        if case .otherHistory(let size)? = problems.first(where: {
            if case .otherHistory = $0 { true } else { false }
        }) {
            throw Failure.otherHistory(size)
        }
        guard problems.isEmpty, let genesis = auditor.origins.last?.genesis else {
            throw Failure.altered(problems.prefix(10).map(\.description), count: max(problems.count, 1))
        }
        guard let last = continuation.lastCheckpoint ?? inside else { throw Failure.noCheckpoint }
        return (last, genesis)
    }

    static func open(_ path: String) throws -> FileHandle {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw StorageError.notAStore("There is no file \(path) that can be read.")
        }
        return file
    }

    /// Writes the lines of a verified backup as rows.
    private final class Loader {
        private let schema: Schema
        private let transaction: Transaction
        private var frontier = Frontier.empty
        private var time = Instant(rawValue: 0)
        private var totals = FactTotals()
        private var leafHashes: [Hash] = []
        private var tiled: Int64 = 0

        init(_ schema: Schema, _ transaction: Transaction) {
            self.schema = schema
            self.transaction = transaction
        }

        func load(_ path: String) throws {
            _ = try ExportAudit.run(try Restore.open(path)) { line, entry in
                switch line {
                case .header: break
                case .catalog(let content): _ = try CatalogStore.insert(content, transaction)
                case .checkpoint(let checkpoint): try CheckpointStore.insert(checkpoint, transaction)
                case .entry(let content): try add(EntryRecord(leaf: content.leaf, content: content), entry)
                case .leaf(let leaf, _): try add(EntryRecord(leaf: leaf, content: nil), nil)
                case .command(let record): try add(record)
                case .end: try finish()
                }
            }
        }

        private func add(_ record: EntryRecord, _ entry: Entry?) throws {
            try transaction.execute(
                """
                INSERT INTO ledger_entry (sequence, leaf, salt, bytes)
                VALUES (\(frontier.size), \(record.leaf.data), \(record.content?.salt.bytes), \(record.content?.bytes))
                """
            )
            frontier.append(record.leaf.hash)
            leafHashes.append(record.leaf.hash)
            if leafHashes.count == Tile.width { try writeTiles() }
            guard let entry else { return }
            time = entry.time
            try FactStore.insert(entry, transaction)
            for fact in entry.facts { totals.add(fact) }
            try schema.apply(entry, transaction)
        }

        private func add(_ record: CommandRecord) throws {
            try transaction.execute(
                """
                INSERT INTO ledger_command (id, digest, first_entry, entry_count)
                VALUES (\(record.id), \(record.digest), \(record.first), \(record.count))
                """
            )
        }

        private func writeTiles() throws {
            try TileStore.complete(from: tiled, leafHashes: leafHashes, transaction)
            tiled += Int64(leafHashes.count)
            leafHashes = []
        }

        private func finish() throws {
            try writeTiles()
            try totals.write(transaction)
            var head = try Head(transaction.reader)
            head.frontier = frontier
            head.time = time
            try head.write(transaction)
        }
    }
}
