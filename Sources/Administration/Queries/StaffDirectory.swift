package import Identity
package import Ledger
package import Storage

/// Questions about accounts and roles.
package enum StaffDirectory {
    package static func member(_ id: Staff.ID, _ reader: Reader) throws -> StaffMember? {
        try reader.first("\(columns) WHERE id = \(id)", member)
    }

    package static func member(_ login: Login, _ reader: Reader) throws -> StaffMember? {
        try reader.first("\(columns) WHERE login = \(login.rawValue)", member)
    }

    /// All accounts, those that have ended too, the newest first.
    package static func page(
        before: Staff.ID? = nil,
        limit: Int,
        _ reader: Reader
    ) throws -> [StaffMember] {
        let start = before ?? Staff.ID(rawValue: .max)
        return try reader.all("\(columns) WHERE id < \(start) ORDER BY id DESC LIMIT \(limit)", member)
    }

    /// The roles of somebody, also those that are over, in the order in which they were given.
    package static func grants(of id: Staff.ID, _ reader: Reader) throws -> [StaffGrant] {
        try grants(of: [id], reader)[id] ?? []
    }

    /// The same of several, asked once.
    package static func grants(of ids: [Staff.ID], _ reader: Reader) throws -> [Staff.ID: [StaffGrant]] {
        let found = try reader.all(
            """
            SELECT id, staff, role, unit, line, from_day, through_day FROM staff_grant
            WHERE staff IN (\(SQL.list(ids)))
            ORDER BY id
            """,
            grant
        )
        return Dictionary(grouping: found.compactMap { $0 }, by: \.staff)
    }

    /// What somebody may do on a day: nothing where he has no account on it.
    package static func rights(of id: Staff.ID, on day: LocalDay, _ reader: Reader) throws -> Rights {
        guard let member = try member(id, reader), member.isActive(on: day) else {
            return Rights(of: id, grants: [])
        }
        return Rights(of: id, grants: try grants(of: id, reader).map(\.grant))
    }

    /// Whether the tables hold the name of anybody.
    package static func namesAreReadable(_ reader: Reader) throws -> Bool {
        try reader.first("SELECT 1 FROM staff WHERE name IS NOT NULL LIMIT 1") { _ in true } ?? false
    }

    /// Those who are administrators on a day, of every unit and line.
    static func administrators(on day: LocalDay, _ reader: Reader) throws -> Set<Staff.ID> {
        let found = try reader.all(
            """
            SELECT DISTINCT g.staff FROM staff_grant AS g
            JOIN staff AS s ON s.id = g.staff
            WHERE g.role = \(Role.administrator.rawValue) AND g.from_day <= \(day)
                AND (g.through_day IS NULL OR g.through_day >= \(day))
                AND (s.ended_on IS NULL OR s.ended_on > \(day)) AND s.login IS NOT NULL
            """
        ) { try $0.identifier(0) as Staff.ID }
        return Set(found)
    }

    private static let columns: SQL = """
        SELECT id, login, name, telephone_mask, telephone_entry, key_number, unit, since, ended_on, revision
        FROM staff
        """

    private static func member(_ row: Row) throws -> StaffMember {
        let id: Staff.ID = try row.identifier(0)
        guard let unit = try row.code(6), let key = Subject("key:\(try row.integer(5))") else {
            throw StorageError.damaged("the account of staff member \(id)")
        }
        let telephone = try row.textIfPresent(3).map { mask in
            StaffMember.Telephone(mask: mask, entry: try row.identifier(4))
        }
        return StaffMember(
            id: id,
            login: try row.textIfPresent(1).flatMap { Login(rawValue: $0) },
            name: try row.textIfPresent(2),
            telephone: telephone,
            key: key,
            unit: unit,
            since: try row.day(7),
            endedOn: try row.isNull(8) ? nil : row.day(8),
            revision: Int(try row.integer(9))
        )
    }

    /// Nil for a grant that was taken back before its first day.
    private static func grant(_ row: Row) throws -> StaffGrant? {
        guard let role = Role(rawValue: try row.text(2)) else {
            throw StorageError.damaged("the grant of entry \(try row.integer(0)) names no role")
        }
        let grant = Grant(
            role,
            units: .init(try row.code(3)),
            lines: .init(try row.code(4)),
            from: try row.day(5),
            through: try row.isNull(6) ? nil : row.day(6)
        )
        guard let grant else { return nil }
        return StaffGrant(id: try row.identifier(0), staff: try row.identifier(1), grant: grant)
    }
}
