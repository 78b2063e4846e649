package import Ledger

/// Changes to the roll-ups, gathered over a batch and merged once.
struct FactTotals {
    private struct Key: Hashable {
        let measure: Measure
        let unit: Unit
        let day: LocalDay
        let community: String
        let office: String
    }

    private var changes: [Key: (quantity: Int64, facts: Int64)] = [:]

    /// - Throws: `CommandError.sumTooLarge` where the sum leaves 64 bits; then nothing is added.
    mutating func add(_ fact: Fact) throws(CommandError) {
        let key = Key(
            measure: fact.measure,
            unit: fact.unit,
            day: fact.day,
            community: fact.community?.rawValue ?? "",
            office: fact.office?.rawValue ?? ""
        )
        try add(fact.quantity, of: 1, to: key)
    }

    mutating func merge(_ other: FactTotals) throws(CommandError) {
        for (key, change) in other.changes { try add(change.quantity, of: change.facts, to: key) }
    }

    private mutating func add(_ quantity: Int64, of facts: Int64, to key: Key) throws(CommandError) {
        let change = changes[key] ?? (0, 0)
        let sum = change.quantity.addingReportingOverflow(quantity)
        guard !sum.overflow else { throw .sumTooLarge(key.measure, key.day) }
        changes[key] = (sum.partialValue, change.facts + facts)
    }

    func write(_ transaction: Transaction) throws {
        for (key, change) in changes {
            try transaction.execute(
                """
                INSERT INTO fact_total (measure, unit, day, community, office, quantity, facts)
                VALUES (\(key.measure), \(key.unit), \(key.day), \(key.community), \(key.office),
                    \(change.quantity), \(change.facts))
                ON CONFLICT (measure, unit, day, community, office) DO UPDATE
                SET quantity = fact_total.quantity + excluded.quantity, facts = fact_total.facts + excluded.facts
                """
            )
        }
    }
}

/// What the roll-ups say now; they do not know tags.
package enum FactTotal {
    /// The sum of a selection over the given days, by unit, as the ledger stands now.
    ///
    /// - Returns: Nil where the selection asks for tags, which only the facts themselves have.
    package static func sums(
        of selection: FactSelection,
        on days: ClosedRange<LocalDay>,
        _ reader: Reader
    ) throws -> [FactQuery.Sum]? {
        guard selection.tags == .any else { return nil }
        var parts: [SQL] = [
            "measure IN (\(SQL.list(selection.measures + selection.less)))",
            "day BETWEEN \(days.lowerBound) AND \(days.upperBound)",
        ]
        if !selection.communities.isEmpty {
            parts.append("community IN (\(SQL.list(selection.communities)))")
        }
        if !selection.offices.isEmpty { parts.append("office IN (\(SQL.list(selection.offices)))") }
        let signed: SQL =
            selection.less.isEmpty
            ? "quantity"
            : "CASE WHEN measure IN (\(SQL.list(selection.less))) THEN -quantity ELSE quantity END"
        return try reader.all(
            """
            SELECT unit, SUM(\(signed)), SUM(facts)
            FROM fact_total
            WHERE \(SQL.joined(parts, separator: " AND "))
            GROUP BY unit
            ORDER BY unit
            """,
            FactStore.total
        )
    }
}
