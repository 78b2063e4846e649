package import Catalog
package import Ledger
package import Storage

/// Matters of which a clock ran out and went up to a level, until somebody of the office acts on them (升级).
package struct RaisedMatters: Sendable {
    package struct Row: Equatable, Sendable {
        package let matter: MatterRow
        package let level: Int
        package let since: Instant
    }

    /// Levels of kinds that somebody is told of.
    private struct Told {
        let kind: Code
        let level: Int
        let isForLeaders: Bool
    }

    private let told: [Told]
    private let member: Actor
    private let sight: MatterFilter.Sight

    /// - Parameters:
    ///   - member: Who asks what he is told of.
    ///   - unit: His own.
    ///   - mayDispatch: Whether he dispatches matters of a line.
    ///   - leads: Whether he is among the leaders of a line.
    package init(
        for member: Actor,
        of unit: Code,
        sight: MatterFilter.Sight,
        catalog: Catalog,
        mayDispatch: (Code) -> Bool,
        leads: (Code) -> Bool
    ) {
        self.member = member
        self.sight = sight
        told = catalog.kinds.flatMap { kind -> [Told] in
            let (isDispatcher, isLeader) = (mayDispatch(kind.line), leads(kind.line))
            let isLine = catalog.line(kind.line)?.lead == unit
            return kind.clocks.escalationHours.indices.compactMap { place -> Told? in
                let target = kind.clocks.told(at: place + 1)
                let isTold =
                    switch target {
                    case .dispatchers: isDispatcher
                    case .line: isLine
                    case .leaders: isLeader
                    }
                guard isTold else { return nil }
                return Told(kind: kind.code, level: place + 1, isForLeaders: target == .leaders)
            }
        }
    }

    /// Those of which nobody has taken care for the longest time first.
    package func page(limit: Int, _ reader: Reader) throws -> [Row] {
        guard !told.isEmpty else { return [] }
        var filter = MatterFilter()
        filter.sight = sight
        let levels = told.map(\.level)
        var parts: [SQL] = []
        for level in Set(levels).sorted() {
            for isForLeaders in [false, true] {
                let kinds = told.filter { $0.level == level && $0.isForLeaders == isForLeaders }
                    .map(\.kind.rawValue)
                guard !kinds.isEmpty else { continue }
                // With a leader of its own it is his, and not that of the others.
                let own: SQL = isForLeaders ? "(m.leader IS NULL OR m.leader = \(member.rawValue))" : "TRUE"
                parts.append(
                    "(m.raised_level >= \(level) AND m.kind IN (\(SQL.list(kinds))) AND \(own))"
                )
            }
        }
        let found = try reader.all(
            """
            SELECT m.id, m.raised_level, m.raised_at FROM matter AS m
            WHERE m.raised_at IS NOT NULL AND (\(SQL.joined(parts, separator: " OR "))) AND \(filter.condition)
            ORDER BY m.raised_at, m.id
            LIMIT \(limit)
            """
        ) { (id: try $0.identifier(0) as Matter.ID, level: Int(try $0.integer(1)), since: try $0.instant(2)) }
        let rows = Dictionary(
            try MatterList.rows(found.map(\.id), reader).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        return found.compactMap { found in
            rows[found.id].map { Row(matter: $0, level: found.level, since: found.since) }
        }
    }
}
