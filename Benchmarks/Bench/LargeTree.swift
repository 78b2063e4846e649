import Foundation
import Ledger
import Storage

/// A receipt in a tree of ten million leaves, of which only a sample has its entries here.
struct LargeTree {
    private let options: Options
    private let size: Int64

    init(_ options: Options) {
        self.options = options
        size = options.isQuick ? 1_000_003 : 10_000_003
    }

    func run() async throws {
        let database = try await Database(.file(options.path("tree.sqlite")), creating: true)
        let bench = try await Workbench.make(in: database)
        let samples = try await grow(bench, database)
        _ = try await bench.store.checkpoint(signing: bench.key)
        var times: [Double] = []
        for sample in samples {
            let start = ContinuousClock.now
            let receipt = try await bench.store.receipt(Entry.ID(rawValue: sample))
            times.append(start.duration(to: .now).seconds * 1000)
            let root = receipt?.checkpoint.root ?? .emptyTree
            try receipt?.proof.verify(receipt?.content.leaf.hash ?? .emptyTree, root: root)
            guard receipt != nil else { throw StorageError.failed("entry \(sample) gave no receipt") }
        }
        times.sort()
        let (median, slow) = (times[times.count / 2], times[times.count * 99 / 100])
        Report.figure(
            "Receipt in a tree of \(size) leaves, median",
            String(format: "%.2f ms", median),
            target: "1 ms",
            holds: median < 1
        )
        Report.figure(
            "  the slowest of a hundred",
            String(format: "%.2f ms", slow),
            target: "1 ms",
            holds: slow < 1
        )
        try await bench.store.close()
    }

    /// Appends leaves without entries, but for every 9,973rd and those at the tree's edge; gives the former.
    private func grow(_ bench: Workbench, _ database: Database) async throws -> [Int64] {
        let (target, span, edge) = (size, Int64(65_536), size / Int64(Tile.width) * Int64(Tile.width))
        let (begun, catalog) = try await database.read {
            (try Head($0).frontier, try CatalogStore.inForce($0))
        }
        var frontier = begun
        func isKept(_ sequence: Int64) -> Bool { sequence % 9973 == 0 || sequence >= edge }
        var samples: [Int64] = []
        while frontier.size < target {
            let (start, end) = (frontier.size, min((frontier.size / span + 1) * span, target))
            let salt = Salt.random()
            let rows = try (start..<end).map { sequence -> (Int64, EntryRecord) in
                let bytes =
                    isKept(sequence)
                    ? try Self.entry(sequence, under: catalog).bytes() : Array("entry \(sequence)".utf8)
                let content = EntryRecord.Content(salt: salt, bytes: bytes)
                return (sequence, EntryRecord(leaf: content.leaf, content: content))
            }
            let kept = rows.filter { isKept($0.0) }
            samples += kept.map(\.0).filter { $0 % 9973 == 0 }
            let hashes = rows.map(\.1.leaf.hash)
            for hash in hashes { frontier.append(hash) }
            let grown = frontier
            try await database.write { transaction in
                for (sequence, record) in kept {
                    try transaction.execute(
                        """
                        INSERT INTO ledger_entry (sequence, leaf, salt, bytes)
                        VALUES (\(sequence), \(record.leaf.data), \(record.content?.salt.bytes), \(record.content?.bytes))
                        """
                    )
                }
                try TileStore.complete(from: start, leafHashes: hashes, transaction)
                try transaction.execute(
                    "UPDATE ledger_head SET size = \(grown.size), peaks = \(grown.peakBytes) WHERE id = 0"
                )
            }
        }
        return samples
    }

    private static func entry(_ sequence: Int64, under catalog: Hash) -> Entry {
        let id = Entry.ID(rawValue: sequence)
        return Entry(
            id: id,
            time: Instant(rawValue: 1_520_212_800_000),
            actor: .console,
            kind: Entry.Kind("bench.leaf"),
            version: 1,
            subject: Subject("bench", id),
            command: CommandID(UUID()),
            catalog: catalog,
            body: [:]
        )
    }
}
