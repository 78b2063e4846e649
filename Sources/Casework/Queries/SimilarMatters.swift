package import Catalog
import Foundation
package import Ledger
package import Storage

/// What somebody is about to report, as far as he has come.
package struct Draft: Sendable {
    package var text = ""
    package var address = ""
    package var community: Code?
    package var category: Code?
    package var position: MatterReported.Position?

    package init() {}
}

/// Matters that may be the same trouble: near, recent and alike.
package struct SimilarMatters {
    package struct Similar: Equatable, Sendable {
        package let matter: MatterRow
        /// How far it is, where both have a position.
        package let metres: Int?
        /// By which they are ranked: thousandths of likeness, and more for what is close.
        package let score: Int
    }

    package static let days = 30
    package static let most = 5
    /// What is further away is another place.
    package static let metres = 300
    /// How many of the newest matters are looked at.
    private static let patience = 500

    /// What they have to share, in thousandths: less at the same place, more where no place is said.
    private static let (alike, alikeAnywhere) = (250, 600)

    private let now: Instant
    private let reader: Reader

    package init(at now: Instant, _ reader: Reader) { (self.now, self.reader) = (now, reader) }

    /// For the staff, by what was written; the likest first.
    package func find(_ draft: Draft, sight: MatterFilter.Sight) throws -> [Similar] {
        var filter = MatterFilter()
        filter.sight = sight
        let ids = try candidates(draft, "\(filter.condition)")
        let likeness = try MatterSchema.search.likeness(
            to: draft.text + "\n" + draft.address,
            among: ids,
            reader
        )
        let least = draft.community == nil && draft.position == nil ? Self.alikeAnywhere : Self.alike
        return try ranked(likeness.filter { $0.value >= least }, draft)
    }

    /// For anybody: without looking at what others have written, which could be found out word by word.
    ///
    /// Alike is what is sorted under the category that was chosen, or that the catalog's own words suggest; never at somebody's
    /// home, never what is not open.
    package func findPublicly(
        _ draft: Draft,
        catalog: Catalog,
        kind: MatterKind,
        on day: LocalDay
    ) throws -> [Similar] {
        guard draft.community != nil || draft.position != nil else { return [] }
        let suggested = catalog.suggestedCategory(for: draft.text, kind: kind, on: day)?.code
        guard let category = suggested ?? draft.category, catalog.category(category) != nil else { return [] }
        let below = catalog.categories.map(\.code).filter { catalog.isCategory($0, within: category) }
        // What nobody has sorted more finely yet counts too.
        let above = catalog.path(of: category).map(\.code)
        var filter = MatterFilter()
        filter.sight = .public
        let ids = try candidates(
            draft,
            """
            \(filter.condition) AND m.is_dwelling = 0 AND m.kind = \(kind.code)
                AND m.category IN (\(SQL.list(Set(below + above).sorted().map(\.rawValue))))
            """
        )
        return try ranked(Dictionary(ids.map { ($0, 0) }, uniquingKeysWith: { first, _ in first }), draft)
    }

    /// The newest that are near and recent; what was merged, declined or withdrawn is nothing to join.
    private func candidates(_ draft: Draft, _ condition: SQL) throws -> [Matter.ID] {
        let since = now.advanced(byMilliseconds: -Int64(Self.days) * 86_400_000)
        var near: [SQL] = []
        if let community = draft.community { near.append("m.community = \(community)") }
        if let box = draft.position.map(Box.init) {
            near.append(
                """
                (m.latitude BETWEEN \(box.south) AND \(box.north)
                    AND m.longitude BETWEEN \(box.west) AND \(box.east))
                """
            )
        }
        let place: SQL = near.isEmpty ? "TRUE" : "(\(SQL.joined(near, separator: " OR ")))"
        return try reader.all(
            """
            SELECT m.id FROM matter AS m
            WHERE m.reported_at >= \(since) AND m.parent IS NULL AND \(place) AND \(condition)
                AND (m.outcome IS NULL OR m.outcome IN ('struck-off', 'settled', 'closed-at-source'))
            ORDER BY m.id DESC
            LIMIT \(Self.patience)
            """
        ) { try $0.identifier(0) }
    }

    private func ranked(_ likeness: [Matter.ID: Int], _ draft: Draft) throws -> [Similar] {
        // Places are looked up for the likest only.
        let first = likeness.sorted { ($1.value, $1.key) < ($0.value, $0.key) }.prefix(Self.most * 4).map(
            \.key
        )
        guard !first.isEmpty else { return [] }
        let places = try reader.all(
            """
            SELECT m.id, m.latitude, m.longitude, m.is_open, w.address
            FROM matter AS m JOIN matter_words AS w ON w.id = m.id
            WHERE m.id IN (\(SQL.list(first)))
            """
        ) { row -> (Matter.ID, Int?, Int) in
            var (metres, bonus): (Int?, Int) = (nil, 0)
            if let here = draft.position, let latitude = try row.integerIfPresent(1),
                let longitude = try row.integerIfPresent(2),
                let there = MatterReported.Position(latitude: latitude, longitude: longitude)
            {
                let distance = here.metres(to: there)
                (metres, bonus) = (distance, max(0, Self.metres - distance))
            }
            if try row.integer(3) == 1 { bonus += 100 }
            if Self.isSame(draft.address, try row.textIfPresent(4)) { bonus += 300 }
            return (try row.identifier(0), metres, bonus)
        }
        let rows = Dictionary(
            try MatterList.rows(first, reader).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        return places.compactMap { id, metres, bonus in
            rows[id].map { Similar(matter: $0, metres: metres, score: (likeness[id] ?? 0) + bonus) }
        }
        .sorted { ($1.score, $1.matter.id) < ($0.score, $0.matter.id) }
        .prefix(Self.most).map { $0 }
    }

    /// Whether two addresses are one, blanks and marks aside.
    private static func isSame(_ typed: String, _ kept: String?) -> Bool {
        let letters = typed.filter { $0.isLetter || $0.isNumber }
        return letters.count > 2 && letters == kept?.filter { $0.isLetter || $0.isNumber }
    }
}

/// Around a position, in millionths of a degree.
private struct Box {
    let south, north, west, east: Int64

    init(_ position: MatterReported.Position) {
        // A degree of latitude has some 111 km; one of longitude fewer, by the cosine.
        let height = Int64(SimilarMatters.metres) * 1_000_000 / 111_000
        let narrow = max(0.05, cos(Double(position.latitude) / 1e6 * .pi / 180))
        let width = Int64(Double(height) / narrow)
        (south, north) = (position.latitude - height, position.latitude + height)
        (west, east) = (position.longitude - width, position.longitude + width)
    }
}

extension MatterReported.Position {
    /// The distance on a plane, near enough for some hundreds of metres.
    package func metres(to other: Self) -> Int {
        let north = Double(other.latitude - latitude) / 1e6 * 111_000
        let narrow = cos(Double(latitude) / 1e6 * .pi / 180)
        let east = Double(other.longitude - longitude) / 1e6 * 111_000 * narrow
        return Int((north * north + east * east).squareRoot().rounded())
    }
}
