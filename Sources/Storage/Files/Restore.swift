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
        case strangersCheckpoint(Int64, origin: String)
        case publicExport
        case originUsed(String)
        case unreadable(String, ExportAudit.Failure)
        /// What the backup holds is whole, but no ledger of this program can hold it.
        case impossible(String)

        package var description: String {
            switch self {
            case .altered(let problems, let count):
                "The backup was altered, so nothing was restored. \(count) problems, among them:\n"
                    + problems.map { "  \($0)" }.joined(separator: "\n")
            case .otherHistory(let size):
                "The checkpoint of \(size) entries does not belong to this backup: its root is another."
            case .noCheckpoint:
                "The backup holds no checkpoint. Give the last one that is known with --last-checkpoint FILE."
            case .strangersCheckpoint(let size, let origin):
                "The checkpoint of \(size) entries is not signed with the log key of \(origin), under which the backup was written. Give the last checkpoint of that origin."
            case .publicExport:
                "This is a public export; entries are missing in it. Restore needs a full one."
            case .originUsed(let origin):
                "The origin \(origin) was used before. Choose another with --origin."
            case .unreadable(let path, let failure): "\(path): \(failure)"
            case .impossible(let what):
                "The backup holds what no ledger of this program can hold, so nothing was restored: \(what). If a newer program wrote it, restore it with that one."
            }
        }
    }

    /// A backup that was read once and verified whole.
    package struct Verified: Sendable {
        let path: String
        /// The checkpoint that the new origin names.
        package let last: Checkpoint
        /// The genesis of the origin that the backup was written under.
        package let genesis: Genesis
        let origins: [String]
    }

    /// - Parameter last: The last checkpoint known of the old origin, where it is newer than the backup.
    package static func verify(_ path: String, lastCheckpoint last: Checkpoint?) throws -> Verified {
        var inside: Checkpoint?
        let auditor = try audit(path, against: last) { line, _ in
            switch line {
            case .header(.public): throw Failure.publicExport
            case .checkpoint(let checkpoint): inside = checkpoint
            case .header, .catalog, .entry, .leaf, .command, .end: break
            }
        }
        // The last known checkpoint may well be newer than the backup; that is why one restores with a new origin.
        let problems = auditor.problems.filter { problem in
            if case .checkpointBeyond(let size, _) = problem { return size != last?.size }
            return true
        }
        for case .otherHistory(let size) in problems { throw Failure.otherHistory(size) }
        if let last { try expectOwn(last, auditor.origins) }
        guard problems.isEmpty, let genesis = auditor.origins.last?.genesis else {
            throw Failure.altered(problems.prefix(10).map(\.description), count: max(problems.count, 1))
        }
        guard let last = last ?? inside else { throw Failure.noCheckpoint }
        try expectOwn(last, auditor.origins)
        return Verified(
            path: path,
            last: last,
            genesis: genesis,
            origins: auditor.origins.map(\.genesis.origin)
        )
    }

    /// - Throws: `Failure.strangersCheckpoint` unless the origin that the backup was written under has signed `last`,
    ///   or, where that one had signed nothing yet, an origin before it.
    private static func expectOwn(_ last: Checkpoint, _ origins: [LedgerAuditor.Origin]) throws {
        guard let present = origins.last else { return }
        let signers = last.size <= present.first ? origins : [present]
        guard signers.contains(where: { (try? last.verify(by: $0.genesis.logKey)) != nil }) else {
            throw Failure.strangersCheckpoint(last.size, origin: present.genesis.origin)
        }
    }

    /// Makes all that follows from a verified backup in a scratch database, so that one which no ledger of this program
    /// can hold is refused before anything is made for it.
    ///
    /// - Throws: `Failure.impossible`, naming the entry.
    package static func rehearse(_ backup: Verified, schema: Schema) throws {
        let scratch = try ScratchDatabase()
        try scratch.write { transaction in
            try schema.migrator.migrate(transaction, dialect: .sqlite)
            var totals = FactTotals()
            _ = try audit(backup.path) { _, entry in
                guard let entry else { return }
                do { try Replay.apply(entry, schema, transaction, &totals) } catch StorageError.damaged(
                    let what
                ) {
                    throw Failure.impossible(what)
                } catch StorageError.constraint(let what) {
                    throw Failure.impossible("entry \(entry.id): \(what)")
                }
            }
        }
    }

    /// Brings a verified backup into an empty database.
    ///
    /// Loading it and the entry of the new origin are one transaction, so a restore that is interrupted leaves an empty
    /// store and not half a ledger.
    ///
    /// - Parameter genesis: Of the new origin, naming `backup.last` as the checkpoint before.
    package static func run(
        _ backup: Verified,
        into database: Database,
        schema: Schema,
        clock: WallClock,
        goingOnAs genesis: Genesis,
        signing key: SigningKey
    ) async throws -> Store {
        guard !backup.origins.contains(where: { $0.utf8.elementsEqual(genesis.origin.utf8) }) else {
            throw Failure.originUsed(genesis.origin)
        }
        try await database.migrate(schema.migrator)
        let dialect = database.dialect
        let order = try DigestedOrder(
            Order(id: CommandID(UUID()), actor: .console, command: BeginLedger(genesis: genesis))
        )
        try await database.write { transaction in
            guard try Head(locking: transaction, dialect: dialect).size == 0 else {
                throw StorageError.notAStore("There is a store already. Restore into an empty place.")
            }
            try Loader(schema, transaction).load(backup.path)
            let batch = Batch(
                schema: schema,
                clock: clock.shifted(byMilliseconds: genesis.demoClockOffset ?? 0),
                salt: Store.randomSalt
            )
            for result in try batch.run([order], transaction, dialect: dialect, isolating: true) {
                _ = try result.get()
            }
        }
        let store = try await Store.open(database, schema: schema, clock: clock)
        _ = try await store.checkpoint(signing: key)
        return store
    }

    /// The origin under which a ledger goes on where no other is given: `ledger.example/2` after `ledger.example`, and
    /// `ledger.example/3` after that.
    package static func origin(after origin: String) -> String {
        if let slash = origin.lastIndex(of: "/"), slash > origin.startIndex {
            let digits = origin[origin.index(after: slash)...]
            // A number that could be spelt otherwise, or has none after it, is a part of the name.
            if let number = Int64(digits), String(number) == digits, (1..<Limit.integer).contains(number) {
                return "\(origin[..<slash])/\(number + 1)"
            }
        }
        return origin + "/2"
    }

    private static func audit(
        _ path: String,
        against last: Checkpoint? = nil,
        each: (ExportLine, Entry?) throws -> Void
    ) throws -> LedgerAuditor {
        let file = try FileHandle.reading(path)
        do { return try ExportAudit.run(file, against: last.map { ($0, nil) }, each: each) } catch let failure
            as ExportAudit.Failure
        {
            throw Failure.unreadable(path, failure)
        }
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

        /// - Throws: `Failure.impossible` where an entry breaks a rule of the program; it is named.
        func load(_ path: String) throws {
            do {
                try loadLines(of: path)
                try transaction.session.settle()
            } catch StorageError.damaged(let what) {
                throw Failure.impossible(what)
            } catch StorageError.constraint(let what) {
                // An engine may send some statements together, so the row may be an earlier one.
                throw Failure.impossible("entry \(frontier.size - 1) or one before it: \(what)")
            }
        }

        private func loadLines(of path: String) throws {
            let auditor = try Restore.audit(path) { line, entry in
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
            // The file may have been changed since it was verified.
            guard auditor.problems.isEmpty else {
                throw Failure.altered(
                    auditor.problems.prefix(10).map(\.description),
                    count: auditor.problemCount
                )
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
            try Replay.apply(entry, schema, transaction, &totals)
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
            try transaction.session.bringSearchUp()
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
