import Storage

/// The tables of matters and of their papers.
enum MatterSchema {
    static let migration = Migration(
        "0008 matter",
        """
        CREATE TABLE matter (
            id              $INT64 NOT NULL PRIMARY KEY,   -- sequence of the entry that made it
            kind            $TEXT NOT NULL,
            line            $TEXT NOT NULL,
            source          $TEXT NOT NULL,
            outside_number  $TEXT,
            confidentiality $TEXT NOT NULL,
            word            $TEXT,                         -- of its reference, with the two that follow; NULL until it is filed
            year            $INT64,
            number          $INT64,
            parent          $INT64,
            community       $TEXT,
            category        $TEXT,
            is_dwelling     $INT64 NOT NULL CHECK (is_dwelling IN (0, 1)),
            latitude        $INT64,                        -- millionths of a degree, WGS 84
            longitude       $INT64,
            fields          $TEXT NOT NULL,                -- canonical JSON: answers that are no free text
            code_digest     $BYTES,
            is_on_behalf    $INT64 NOT NULL CHECK (is_on_behalf IN (0, 1)),
            reported_at     $INT64 NOT NULL,               -- milliseconds since 1970, UTC
            reported_on     $INT64 NOT NULL,               -- a day, 20180305
            -- What follows is the state's, and its entries' alone.
            stage           $TEXT NOT NULL,
            outcome         $TEXT,
            is_open         $INT64 NOT NULL CHECK (is_open IN (0, 1)),
            lead            $TEXT,
            due             $INT64,                        -- the earliest limit of a clock that runs
            due_clock       $TEXT,
            is_overdue      $INT64 NOT NULL CHECK (is_overdue IN (0, 1)),
            closed_on       $INT64,
            leader          $TEXT,
            raised_level    $INT64,                        -- to which a clock went up, until somebody acts; with the one that follows
            raised_at       $INT64,
            is_provisional  $INT64 NOT NULL CHECK (is_provisional IN (0, 1)), -- a clock leans on a year without its notice
            touched_at      $INT64 NOT NULL,               -- when somebody of the office acted last, or it was reported
            changed_at      $INT64 NOT NULL,
            revision        $INT64 NOT NULL CHECK (revision > 0),
            state           $TEXT NOT NULL,                -- canonical JSON of the whole state
            UNIQUE (source, outside_number),
            UNIQUE (word, year, number),
            CHECK ((stage = 'closed') = (outcome IS NOT NULL)),
            CHECK ((outcome IS NULL) = (is_open = 1)),
            CHECK ((due IS NULL) = (due_clock IS NULL)),
            CHECK ((raised_at IS NULL) = (raised_level IS NULL))
        ) $STRICT;

        -- An index holds what else the lists ask for, so that a row is looked up only to be shown.
        CREATE INDEX matter_of_kind ON matter (kind, id, source, confidentiality);
        CREATE INDEX matter_of_source ON matter (source, id, kind, confidentiality);
        CREATE INDEX matter_of_outcome ON matter (outcome, id, kind, source, confidentiality)
            WHERE outcome IS NOT NULL;
        CREATE INDEX matter_of_community ON matter (community, id, kind, source, confidentiality, outcome);
        CREATE INDEX matter_of_category ON matter (category, id, kind, source, confidentiality, outcome, community);
        CREATE INDEX matter_of_lead
            ON matter (lead, id, kind, source, confidentiality, outcome, community, category);
        CREATE INDEX matter_open
            ON matter (id, kind, source, confidentiality, stage, community, category, lead) WHERE is_open = 1;
        CREATE INDEX matter_open_overdue
            ON matter (id, kind, source, confidentiality, stage, community, category, lead)
            WHERE is_open = 1 AND is_overdue = 1;
        CREATE INDEX matter_open_due
            ON matter (due, id, kind, source, confidentiality, stage, community, category, lead) WHERE is_open = 1;
        CREATE INDEX matter_open_touched ON matter (touched_at, id) WHERE is_open = 1;
        CREATE INDEX matter_raised ON matter (raised_at, id) WHERE raised_at IS NOT NULL;
        CREATE INDEX matter_provisional ON matter (id) WHERE is_provisional = 1;

        CREATE TABLE matter_words (
            id             $INT64 NOT NULL PRIMARY KEY REFERENCES matter (id),
            key_number     $INT64 NOT NULL,
            title          $TEXT,                          -- NULL once erased, as the columns that follow
            points         $TEXT,                          -- canonical JSON: a list of texts
            address        $TEXT,
            name_mask      $TEXT,
            telephone_mask $TEXT,
            fields         $TEXT                           -- canonical JSON: answers that are free text
        ) $STRICT;

        CREATE INDEX matter_words_key ON matter_words (key_number);

        CREATE TABLE matter_history (
            matter $INT64 NOT NULL REFERENCES matter (id),
            entry  $INT64 NOT NULL,
            kind   $TEXT NOT NULL,
            at     $INT64 NOT NULL,                        -- milliseconds since 1970, UTC
            actor  $TEXT NOT NULL,
            unit   $TEXT,
            note   $TEXT,                                  -- NULL where there is none, and once erased
            is_for_reporter $INT64 NOT NULL CHECK (is_for_reporter IN (0, 1)),
            PRIMARY KEY (matter, entry)
        ) $STRICT_BY_KEY;

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
        """,
        searches: [search]
    )

    /// What was written in reports and about them, their places and numbers.
    static let search = SearchTable("matter_search")

    static let projections = ["matter", "matter_words", "matter_history"]
}
