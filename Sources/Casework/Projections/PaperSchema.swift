import Storage

/// The tables of papers.
enum PaperSchema {
    static let migration = Migration(
        "0010 paper",
        """
        CREATE TABLE paper (
            id        $INT64 NOT NULL PRIMARY KEY,         -- sequence of the entry that drafted it
            matter    $INT64 NOT NULL REFERENCES matter (id),
            document  $TEXT NOT NULL,
            unit      $TEXT NOT NULL,
            stage     $TEXT NOT NULL,
            waiting   $TEXT,                               -- whose signature is next
            pattern   $TEXT,                               -- of its number, with the two that follow; NULL until it has one
            year      $INT64,
            number    $INT64,
            title     $TEXT,                               -- NULL once erased, as the columns that follow
            addressee $TEXT,
            text      $TEXT,
            revision  $INT64 NOT NULL CHECK (revision > 0),
            state     $TEXT NOT NULL,                      -- canonical JSON of the whole state
            UNIQUE (pattern, year, number),
            CHECK ((stage = 'signing') = (waiting IS NOT NULL)),
            CHECK ((pattern IS NULL) = (number IS NULL)),
            CHECK ((year IS NULL) = (number IS NULL))
        ) $STRICT;

        CREATE INDEX paper_of_matter ON paper (matter, id);
        CREATE INDEX paper_waiting ON paper (waiting, id) WHERE stage = 'signing';
        CREATE INDEX paper_returned ON paper (unit, id) WHERE stage = 'returned';

        CREATE TABLE paper_history (
            paper $INT64 NOT NULL REFERENCES paper (id),
            entry $INT64 NOT NULL,
            kind  $TEXT NOT NULL,
            at    $INT64 NOT NULL,                         -- milliseconds since 1970, UTC
            actor $TEXT NOT NULL,
            unit  $TEXT,
            note  $TEXT,                                   -- NULL where there is none, and once erased
            PRIMARY KEY (paper, entry)
        ) $STRICT_BY_KEY
        """
    )

    static let projections = ["paper", "paper_history"]
}
