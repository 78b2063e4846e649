import Casework
import Hummingbird
import Identity
import Ledger
import Storage

/// `/matters/breaches`: matters that are past a limit, or on which nobody acts.
struct BreachController: Sendable {
    let office: Office
    let pages: Pages

    private static let rows = 50
    /// Counts and the table of units stop here.
    private static let most = 5000

    func show(_ request: Request, context: SiteContext) async throws -> Response {
        let visitor = try context.staff(request)
        try visitor.require(.seeMatters)
        let question = try BreachQuestion(request)
        let (language, sight) = (context.language, visitor.sight(office.catalog))
        let now = office.store.clock.now
        let (page, state) = try await office.read { [office] reader in
            func breaches(_ rule: Breaches.Rule) -> Breaches {
                Breaches(rule, sight: sight, at: now, zone: office.zone, catalog: office.catalog)
            }
            let asked = breaches(question.rule)
            var counts: [Breaches.Rule: [(asked: Breaches.Asked, count: Int)]] = [:]
            for rule in Breaches.Rule.allCases {
                counts[rule] = try breaches(rule).units(upTo: Self.most, reader)
            }
            let rows = try asked.page(
                of: question.asked,
                after: question.place,
                limit: Self.rows + 1,
                reader
            )
            var open = MatterFilter()
            (open.isOpen, open.sight) = (true, sight)
            let page = try BreachesPage(
                question,
                rows: Array(rows.prefix(Self.rows)).map(\.breach),
                next: rows.count > Self.rows ? rows[Self.rows - 1].place : nil,
                counts: counts,
                most: Self.most,
                open: try MatterList.count(open, upTo: Self.most, reader),
                checkedAt: now,
                office,
                language,
                days: { asked.silenceDays(of: $0) },
                name: { try office.name(of: $0, reader) }
            )
            return (page, try LedgerState(reader))
        }
        return try pages.answer(page, state: state, context: context)
    }
}

/// What the address asks for: which rule, for whom, and where the page begins.
struct BreachQuestion: Sendable {
    let rule: Breaches.Rule
    let asked: Breaches.Asked?
    let place: Breaches.Place?

    /// - Throws: `Fault.filter` where a filter is none.
    init(_ request: Request) throws(Fault) {
        func text(_ name: Substring) -> String? {
            request.uri.queryParameters[name].map(String.init).flatMap { $0.isEmpty ? nil : $0 }
        }
        if let typed = text("rule") {
            guard let rule = Breaches.Rule(rawValue: typed) else { throw .filter(typed) }
            self.rule = rule
        } else {
            rule = .limit
        }
        if let typed = text("asked") {
            guard let asked = Breaches.Asked(rawValue: typed) else { throw .filter(typed) }
            self.asked = asked
        } else {
            asked = nil
        }
        if let typed = text("after") {
            let parts = typed.split(separator: "-", omittingEmptySubsequences: false).map {
                Int64(exactly: $0)
            }
            guard parts.count == 2, let at = parts[0], let id = parts[1], at >= 0, id >= 0 else {
                throw .after(typed)
            }
            place = Breaches.Place(at: Instant(rawValue: at), id: Matter.ID(rawValue: id))
        } else {
            place = nil
        }
    }

    static func address(
        _ rule: Breaches.Rule,
        _ asked: Breaches.Asked? = nil,
        after place: Breaches.Place? = nil
    ) -> String {
        var parts = ["rule=\(rule.rawValue)"]
        if let asked { parts.append("asked=\(Redirect.escaped(asked.rawValue))") }
        if let place { parts.append("after=\(place.at.rawValue)-\(place.id)") }
        return "/matters/breaches?" + parts.joined(separator: "&")
    }
}
