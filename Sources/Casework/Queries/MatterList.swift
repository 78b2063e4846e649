package import Ledger
package import Storage

/// Which matters a list shows.
package struct MatterFilter: Equatable, Sendable {
    package var isOpen: Bool?
    package var stage: Matter.Stage.Name?
    package var outcome: Matter.Outcome.Name?
    package var kind: Code?
    package var source: Code?
    package var community: Code?
    package var category: Code?
    package var lead: Code?
    package var isOverdue = false
    /// The confidential ones only where these lines and units are theirs who asks.
    package var sight = Sight.public

    package init() {}

    /// What of the confidential matters is shown.
    package enum Sight: Equatable, Sendable {
        /// Open ones only.
        case `public`
        /// All but confidential ones.
        case office
        /// With the confidential ones of these lines, and those that these units handle.
        case some(lines: [Code], units: [Code])
        case everything
    }

    var condition: SQL {
        guard !isContradiction else { return "FALSE" }
        var parts: [SQL] = []
        if isOngoing {
            parts.append("m.is_open = 1")
            if isOverdue { parts.append("m.is_overdue = 1") }
            if let stage { parts.append("m.stage = \(stage.rawValue)") }
        } else if isOver, outcome == nil {
            parts.append("m.is_open = 0")
        }
        // SQLite keeps no statistics here, so it is told by which index to go: what stands behind NOT it only compares.
        // The few that are open have indexes of their own.
        for (place, asked) in codes.enumerated() {
            parts.append(
                place == 0 && !isOngoing
                    ? "\(asked.column) = \(asked.value)" : "NOT \(asked.column) <> \(asked.value)"
            )
        }
        switch sight {
        case .public: parts.append("m.confidentiality = 'open'")
        case .office: parts.append("m.confidentiality <> 'confidential'")
        case .some(let lines, let units):
            // PostgreSQL takes no empty list.
            var seen: [SQL] = ["m.confidentiality <> 'confidential'"]
            if !lines.isEmpty { seen.append("m.line IN (\(SQL.list(lines.map(\.rawValue))))") }
            if !units.isEmpty { seen.append("m.lead IN (\(SQL.list(units.map(\.rawValue))))") }
            parts.append("(\(SQL.joined(seen, separator: " OR ")))")
        case .everything: break
        }
        return parts.isEmpty ? "TRUE" : SQL.joined(parts, separator: " AND ")
    }

    /// What is asked of the columns that have an index, before all of that which leaves the fewest.
    private var codes: [(column: SQL, value: String)] {
        let asked: [(column: SQL, value: String?)] = [
            ("m.lead", lead?.rawValue), ("m.category", category?.rawValue),
            ("m.community", community?.rawValue), ("m.outcome", outcome?.rawValue),
            ("m.source", source?.rawValue), ("m.kind", kind?.rawValue),
        ]
        return asked.compactMap { column, value in value.map { (column, $0) } }
    }

    private var isOngoing: Bool {
        isOpen == true || isOverdue || (stage.map { $0 != .closed } ?? false)
    }

    private var isOver: Bool { isOpen == false || stage == .closed || outcome != nil }

    /// Whether no matter can be so, which no index would tell.
    private var isContradiction: Bool { isOngoing && isOver }
}

/// One line of a list of matters.
package struct MatterRow: Equatable, Sendable {
    package let id: Matter.ID
    package let reference: Matter.Reference?
    package let kind: Code
    package let source: Code
    package let stage: Matter.Stage.Name
    package let outcome: Matter.Outcome.Name?
    package let community: Code?
    package let category: Code?
    package let lead: Code?
    package let reportedAt: Instant
    package let due: Instant?
    package let dueClock: Clock?
    package let isOverdue: Bool
    package let closedOn: LocalDay?
    package let revision: Int
    /// Nil once it is erased.
    package let title: String?
}

