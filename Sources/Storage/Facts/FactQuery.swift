package import Ledger

/// The facts of a selection on some days, of entries before a size of the ledger; so they can be counted again at any time.
package struct FactQuery: Sendable {
    package typealias Sum = (unit: Unit, quantity: Int64, facts: Int64)

    private let selection: FactSelection
    private let days: ClosedRange<LocalDay>
    private let size: Int64

    package init(_ selection: FactSelection, on days: ClosedRange<LocalDay>, before size: Int64) {
        self.selection = selection
        self.days = days
        self.size = size
    }

    /// The sum by unit.
    package func sums(_ reader: Reader) throws -> [Sum] {
        try reader.all(
            """
            SELECT f.unit, SUM(\(signed)), COUNT(*)
            FROM fact f
            WHERE \(condition)
            GROUP BY f.unit
            ORDER BY f.unit
            """,
            FactStore.total
        )
    }

    /// The sum by month (201803), without regard to units; months without facts are left out.
    package func months(_ reader: Reader) throws -> [Int64: Int64] {
        let rows = try reader.all(
            """
            SELECT f.day / 100, SUM(\(signed))
            FROM fact f
            WHERE \(condition)
            GROUP BY f.day / 100
            """
        ) { (try $0.integer(0), try $0.integer(1)) }
        return Dictionary(rows) { $0 + $1 }
    }

    /// The sum by community, without regard to units; nil stands for facts of no community.
    package func communities(_ reader: Reader) throws -> [Code?: Int64] {
        let rows = try reader.all(
            """
            SELECT f.community, SUM(\(signed))
            FROM fact f
            WHERE \(condition)
            GROUP BY f.community
            """
        ) { (try $0.code(0), try $0.integer(1)) }
        return Dictionary(rows) { $0 + $1 }
    }

    /// How many objects have more than was taken back of them, and how many facts name objects.
    package func objects(_ reader: Reader) throws -> (count: Int64, facts: Int64) {
        try reader.first(
            """
            SELECT COALESCE(SUM(CASE WHEN quantity > 0 THEN 1 ELSE 0 END), 0), COALESCE(SUM(facts), 0)
            FROM (\(byObject)) AS objects
            """
        ) { (try $0.integer(0), try $0.integer(1)) } ?? (0, 0)
    }

    /// How many objects the query has, how many of these `part` has too, and how many facts say so.
    package func objects(
        with part: FactQuery,
        _ reader: Reader
    ) throws -> (all: Int64, with: Int64, facts: Int64) {
        try reader.first(
            """
            SELECT COALESCE(SUM(CASE WHEN cohort.quantity > 0 THEN 1 ELSE 0 END), 0),
                COALESCE(SUM(CASE WHEN cohort.quantity > 0 AND part.quantity > 0 THEN 1 ELSE 0 END), 0),
                COALESCE(SUM(cohort.facts), 0)
                    + COALESCE(SUM(CASE WHEN cohort.quantity > 0 THEN part.facts ELSE 0 END), 0)
            FROM (\(byObject)) AS cohort
            LEFT JOIN (\(part.byObject)) AS part ON part.object = cohort.object
            """
        ) { (try $0.integer(0), try $0.integer(1), try $0.integer(2)) } ?? (0, 0, 0)
    }

    /// How many facts stand, and their units.
    package func sample(_ reader: Reader) throws -> (count: Int64, units: [Unit]) {
        let parts = try reader.all(
            "SELECT f.unit, COUNT(*) FROM fact f WHERE \(untaken) GROUP BY f.unit ORDER BY f.unit"
        ) { (try FactStore.unit($0, 0), try $0.integer(1)) }
        return (parts.reduce(0) { $0 + $1.1 }, parts.map(\.0))
    }

    /// The quantity that stands at a place when all that stand are put in order, from 1.
    package func quantity(ranked rank: Int64, _ reader: Reader) throws -> Int64? {
        try reader.first(
            "SELECT f.quantity FROM fact f WHERE \(untaken) ORDER BY f.quantity LIMIT 1 OFFSET \(rank - 1)"
        ) { try $0.integer(0) }
    }
}

extension FactQuery {
    /// The facts of the query themselves.
    package var trace: FactTrace { FactTrace(condition) }

    /// Those that name an object.
    package var traceOfObjects: FactTrace { FactTrace("\(condition) AND f.object IS NOT NULL") }

    /// The facts of this query and of another.
    package func trace(or other: FactQuery) -> FactTrace {
        FactTrace("((\(condition)) OR (\(other.condition)))")
    }

    /// The facts that name an object, and those of `part` that name one of the query's.
    package func traceOfObjects(with part: FactQuery) -> FactTrace {
        FactTrace(
            """
            ((\(condition) AND f.object IS NOT NULL)
                OR (\(part.condition) AND f.object IN (\(standing))))
            """
        )
    }
}

extension FactQuery {
    private var condition: SQL {
        var parts: [SQL] = [
            "f.measure IN (\(SQL.list(selection.measures + selection.less)))",
            "f.day BETWEEN \(days.lowerBound) AND \(days.upperBound)", "f.entry < \(size)",
        ]
        if !selection.communities.isEmpty {
            parts.append("f.community IN (\(SQL.list(selection.communities)))")
        }
        if !selection.offices.isEmpty { parts.append("f.office IN (\(SQL.list(selection.offices)))") }
        parts += selection.tags.all.map { Self.tagged([$0]) }
        if !selection.tags.some.isEmpty { parts.append(Self.tagged(selection.tags.some)) }
        if !selection.tags.none.isEmpty { parts.append("NOT \(Self.tagged(selection.tags.none))") }
        return SQL.joined(parts, separator: " AND ")
    }

    /// Whether the fact, or the one that it takes back, has one of the tags.
    private static func tagged(_ tags: [Code]) -> SQL {
        """
        EXISTS (
            SELECT 1
            FROM fact_tag t
            WHERE t.entry = COALESCE(f.reverses_entry, f.entry)
                AND t.ordinal = COALESCE(f.reverses_ordinal, f.ordinal) AND t.tag IN (\(SQL.list(tags)))
        )
        """
    }

    private var signed: SQL {
        guard !selection.less.isEmpty else { return "f.quantity" }
        return
            "CASE WHEN f.measure IN (\(SQL.list(selection.less))) THEN -f.quantity ELSE f.quantity END"
    }

    /// What was counted of each object.
    private var byObject: SQL {
        """
        SELECT f.object, SUM(\(signed)) AS quantity, COUNT(*) AS facts
        FROM fact f
        WHERE \(condition) AND f.object IS NOT NULL
        GROUP BY f.object
        """
    }

    /// Each object of which more was counted than taken back.
    private var standing: SQL {
        """
        SELECT f.object
        FROM fact f
        WHERE \(condition) AND f.object IS NOT NULL
        GROUP BY f.object
        HAVING SUM(\(signed)) > 0
        """
    }

    /// Facts that take nothing back and that nothing on these days takes back.
    private var untaken: SQL {
        """
        \(condition) AND f.reverses_entry IS NULL AND NOT EXISTS (
            SELECT 1
            FROM fact r
            WHERE r.reverses_entry = f.entry AND r.reverses_ordinal = f.ordinal AND r.entry < \(size)
                AND r.day BETWEEN \(days.lowerBound) AND \(days.upperBound)
        )
        """
    }
}
