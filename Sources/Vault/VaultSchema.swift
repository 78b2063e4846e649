import Storage

/// The tables of a vault.
enum VaultSchema {
    static let migrator = Migrator([first, programs, throttle])

    private static let first = Migration(
        "0001 vault",
        """
        -- A destroyed key leaves its number behind, so that what it sealed is known to be erased and not lost.
        CREATE TABLE subject_key (
            number       $INT64 NOT NULL PRIMARY KEY CHECK (number BETWEEN 0 AND 9007199254740991),
            wrapped      $BYTES CHECK (length(wrapped) = 81),
            made_at      $INT64 NOT NULL,              -- milliseconds since 1970, UTC
            destroyed_at $INT64,
            CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
        ) $STRICT;

        CREATE TABLE credential (
            staff         $INT64 NOT NULL PRIMARY KEY,
            password      $TEXT NOT NULL,              -- Argon2id, in the PHC string format
            is_temporary  $INT64 NOT NULL CHECK (is_temporary IN (0, 1)),
            changed_at    $INT64 NOT NULL,
            authenticator $BYTES,                      -- sealed
            last_step     $INT64,                      -- of the last code that was used
            recovery      $BYTES NOT NULL              -- SHA-256 of each recovery code that is left
        ) $STRICT;

        CREATE TABLE session (
            digest    $BYTES NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
            staff     $INT64 NOT NULL,
            begun     $INT64 NOT NULL,
            last_seen $INT64 NOT NULL,
            network   $TEXT NOT NULL,
            browser   $TEXT NOT NULL
        ) $STRICT;

        CREATE INDEX session_of_staff ON session (staff, begun);

        -- Browsers that have logged in to an account before.
        CREATE TABLE known_device (
            digest  $BYTES NOT NULL CHECK (length(digest) = 32),
            staff   $INT64 NOT NULL,
            used_at $INT64 NOT NULL,
            PRIMARY KEY (digest, staff)
        ) $STRICT
        """
    )

    private static let programs = Migration(
        "0002 programs",
        """
        -- With what programs act for somebody of the staff.
        CREATE TABLE program_token (
            id         $BYTES NOT NULL PRIMARY KEY CHECK (length(id) = 16), -- of the form that made it
            digest     $BYTES NOT NULL UNIQUE CHECK (length(digest) = 32),
            hint       $TEXT NOT NULL,                 -- the first characters of its text
            staff      $INT64 NOT NULL,                -- its owner, for whom it acts
            name       $TEXT NOT NULL,                 -- what its owner calls it
            scopes     $TEXT NOT NULL,                 -- parted by blanks
            begins     $INT64 NOT NULL,                -- milliseconds since 1970, UTC
            ends       $INT64 NOT NULL,
            made_at    $INT64 NOT NULL,
            last_used  $INT64,                         -- noted once a minute
            revoked_at $INT64,
            CHECK (ends > begins)
        ) $STRICT;

        CREATE INDEX program_token_of_staff ON program_token (staff, made_at)
        """
    )

    private static let throttle = Migration(
        "0003 throttle",
        """
        -- Failed attempts to prove who one is, by what they are counted under: working state.
        CREATE TABLE throttle (
            digest    $BYTES NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
            failures  $INT64 NOT NULL CHECK (failures >= 0),
            failed_at $INT64 NOT NULL,                 -- the last of them
            ends_at   $INT64 NOT NULL                  -- when the last of them is forgiven
        ) $STRICT;

        CREATE INDEX throttle_by_end ON throttle (ends_at, digest)
        """
    )
}
