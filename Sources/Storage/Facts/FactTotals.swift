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

/// What the roll-ups say now.
package enum FactTotal {
    /// The sum of a measure over the given days, by unit, as the ledger stands now.
    package static func sum(
        of measure: Measure,
        on days: ClosedRange<LocalDay>,
        _ reader: Reader
    ) throws -> [(unit: Unit, quantity: Int64, facts: Int64)] {
        try reader.all(
            """
            SELECT unit, SUM(quantity), SUM(facts)
            FROM fact_total
            WHERE measure = \(measure) AND day BETWEEN \(days.lowerBound) AND \(days.upperBound)
            GROUP BY unit
            ORDER BY unit
            """
        ) { try FactStore.total($0, of: measure) }
    }
}
