package import Ledger

/// Verifies a store: its tables, every entry, leaf, tile and checkpoint, and the head.
package enum StoreAudit {
    /// Entries read at a time, so that a long walk holds no transaction open.
    private static let span: Int64 = 1024

    /// - Parameters:
    ///   - schema: What the store's tables should be; nil to look at the rows only.
    ///   - against: A checkpoint from elsewhere with the key that must have signed it, where that is known.
    ///   - progress: Is told how many of how many entries were seen.
    package static func run(
        _ database: Database,
        schema: Schema? = nil,
        against: (checkpoint: Checkpoint, key: VerifierKey?)? = nil,
        trusting: VerifierKey? = nil,
        progress: @Sendable (Int64, Int64) -> Void = { _, _ in }
    ) async throws -> LedgerAuditor {
        var faults = SchemaAudit.Faults()
        if let schema { faults = try await SchemaAudit.run(database, schema.migrator) }
        guard faults.shape.isEmpty else {
            // Whatever cannot be read cannot be judged.
            var auditor = LedgerAuditor(checkpoints: [])
            for fault in faults.all { auditor.report(.row("schema: \(fault)")) }
            return auditor
        }
        let (head, difference, checkpoints) = try await database.read { reader in
            let head = try Head(reader)
            return (head, try LogExtent.difference(from: head, reader), try notes(reader))
        }
        var auditor = LedgerAuditor(
            checkpoints: checkpoints.compactMap(\.checkpoint),
            against: against,
            trusting: trusting
        )
        for fault in faults.rules { auditor.report(.row("schema: \(fault)")) }
        if let difference { auditor.report(.row("head: \(difference)")) }
        for (size, checkpoint) in checkpoints where checkpoint?.size != size {
            auditor.report(.row("checkpoint \(size): its note cannot be read or is for another size"))
        }
        var catalogs = try await database.read {
            Set(try CatalogStore.all($0).map { Hash(of: Array($0.utf8)) })
        }
        var tiles = TileAudit()
        // The entry that is expected, and where to read on.
        var (next, place): (Int64, Int64) = (0, 0)
        while place < head.size {
            // Over a gap in one step, however far the next row lies.
            let from = place
            let start = try await database.read { try firstRow(from: from, $0) } ?? head.size
            guard (place..<head.size).contains(start) else { break }
            let range = start..<min(start + span, head.size)
            let (records, stored) = try await database.read { reader in
                (try rows(range, reader), try TileAudit.stored(completedIn: range, reader))
            }
            for (sequence, record) in records {
                // A damaged page may give any number at any place.
                guard (next..<range.upperBound).contains(sequence) else {
                    auditor.report(.row("entry \(sequence): its row stands out of order"))
                    continue
                }
                reportMissing(next..<sequence, &auditor)
                next = sequence + 1
                guard let record else {
                    auditor.report(.row("entry \(sequence): its leaf or salt has not 32 bytes"))
                    continue
                }
                if let entry = auditor.add(record), catalogs.insert(entry.catalog).inserted {
                    auditor.report(.catalog(sequence, entry.catalog))
                }
                tiles.add(record.leaf.hash, stored: stored, report: { auditor.report(.row($0)) })
            }
            place = range.upperBound
            progress(place, head.size)
        }
        reportMissing(next..<head.size, &auditor)
        try await finish(database, head, &auditor)
        return auditor
    }

    private static func reportMissing(_ range: Range<Int64>, _ auditor: inout LedgerAuditor) {
        guard let first = range.first, let last = range.last else { return }
        auditor.report(
            .row(
                first == last
                    ? "entry \(first): its row is missing"
                    : "entries \(first) to \(last): their rows are missing"
            )
        )
    }

    private static func firstRow(from sequence: Int64, _ reader: Reader) throws -> Int64? {
        try reader.first("SELECT MIN(sequence) FROM ledger_entry WHERE sequence >= \(sequence)") {
            try $0.integerIfPresent(0)
        } ?? nil
    }

    private static func notes(_ reader: Reader) throws -> [(size: Int64, checkpoint: Checkpoint?)] {
        try reader.all("SELECT size, note FROM ledger_checkpoint ORDER BY size") { row in
            (try row.integer(0), try? Checkpoint(try row.text(1)))
        }
    }

    private static func rows(
        _ range: Range<Int64>,
        _ reader: Reader
    ) throws -> [(sequence: Int64, record: EntryRecord?)] {
        try reader.all(
            """
            SELECT sequence, leaf, salt, bytes FROM ledger_entry
            WHERE sequence >= \(range.lowerBound) AND sequence < \(range.upperBound)
            ORDER BY sequence
            """
        ) { row in
            guard let leaf = try? row.hash(1), row.isNull(2) == row.isNull(3) else {
                return (try row.integer(0), nil)
            }
            guard let salt = try? row.bytesIfPresent(2), let bytes = try? row.bytes(3) else {
                let isRedacted = row.isNull(2) && row.isNull(3)
                return (
                    try row.integer(0), isRedacted ? EntryRecord(leaf: Leaf(data: leaf), content: nil) : nil
                )
            }
            let content = Salt(bytes: salt).map { EntryRecord.Content(salt: $0, bytes: bytes) }
            return (try row.integer(0), content.map { EntryRecord(leaf: Leaf(data: leaf), content: $0) })
        }
    }

    /// What lies beside the entries: the head, rows that no tree of this size has, and the catalogs.
    private static func finish(
        _ database: Database,
        _ head: Head,
        _ auditor: inout LedgerAuditor
    ) async throws {
        auditor.finish()
        for fault in try await database.engine.faults() { auditor.report(.row("file: \(fault)")) }
        if auditor.lastTime != head.time {
            auditor.report(.row("head: its time is not that of the last entry"))
        }
        if auditor.frontier != head.frontier {
            auditor.report(.row("head: its size or peaks are not those of the entries"))
        }
        let (strays, isLatest, damagedCatalogs) = try await database.read { reader in
            (
                try reader.all(
                    "SELECT sequence FROM ledger_entry WHERE sequence >= \(head.size) OR sequence < 0 LIMIT 10"
                ) {
                    try $0.integer(0)
                },
                try Head(reader).size == head.size,
                try reader.all("SELECT digest, content FROM catalog_version") { row in
                    Hash(of: Array(try row.text(1).utf8)).bytes == (try row.bytes(0)) ? nil : try row.bytes(0)
                }
                .compactMap { $0 }
            )
        }
        // Beside a running server the ledger may have grown since the walk began.
        if isLatest {
            for stray in strays { auditor.report(.row("entry \(stray): it lies beyond the head")) }
            for stray in try await database.read({ try TileAudit.strays(size: head.size, $0) }) {
                auditor.report(.row("\(stray): no full tile of this tree has that place"))
            }
        }
        for digest in damagedCatalogs {
            auditor.report(
                .row("catalog \(Hex.encode(digest.prefix(8))): its content does not give its digest")
            )
        }
    }
}

