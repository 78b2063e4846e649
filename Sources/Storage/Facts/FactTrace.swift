package import Ledger

/// The facts under a count, to be shown one by one.
package struct FactTrace: Sendable {
    /// Of the row `f` of `fact`.
    private let condition: SQL

    init(_ condition: SQL) { self.condition = condition }

    package func count(_ reader: Reader) throws -> Int64 {
        try reader.first("SELECT COUNT(*) FROM fact f WHERE \(condition)") { try $0.integer(0) } ?? 0
    }

    /// In the order of the ledger.
    ///
    /// - Parameter after: Only facts behind this one; so a long list is read page by page.
    package func facts(
        after: Fact.ID? = nil,
        limit: Int,
        _ reader: Reader
    ) throws -> [(id: Fact.ID, fact: Fact)] {
        let start = after ?? Fact.ID(entry: Entry.ID(rawValue: -1), ordinal: 0)
        let found = try reader.all(
            """
            \(FactStore.columns) f
            WHERE \(condition) AND (f.entry, f.ordinal) > (\(start.entry), \(start.ordinal))
            ORDER BY f.entry, f.ordinal
            LIMIT \(limit)
            """,
            FactStore.read
        )
        let tags = try FactStore.tags(of: Set(found.map(\.id.entry)), reader)
        return found.map { (id: $0.id, fact: $0.fact.tagged(tags[$0.id] ?? [])) }
    }
}

extension Fact {
    func tagged(_ tags: [Code]) -> Fact {
        Fact(
            measure,
            on: day,
            quantity: quantity,
            unit: unit,
            community: community,
            office: office,
            object: object,
            tags: Set(tags),
            reverses: reverses
        )
    }
}
