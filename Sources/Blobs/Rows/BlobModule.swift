package import Storage

/// The tables of blobs.
///
/// A SQLite store has them too, and leaves them empty.
///
/// Content is neither a projection nor working state: it stands beside the ledger under its hash, as catalogs do. Which
/// entries name it is a projection.
package enum BlobModule {
    package static let module = Module(
        migrations: [
            Migration(
                "0003 blob",
                """
                CREATE TABLE blob (
                    hash      $BYTES NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
                    size      $INT64 NOT NULL CHECK (size >= 0),
                    stored_at $INT64 NOT NULL           -- when it was put last, milliseconds since 1970, UTC
                ) $STRICT;

                -- Chunk n holds the bytes from n * 262144 on; all but the last are full.
                CREATE TABLE blob_chunk (
                    hash   $BYTES NOT NULL REFERENCES blob (hash) ON DELETE CASCADE,
                    number $INT64 NOT NULL CHECK (number >= 0),
                    bytes  $BYTES NOT NULL CHECK (length(bytes) BETWEEN 1 AND 262144),
                    PRIMARY KEY (hash, number)
                ) $STRICT
                """
            ),
            BlobReferences.migration,
        ],
        kinds: [],
        projections: ["blob_reference"]
    )
}
