import Identity
import Ledger
import Storage

/// The accounts and their roles as pages read them.
enum StaffProjection {
    static let kinds = [
        KindHandler(StaffAdded.self, apply: added),
        KindHandler(StaffChanged.self, apply: changed),
        KindHandler(StaffEnded.self) { event, entry, transaction in
            try transaction.execute(
                "UPDATE staff SET ended_on = \(event.day) WHERE id = \(entry.subject.number)"
            )
            try revise(entry, transaction)
        },
        KindHandler(StaffReturned.self) { _, entry, transaction in
            try transaction.execute("UPDATE staff SET ended_on = NULL WHERE id = \(entry.subject.number)")
            try revise(entry, transaction)
        },
        KindHandler(StaffSecured.self) { _, entry, transaction in try revise(entry, transaction) },
        KindHandler(RoleGranted.self) { event, entry, transaction in
            let grant = event.grant
            try transaction.execute(
                """
                INSERT INTO staff_grant (id, staff, role, unit, line, from_day, through_day)
                VALUES (\(entry.id), \(entry.subject.number), \(grant.role.rawValue), \(grant.units.code),
                    \(grant.lines.code), \(grant.from), \(grant.through))
                """
            )
            try revise(entry, transaction)
        },
        KindHandler(RoleRevoked.self) { event, entry, transaction in
            try transaction.execute(
                "UPDATE staff_grant SET through_day = \(event.through) WHERE id = \(event.grant)"
            )
            try revise(entry, transaction)
        },
    ]

    static let tables = """
        CREATE TABLE staff (
            id              $INT64 NOT NULL PRIMARY KEY,  -- sequence of the entry that made the account
            login           $TEXT UNIQUE,                 -- NULL once erased, as the columns that follow
            name            $TEXT,
            telephone_mask  $TEXT,
            telephone_entry $INT64,                       -- where the sealed number stands
            key_number      $INT64 NOT NULL UNIQUE,
            unit            $TEXT NOT NULL,
            since           $INT64 NOT NULL,
            ended_on        $INT64,
            revision        $INT64 NOT NULL CHECK (revision >= 0),
            CHECK ((telephone_mask IS NULL) = (telephone_entry IS NULL))
        ) $STRICT;

        CREATE TABLE staff_grant (
            id          $INT64 NOT NULL PRIMARY KEY,      -- sequence of the entry that gave it
            staff       $INT64 NOT NULL REFERENCES staff (id),
            role        $TEXT NOT NULL,
            unit        $TEXT,                            -- NULL for every unit
            line        $TEXT,
            from_day    $INT64 NOT NULL,
            through_day $INT64                            -- included; NULL where it is open
        ) $STRICT;

        CREATE INDEX staff_grant_of ON staff_grant (staff, id);
        """

    private static func added(
        _ event: StaffAdded,
        _ entry: Entry,
        _ opened: Opened,
        _ transaction: Transaction
    ) throws {
        let telephone = opened[StaffField.telephone]
        try transaction.execute(
            """
            INSERT INTO staff (id, login, name, telephone_mask, telephone_entry, key_number, unit, since, revision)
            VALUES (\(entry.id), \(opened[StaffField.login]), \(opened[StaffField.name]),
                \(telephone.map { Masked.telephone($0).text }), \(telephone.map { _ in entry.id }),
                \(event.key.number), \(event.unit), \(event.since), 0)
            """
        )
    }

    private static func changed(
        _ event: StaffChanged,
        _ entry: Entry,
        _ opened: Opened,
        _ transaction: Transaction
    ) throws {
        let telephone = opened[StaffField.telephone]
        try transaction.execute(
            """
            UPDATE staff
            SET name = \(opened[StaffField.name]), telephone_mask = \(telephone.map { Masked.telephone($0).text }),
                telephone_entry = \(telephone.map { _ in entry.id }), unit = \(event.unit)
            WHERE id = \(entry.subject.number)
            """
        )
        try revise(entry, transaction)
    }

    private static func revise(_ entry: Entry, _ transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE staff SET revision = revision + 1 WHERE id = \(entry.subject.number)"
        )
    }

    static func wipe(_ key: Subject, _ transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE staff SET login = NULL, name = NULL, telephone_mask = NULL, telephone_entry = NULL
            WHERE key_number = \(key.number)
            """
        )
    }
}

/// The names of an account's sealed fields.
package enum StaffField {
    package static let login = "login"
    package static let name = "name"
    package static let telephone = "telephone"
}
