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

    package static func fact(_ id: Fact.ID, _ reader: Reader) throws -> Fact? {
        guard let fact = try untagged(id, reader) else { return nil }
        return fact.tagged(try tags(of: [id.entry], reader)[id] ?? [])
    }

    /// A fact without its tags, which the rule of facts does not ask for.
    static func untagged(_ id: Fact.ID, _ reader: Reader) throws -> Fact? {
        try reader.first("\(columns) WHERE entry = \(id.entry) AND ordinal = \(id.ordinal)") {
            try read($0).fact
        }
    }

    /// A row of unit, sum and number of facts.
    static func total(_ row: Row) throws -> (unit: Unit, quantity: Int64, facts: Int64) {
        (try unit(row, 0), try row.integer(1), try row.integer(2))
    }

    static func unit(_ row: Row, _ column: Int) throws -> Unit {
        guard let unit = Unit(rawValue: try row.text(column)) else {
            throw StorageError.damaged("a fact has no valid unit")
        }
        return unit
    }

    private static let ordinals: ClosedRange<Int64> = 0...Int64(Limit.facts) - 1

    static let columns: SQL = """
        SELECT entry, ordinal, measure, day, quantity, unit, community, office, object, reverses_entry,
            reverses_ordinal
        FROM fact
        """

    /// The tags of all facts of some entries.
    static func tags(of entries: Set<Entry.ID>, _ reader: Reader) throws -> [Fact.ID: [Code]] {
        guard !entries.isEmpty else { return [:] }
        let rows = try reader.all(
            """
            SELECT entry, ordinal, tag
            FROM fact_tag
            WHERE entry IN (\(SQL.list(entries.sorted())))
            ORDER BY entry, ordinal, tag
            """
        ) { row in
            let id = Fact.ID(entry: try row.identifier(0), ordinal: Int(try row.integer(1, in: ordinals)))
            return (id: id, tag: try row.code(2))
        }
        return Dictionary(grouping: rows, by: \.id).mapValues { $0.compactMap(\.tag) }
    }

    static func read(_ row: Row) throws -> (id: Fact.ID, fact: Fact) {
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
