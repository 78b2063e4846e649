package import Ledger
package import Storage

/// Which content the entries name: what must be kept, and goes into a backup.
///
/// The appliers of whatever kinds name content write it. What no entry names any more, since the only ones were redacted,
/// is free to be swept.
package enum BlobReferences {
    static let migration = Migration(
        "0006 blob reference",
        """
        CREATE TABLE blob_reference (
            hash  $BYTES NOT NULL CHECK (length(hash) = 32),
            entry $INT64 NOT NULL,
            size  $INT64 NOT NULL CHECK (size >= 0),
            PRIMARY KEY (hash, entry)
        ) $STRICT_BY_KEY
        """
    )

    /// Notes that the entry being applied names the content.
    package static func note(_ blob: BlobID, in entry: Entry, _ transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO blob_reference (hash, entry, size) VALUES (\(blob.hash), \(entry.id), \(blob.size))
            ON CONFLICT (hash, entry) DO NOTHING
            """
        )
    }

    /// Those of the given hashes that entries name.
    package static func named(_ hashes: [Hash], _ reader: Reader) throws -> Set<Hash> {
        guard !hashes.isEmpty else { return [] }
        return Set(
            try reader.all(
                "SELECT DISTINCT hash FROM blob_reference WHERE hash IN (\(SQL.list(hashes.map(\.bytes))))"
            ) { try $0.hash(0) }
        )
    }

    /// How much content entries name, the same counted once.
    package static func count(_ reader: Reader) throws -> Int64 {
        try reader.first("SELECT COUNT(DISTINCT hash) FROM blob_reference") { try $0.integer(0) } ?? 0
    }

    /// The first entry that names the content.
    package static func entry(naming hash: Hash, _ reader: Reader) throws -> Entry.ID? {
        try reader.first(
            "SELECT entry FROM blob_reference WHERE hash = \(hash) ORDER BY entry LIMIT 1"
        ) { try $0.identifier(0) }
    }

    /// All content that entries name, in the order of its hashes.
    ///
    /// - Parameter last: Where the page before ended.
    package static func page(after last: Hash? = nil, limit: Int, _ reader: Reader) throws -> [BlobID] {
        let last = last?.bytes ?? []
        return try reader.all(
            """
            SELECT hash, MAX(size) FROM blob_reference
            WHERE hash > \(last)
            GROUP BY hash
            ORDER BY hash
            LIMIT \(limit)
            """
        ) { BlobID(hash: try $0.hash(0), size: try $0.integer(1, in: 0...1 << 40)) }
    }
}
