package import Catalog
package import Ledger
package import Storage

/// What must not be: matters past a limit, and matters that lie longer than their kind allows.
///
/// It looks at limits and at when somebody of the office acted last, not at the marks that a timer has recorded: so it also
/// finds what a timer should have told, and has not.
package struct Breaches: Sendable {
    package enum Rule: String, CaseIterable, Sendable {
        /// One of its clocks has run out.
        case limit
        /// Nobody of the office has acted on it for longer than its kind allows, whether a clock runs or not.
        case silence
    }

    /// Who is to act on a matter that is open.
    package enum Asked: Hashable, Comparable, Sendable {
        /// Whoever files and dispatches.
        case dispatchers
        case unit(Code)
        case verifiers
        /// Whoever strikes off, or applies for it.
        case closers
    }

    /// One of them.
    package struct Breach: Equatable, Sendable {
        package let matter: MatterRow
        /// Since when it is one.
        package let since: Instant
        /// The clocks that have run out, with their limits; none where it is silent only.
        package let late: [(clock: Clock, term: Term)]
        package let asked: Asked
        package let person: Actor?
        /// When somebody of the office acted last.
        package let touchedAt: Instant
        package let isSuspended: Bool

        package static func == (left: Self, right: Self) -> Bool {
            left.matter == right.matter && left.since == right.since && left.asked == right.asked
                && left.late.elementsEqual(right.late, by: ==) && left.person == right.person
                && left.touchedAt == right.touchedAt && left.isSuspended == right.isSuspended
        }
    }

    /// After this one a page goes on.
    package struct Place: Equatable, Sendable {
        package let at: Instant
        package let id: Matter.ID

        package init(at: Instant, id: Matter.ID) { (self.at, self.id) = (at, id) }
    }

    package let rule: Rule
    package let sight: MatterFilter.Sight
    package let now: Instant
    package let zone: Zone
    package let catalog: Catalog

    package init(
        _ rule: Rule,
        sight: MatterFilter.Sight,
        at now: Instant,
        zone: Zone,
        catalog: Catalog
    ) {
        self.rule = rule
        self.sight = sight
        self.now = now
        self.zone = zone
        self.catalog = catalog
    }

    /// The oldest first.
    ///
    /// - Returns: With each the place after it.
    package func page(
        of asked: Asked? = nil,
        after place: Place? = nil,
        limit: Int,
        _ reader: Reader
    ) throws -> [(breach: Breach, place: Place)] {
        var condition = condition
        if let asked { condition = "\(condition) AND \(asked.condition)" }
        if let place { condition = "\(condition) AND (\(column), m.id) > (\(place.at), \(place.id))" }
        let found = try reader.all(
            """
            SELECT m.id, \(column), m.touched_at FROM matter AS m
            WHERE \(condition)
            ORDER BY \(column), m.id
            LIMIT \(limit)
            """
        ) { (place: Place(at: try $0.instant(1), id: try $0.identifier(0)), touched: try $0.instant(2)) }
        let rows = Dictionary(
            try MatterList.rows(found.map(\.place.id), reader).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        return try found.compactMap { place, touched in
            guard let row = rows[place.id], let matter = try Matters.state(place.id, reader) else {
                return nil
            }
            return (breach(matter, row, touched), place)
        }
    }

    /// How many each is asked for, counted over the oldest `most` of them.
    package func units(upTo most: Int, _ reader: Reader) throws -> [(asked: Asked, count: Int)] {
        let found = try reader.all(
            """
            SELECT found.stage, found.lead, COUNT(*)
            FROM (SELECT m.stage, m.lead FROM matter AS m WHERE \(condition) ORDER BY \(column), m.id LIMIT \(most))
                AS found
            GROUP BY found.stage, found.lead
            """
        ) { (stage: try $0.text(0), lead: try $0.code(1), count: Int(try $0.integer(2))) }
        var counts: [Asked: Int] = [:]
        for (stage, lead, count) in found {
            guard let stage = Matter.Stage.Name(rawValue: stage), let asked = Asked(stage, lead) else {
                continue
            }
            counts[asked, default: 0] += count
        }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }

    /// For how many days a matter of the kind may lie.
    package func silenceDays(of kind: Code) -> Int {
        catalog.matterKind(kind)?.silenceDays ?? MatterKind.usualSilenceDays
    }

    private var column: SQL { rule == .limit ? "m.due" : "m.touched_at" }

    private var condition: SQL {
        var filter = MatterFilter()
        filter.sight = sight
        return switch rule {
        case .limit: "m.is_open = 1 AND m.due < \(now) AND \(filter.condition)"
        case .silence: "m.is_open = 1 AND \(silent) AND \(filter.condition)"
        }
    }

    /// By the days of each kind; one of a kind that the catalog knows no more has the usual ones.
    private var silent: SQL {
        let groups = Dictionary(grouping: catalog.kinds, by: \.silenceDays)
        let others = groups.filter { $0.key != MatterKind.usualSilenceDays }.sorted { $0.key < $1.key }
        let named = others.flatMap { $0.value.map(\.code.rawValue) }
        let usual: SQL =
            named.isEmpty
            ? "m.touched_at < \(since(MatterKind.usualSilenceDays))"
            : """
            m.touched_at < \(since(MatterKind.usualSilenceDays)) AND m.kind NOT IN (\(SQL.list(named)))
            """
        var parts: [SQL] = ["(\(usual))"]
        for (days, kinds) in others {
            let codes = kinds.map(\.code.rawValue)
            parts.append("(m.touched_at < \(since(days)) AND m.kind IN (\(SQL.list(codes))))")
        }
        // The first bound lets the index end where none of them can be.
        let shortest = min(MatterKind.usualSilenceDays, others.first?.key ?? .max)
        return "m.touched_at < \(since(shortest)) AND (\(SQL.joined(parts, separator: " OR ")))"
    }

    /// What was touched before this moment has lain for more than so many days.
    private func since(_ days: Int) -> Instant {
        zone.instant(LocalDay(daysSince1970: zone.day(of: now).daysSince1970 - Int64(days)))
    }

    private func breach(_ matter: Matter, _ row: MatterRow, _ touched: Instant) -> Breach {
        let late = matter.clocks.filter { $0.value.term.due.map { $0.instant < now } ?? false }
            .map { (clock: $0.key, term: $0.value.term) }
            .sorted { ($0.term.due?.instant ?? now, $0.clock) < ($1.term.due?.instant ?? now, $1.clock) }
        // Silent from the day after the last that its kind allows.
        let lain = zone.day(of: touched).daysSince1970 + Int64(silenceDays(of: matter.origin.kind)) + 1
        let silent = zone.instant(LocalDay(daysSince1970: lain))
        return Breach(
            matter: row,
            since: rule == .limit ? late.first?.term.due?.instant ?? now : silent,
            late: late,
            asked: Asked(matter.stage.name, matter.stage.lead) ?? .dispatchers,
            person: matter.person,
            touchedAt: touched,
            isSuspended: matter.suspended != nil
        )
    }
}

extension Breaches.Asked {
    /// Nil where the matter is closed.
    init?(_ stage: Matter.Stage.Name, _ lead: Code?) {
        switch stage {
        case .reported, .filed: self = .dispatchers
        case .dispatched: self = lead.map { .unit($0) } ?? .dispatchers
        case .handled: self = .verifiers
        case .verified: self = .closers
        case .closed: return nil
        }
    }

    fileprivate var condition: SQL {
        switch self {
        case .dispatchers: "m.stage IN ('reported', 'filed')"
        case .unit(let code): "m.stage = 'dispatched' AND m.lead = \(code)"
        case .verifiers: "m.stage = 'handled'"
        case .closers: "m.stage = 'verified'"
        }
    }
}

/// The word of addresses: `dispatchers`, `verifiers`, `closers`, or `unit:` with the unit's code.
extension Breaches.Asked: RawRepresentable {
    package init?(rawValue: String) {
        switch rawValue {
        case "dispatchers": self = .dispatchers
        case "verifiers": self = .verifiers
        case "closers": self = .closers
        default:
            guard rawValue.hasPrefix("unit:"), let code = Code(rawValue: String(rawValue.dropFirst(5)))
            else { return nil }
            self = .unit(code)
        }
    }

    package var rawValue: String {
        switch self {
        case .dispatchers: "dispatchers"
        case .unit(let code): "unit:\(code)"
        case .verifiers: "verifiers"
        case .closers: "closers"
        }
    }
}