/// Compares the stored tiles with the leaves as they go by.
private struct TileAudit {
    typealias Stored = [Tile: (root: [UInt8], hashes: [UInt8])]

    /// The hashes of the tile that is growing at each level, and that tile's number.
    private var growing: [(number: Int64, hashes: [Hash])] = []

    /// The tiles that become full while the leaves of `range` are added, with their rows.
    static func stored(completedIn range: Range<Int64>, _ reader: Reader) throws -> Stored {
        var stored: Stored = [:]
        for level in Tile.levels {
            let span = Int64(1) << (Tile.height * (level + 1))
            let numbers = range.lowerBound / span..<range.upperBound / span
            guard !numbers.isEmpty else { break }
            try reader.query(
                """
                SELECT number, root, hashes FROM ledger_tile
                WHERE level = \(level) AND number >= \(numbers.lowerBound) AND number < \(numbers.upperBound)
                """
            ) { row in
                stored[Tile(level: level, number: try row.integer(0))] = (try row.bytes(1), try row.bytes(2))
            }
        }
        return stored
    }

    mutating func add(_ leafHash: Hash, stored: Stored, report: (String) -> Void) {
        var (hash, level) = (leafHash, 0)
        while true {
            if growing.count == level { growing.append((0, [])) }
            growing[level].hashes.append(hash)
            guard growing[level].hashes.count == Tile.width else { return }
            let tile = Tile(level: level, number: growing[level].number)
            let hashes = growing[level].hashes
            hash = Tile.root(of: hashes[...])
            if let row = stored[tile] {
                if row.hashes != hashes.flatMap(\.bytes) {
                    report("\(tile): its hashes are not those of the entries")
                }
                if row.root != hash.bytes { report("\(tile): its root is not that of the entries") }
            } else {
                report("\(tile): its row is missing")
            }
            growing[level] = (tile.number + 1, [])
            level += 1
        }
    }

    static func strays(size: Int64, _ reader: Reader) throws -> [Tile] {
        var strays = try reader.all(
            "SELECT level, number FROM ledger_tile WHERE level < 0 OR level >= \(Tile.levels.upperBound) LIMIT 10",
            tile
        )
        for level in Tile.levels {
            let full = size >> (Tile.height * (level + 1))
            strays += try reader.all(
                """
                SELECT level, number FROM ledger_tile
                WHERE level = \(level) AND (number < 0 OR number >= \(full))
                LIMIT 10
                """,
                tile
            )
        }
        return strays
    }

    private static func tile(_ row: Row) throws -> Tile {
        Tile(level: Int(try row.integer(0)), number: try row.integer(1))
    }
}
