import Ledger
package import Storage

/// What the office's administration brings to the store.
package enum AdministrationModule {
    package static let module = Module(
        migrations: [migration],
        kinds: StaffProjection.kinds + [
            KindHandler(CatalogAdopted.self, isPublic: true) { event, entry, transaction in
                try transaction.execute(
                    """
                    INSERT INTO catalog_adoption (entry, digest, previous, actor, time)
                    VALUES (\(entry.id), \(entry.catalog), \(event.previous), \(entry.actor.rawValue), \(entry.time))
                    """
                )
            },
            KindHandler(SealedOpened.self) { event, entry, transaction in
                try transaction.execute(
                    """
                    INSERT INTO sealed_opening (entry, subject, target, field, purpose, actor, time)
                    VALUES (\(entry.id), \(entry.subject.description), \(event.target), \(event.field),
                        \(event.purpose), \(entry.actor.rawValue), \(entry.time))
                    """
                )
            },
        ],
        projections: ["staff", "staff_grant", "catalog_adoption", "sealed_opening", "erased_key"],
        wipe: Erasure.wipe
    )

    private static let migration = Migration(
        "0005 administration",
        StaffProjection.tables + """

            CREATE TABLE catalog_adoption (
                entry    $INT64 NOT NULL PRIMARY KEY,
                digest   $BYTES NOT NULL,
                previous $BYTES NOT NULL,
                actor    $TEXT NOT NULL,
                time     $INT64 NOT NULL
            ) $STRICT;

            CREATE TABLE sealed_opening (
                entry   $INT64 NOT NULL PRIMARY KEY,
                subject $TEXT NOT NULL,                  -- whose value it is
                target  $INT64 NOT NULL,                 -- the entry in which it stands
                field   $TEXT NOT NULL,
                purpose $TEXT NOT NULL,
                actor   $TEXT NOT NULL,
                time    $INT64 NOT NULL
            ) $STRICT;

            CREATE INDEX sealed_opening_of ON sealed_opening (subject, entry);

            -- Keys that entries say are destroyed.
            CREATE TABLE erased_key (
                name $TEXT NOT NULL PRIMARY KEY
            ) $STRICT_BY_KEY
            """
    )
}
