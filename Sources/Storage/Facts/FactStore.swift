package import Ledger

/// The facts of all entries, one row each.
package enum FactStore {
    /// Keeps the facts of an entry and adds them to `totals`.
    ///
    /// - Throws: `CommandError` where they break the rule of facts, or their sum leaves 64 bits.
    static func insert(_ entry: Entry, _ transaction: Transaction, _ totals: inout FactTotals) throws {
        guard !entry.facts.isEmpty else { return }
        try FactRule.check(entry, transaction.reader)
        for fact in entry.facts { try totals.add(fact) }
        let rows = entry.facts.enumerated().map { ordinal, fact in
            [
                entry.id.sqlValue, ordinal.sqlValue, fact.measure.sqlValue, fact.day.sqlValue,
                fact.quantity.sqlValue, fact.unit.sqlValue, fact.community?.sqlValue ?? .null,
                fact.office?.sqlValue ?? .null, fact.object?.sqlValue ?? .null,
                fact.reverses?.entry.sqlValue ?? .null, fact.reverses?.ordinal.sqlValue ?? .null,
            ]
        }
        try transaction.execute(
            """
            INSERT INTO fact (entry, ordinal, measure, day, quantity, unit, community, office, object,
                reverses_entry, reverses_ordinal)
            VALUES \(SQL.rows(rows))
            """
        )
        for (ordinal, fact) in entry.facts.enumerated() {
            for tag in fact.tags {
                try transaction.execute(
                    "INSERT INTO fact_tag (entry, ordinal, tag) VALUES (\(entry.id), \(ordinal), \(tag))"
                )
            }
        }
    }

    static func isReversed(_ id: Fact.ID, _ reader: Reader) throws -> Bool {
        try reader.first(
            """
            SELECT entry FROM fact
            WHERE reverses_entry = \(id.entry) AND reverses_ordinal = \(id.ordinal)
            """
        ) { _ in true } ?? false
    }

    /// Without its tags.
    package static func fact(_ id: Fact.ID, _ reader: Reader) throws -> Fact? {
        try reader.first("\(columns) WHERE entry = \(id.entry) AND ordinal = \(id.ordinal)") {
            try read($0).fact
        }
    }

    /// The facts of a measure on the given days, in the order of the ledger, of entries before `checkpoint`.
    ///
    /// - Parameter after: Only facts behind this one; so a long list is read page by page.
    package static func facts(
        of measure: Measure,
        on days: ClosedRange<LocalDay>,
        before checkpoint: Int64,
        after: Fact.ID? = nil,
        limit: Int,
        _ reader: Reader
    ) throws -> [(id: Fact.ID, fact: Fact)] {
        let start = after ?? Fact.ID(entry: Entry.ID(rawValue: -1), ordinal: 0)
        let found = try reader.all(
            """
            \(columns)
            WHERE measure = \(measure) AND day BETWEEN \(days.lowerBound) AND \(days.upperBound)
                AND entry < \(checkpoint) AND (entry, ordinal) > (\(start.entry), \(start.ordinal))
            ORDER BY entry, ordinal
            LIMIT \(limit)
            """,
            read
        )
        return try found.map { (id: $0.id, fact: try $0.fact.tagged(tags(of: $0.id, reader))) }
    }

    /// The sum of a measure over the given days, by unit, counting the facts of entries before `checkpoint`.
    package static func sum(
        of measure: Measure,
        on days: ClosedRange<LocalDay>,
        before checkpoint: Int64,
        _ reader: Reader
    ) throws -> [(unit: Unit, quantity: Int64, facts: Int64)] {
        try reader.all(
            """
            SELECT unit, SUM(quantity), COUNT(*)
            FROM fact
            WHERE measure = \(measure) AND day BETWEEN \(days.lowerBound) AND \(days.upperBound)
                AND entry < \(checkpoint)
            GROUP BY unit
            ORDER BY unit
            """
        ) { try total($0, of: measure) }
    }

    static func total(
        _ row: Row,
        of measure: Measure
    ) throws -> (unit: Unit, quantity: Int64, facts: Int64) {
        guard let unit = Unit(rawValue: try row.text(0)) else {
            throw StorageError.damaged("a fact of \(measure) has no valid unit")
        }
        return (unit, try row.integer(1), try row.integer(2))
    }

    private static let ordinals: ClosedRange<Int64> = 0...Int64(Limit.facts) - 1

    private static let columns: SQL = """
        SELECT entry, ordinal, measure, day, quantity, unit, community, office, object, reverses_entry,
            reverses_ordinal
        FROM fact
        """

    private static func tags(of id: Fact.ID, _ reader: Reader) throws -> [Code] {
        try reader.all(
            "SELECT tag FROM fact_tag WHERE entry = \(id.entry) AND ordinal = \(id.ordinal) ORDER BY tag"
        ) { try $0.code(0) }
        .compactMap { $0 }
    }

    private static func read(_ row: Row) throws -> (id: Fact.ID, fact: Fact) {
        let id = Fact.ID(entry: try row.identifier(0), ordinal: Int(try row.integer(1, in: ordinals)))
        guard let measure = Measure(rawValue: try row.text(2)), let unit = Unit(rawValue: try row.text(5))
        else {
            throw StorageError.damaged("fact \(id) has no valid measure or unit")
        }
        let fact = Fact(
            measure,
            on: try row.day(3),
            quantity: try row.integer(4, in: -Limit.integer...Limit.integer),
            unit: unit,
            community: try row.code(6),
            office: try row.code(7),
            object: try row.code(8),
            reverses: try row.integerIfPresent(9).map {
                Fact.ID(entry: Entry.ID(rawValue: $0), ordinal: Int(try row.integer(10, in: ordinals)))
            }
        )
        return (id, fact)
    }
}

extension Fact {
    fileprivate func tagged(_ tags: [Code]) -> Fact {
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