/// Lists of matters, page by page.
package enum MatterList {
    /// Where a page begins, after the last line of the one before.
    package enum Place: Equatable, Sendable {
        case newest(before: Matter.ID)
        /// Due time and id of the last line.
        case due(after: Instant, Matter.ID)
    }

    package enum Order: String, CaseIterable, Sendable {
        case newest
        /// The one that is due first; those without a limit are left out.
        case due
    }

    package static func page(
        _ filter: MatterFilter,
        by order: Order = .newest,
        from place: Place? = nil,
        limit: Int,
        _ reader: Reader
    ) throws -> [MatterRow] {
        var filter = filter
        // What is over is due no more.
        if order == .due, filter.isOpen == nil { filter.isOpen = true }
        var condition = filter.isOpen == false && order == .due ? "FALSE" : filter.condition
        let sorting: SQL
        switch (order, place) {
        case (.newest, .newest(let before)):
            condition = "\(condition) AND m.id < \(before)"
            sorting = "m.id DESC"
        case (.due, .due(let due, let id)):
            condition = "\(condition) AND (m.due, m.id) > (\(due), \(id))"
            sorting = "m.due, m.id"
        case (.newest, _): sorting = "m.id DESC"
        case (.due, _):
            condition = "\(condition) AND m.due IS NOT NULL"
            sorting = "m.due, m.id"
        }
        return try reader.all(
            "\(columns) WHERE \(condition) ORDER BY \(sorting) LIMIT \(limit)",
            read
        )
    }

    package static func rows(_ ids: [Matter.ID], _ reader: Reader) throws -> [MatterRow] {
        guard !ids.isEmpty else { return [] }
        return try reader.all(
            "\(columns) WHERE m.id IN (\(SQL.list(ids))) ORDER BY m.id DESC",
            read
        )
    }

    /// Which of some matters are shown to somebody.
    package static func visible(
        _ ids: Set<Matter.ID>,
        to sight: MatterFilter.Sight,
        _ reader: Reader
    ) throws -> Set<Matter.ID> {
        guard !ids.isEmpty else { return [] }
        var filter = MatterFilter()
        filter.sight = sight
        return Set(
            try reader.all(
                """
                SELECT m.id FROM matter AS m
                WHERE m.id IN (\(SQL.list(ids.sorted { $0.rawValue < $1.rawValue }))) AND \(filter.condition)
                """
            ) { try $0.identifier(0) as Matter.ID }
        )
    }

    /// How many there are, counted up to `most`.
    package static func count(
        _ filter: MatterFilter,
        upTo most: Int,
        _ reader: Reader
    ) throws -> Int {
        let found = try reader.first(
            """
            SELECT COUNT(*) FROM (SELECT 1 FROM matter AS m WHERE \(filter.condition) LIMIT \(most)) AS found
            """
        ) { try $0.integer(0) }
        return Int(found ?? 0)
    }

    private static let columns: SQL = """
        SELECT m.id, m.word, m.year, m.number, m.kind, m.source, m.stage, m.outcome, m.community, m.category,
            m.lead, m.reported_at, m.due, m.due_clock, m.is_overdue, m.closed_on, m.revision, w.title
        FROM matter AS m JOIN matter_words AS w ON w.id = m.id
        """

    private static func read(_ row: Row) throws -> MatterRow {
        func word<Value: RawRepresentable>(_ text: String) throws -> Value where Value.RawValue == String {
            guard let value = Value(rawValue: text) else {
                throw StorageError.damaged("a row of a matter holds the word \(text)")
            }
            return value
        }
        var reference: Matter.Reference?
        if let name = try row.textIfPresent(1) {
            reference = Matter.Reference(
                word: name,
                year: Int(try row.integer(2, in: 1...9999)),
                number: try row.integer(3, in: 1...Limit.integer)
            )
        }
        func code(_ column: Int) throws -> Code {
            guard let code = try row.code(column) else {
                throw StorageError.damaged("a row of a matter lacks a code")
            }
            return code
        }
        return MatterRow(
            id: try row.identifier(0),
            reference: reference,
            kind: try code(4),
            source: try code(5),
            stage: try word(try row.text(6)),
            outcome: try row.textIfPresent(7).map { try word($0) },
            community: try row.code(8),
            category: try row.code(9),
            lead: try row.code(10),
            reportedAt: try row.instant(11),
            due: row.isNull(12) ? nil : try row.instant(12),
            dueClock: try row.textIfPresent(13).map { try word($0) },
            isOverdue: try row.integer(14) == 1,
            closedOn: row.isNull(15) ? nil : try row.day(15),
            revision: Int(try row.integer(16, in: 1...Limit.integer)),
            title: try row.textIfPresent(17)
        )
    }
}
