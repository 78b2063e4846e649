/// The tables of the ledger itself and of what every entry brings with it.
package enum LedgerSchema {
    package static let migration = Migration(
        "0001 ledger",
        """
        -- The right edge of the tree. Its one row is also the lock that admits one writer.
        CREATE TABLE ledger_head (
            id    $INT64 NOT NULL PRIMARY KEY CHECK (id = 0),
            size  $INT64 NOT NULL CHECK (size >= 0),
            time  $INT64 NOT NULL,                      -- of the last entry, milliseconds since 1970, UTC
            peaks $BYTES NOT NULL
        ) $STRICT;

        INSERT INTO ledger_head (id, size, time, peaks) VALUES (0, 0, 0, $EMPTY);

        CREATE TABLE ledger_entry (
            sequence $INT64 NOT NULL PRIMARY KEY CHECK (sequence >= 0),
            leaf     $BYTES NOT NULL CHECK (length(leaf) = 32),
            salt     $BYTES CHECK (length(salt) = 32),
            bytes    $BYTES,
            CHECK ((salt IS NULL) = (bytes IS NULL))    -- both are gone after a redaction
        ) $STRICT;

        CREATE TABLE ledger_command (
            id          $BYTES NOT NULL PRIMARY KEY CHECK (length(id) = 16),
            digest      $BYTES NOT NULL CHECK (length(digest) = 32),
            first_entry $INT64 NOT NULL UNIQUE,
            entry_count $INT64 NOT NULL CHECK (entry_count > 0)
        ) $STRICT_BY_KEY;

        -- Full tiles only; a partial one is read from the leaves or from the roots of the level below.
        CREATE TABLE ledger_tile (
            level  $INT64 NOT NULL,
            number $INT64 NOT NULL,
            root   $BYTES NOT NULL CHECK (length(root) = 32),
            hashes $BYTES NOT NULL CHECK (length(hashes) = 8192),
            PRIMARY KEY (level, number)
        ) $STRICT;

        -- Roots without the hashes beside them, for the edge of the tree.
        CREATE UNIQUE INDEX ledger_tile_root ON ledger_tile (level, number, root);

        CREATE TABLE ledger_checkpoint (
            size $INT64 NOT NULL PRIMARY KEY,
            note $TEXT NOT NULL
        ) $STRICT;

        CREATE TABLE ledger_origin (
            entry  $INT64 NOT NULL PRIMARY KEY,
            origin $TEXT NOT NULL UNIQUE
        ) $STRICT;

        CREATE TABLE catalog_version (
            digest  $BYTES NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
            content $TEXT NOT NULL
        ) $STRICT;

        -- The last number given in a series of readable references.
        CREATE TABLE reference_counter (
            series $TEXT NOT NULL PRIMARY KEY,
            last   $INT64 NOT NULL CHECK (last > 0)
        ) $STRICT_BY_KEY;

        CREATE TABLE fact (
            entry            $INT64 NOT NULL,
            ordinal          $INT64 NOT NULL CHECK (ordinal >= 0),
            measure          $TEXT NOT NULL,
            day              $INT64 NOT NULL,           -- of the subdistrict's calendar, 20180305
            quantity         $INT64 NOT NULL,
            unit             $TEXT NOT NULL,
            community        $TEXT,
            office           $TEXT,
            object           $TEXT,
            reverses_entry   $INT64,
            reverses_ordinal $INT64,
            PRIMARY KEY (entry, ordinal),
            FOREIGN KEY (reverses_entry, reverses_ordinal) REFERENCES fact (entry, ordinal),
            CHECK ((reverses_entry IS NULL) = (reverses_ordinal IS NULL))
        ) $STRICT_BY_KEY;

        CREATE INDEX fact_by_measure ON fact (measure, day);

        -- A fact is taken back once, whole.
        CREATE UNIQUE INDEX fact_reversed ON fact (reverses_entry, reverses_ordinal)
        WHERE reverses_entry IS NOT NULL;

        CREATE TABLE fact_tag (
            entry   $INT64 NOT NULL,
            ordinal $INT64 NOT NULL,
            tag     $TEXT NOT NULL,
            PRIMARY KEY (entry, ordinal, tag)
        ) $STRICT_BY_KEY;

        -- Roll-ups: what stands now, one row a day; an empty text where a fact names none.
        CREATE TABLE fact_total (
            measure   $TEXT NOT NULL,
            unit      $TEXT NOT NULL,
            day       $INT64 NOT NULL,
            community $TEXT NOT NULL,
            office    $TEXT NOT NULL,
            quantity  $INT64 NOT NULL,
            facts     $INT64 NOT NULL,
            PRIMARY KEY (measure, unit, day, community, office)
        ) $STRICT_BY_KEY
        """
    )

    /// Tables that are projections; all others are the ledger's own.
    static let projections = ["ledger_origin", "reference_counter", "fact", "fact_tag", "fact_total"]
}
