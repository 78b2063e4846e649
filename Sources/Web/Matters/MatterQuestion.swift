import Casework
import Hummingbird
import Ledger

/// What an address of the ledger asks for: filters, order, and where the page begins.
struct MatterQuestion: Sendable {
    var filter: MatterFilter
    let order: MatterList.Order
    let start: MatterList.Place?
    /// The filters as they stand in the address, for links and for the form.
    let chosen: [Name: String]

    enum Name: String, CaseIterable, Sendable {
        case q, state, stage, kind, source, community, category, lead, overdue, order
    }

    /// - Throws: `Fault.filter` where a filter is none.
    init(_ request: Request, sight: MatterFilter.Sight) throws(Fault) {
        var filter = MatterFilter()
        filter.sight = sight
        var chosen: [Name: String] = [:]
        for name in Name.allCases {
            guard let text = request.uri.queryParameters[Substring(name.rawValue)].map(String.init),
                !text.isEmpty
            else { continue }
            chosen[name] = text
            switch name {
            case .q: break
            case .state:
                guard text == "open" || text == "closed" else { throw .filter(text) }
                filter.isOpen = text == "open"
            case .stage:
                if let stage = Matter.Stage.Name(rawValue: text) {
                    filter.stage = stage
                } else if let outcome = Matter.Outcome.Name(rawValue: text) {
                    filter.outcome = outcome
                } else {
                    throw .filter(text)
                }
            case .kind: filter.kind = try Self.code(text)
            case .source: filter.source = try Self.code(text)
            case .community: filter.community = try Self.code(text)
            case .category: filter.category = try Self.code(text)
            case .lead: filter.lead = try Self.code(text)
            case .overdue:
                guard text == "yes" else { throw .filter(text) }
                filter.isOverdue = true
            case .order: guard MatterList.Order(rawValue: text) != nil else { throw .filter(text) }
            }
        }
        self.filter = filter
        self.chosen = chosen
        // What is searched comes in the order of the ledger.
        order =
            chosen[.q] == nil ? chosen[.order].flatMap { MatterList.Order(rawValue: $0) } ?? .newest : .newest
        start = try Self.start(request, order)
    }

    /// What is looked for by its words; empty where nothing is.
    var words: String { chosen[.q] ?? "" }

    private static func code(_ text: String) throws(Fault) -> Code {
        guard let code = Code(rawValue: text) else { throw .filter(text) }
        return code
    }

    private static func start(
        _ request: Request,
        _ order: MatterList.Order
    ) throws(Fault) -> MatterList.Place? {
        guard let text = request.uri.queryParameters["after"].map(String.init) else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int64(exactly: $0) }
        switch (order, parts.count) {
        case (.newest, 1):
            guard let id = parts[0], id >= 0 else { throw .after(text) }
            return .newest(before: Matter.ID(rawValue: id))
        case (.due, 2):
            guard let due = parts[0], let id = parts[1], due >= 0, id >= 0 else { throw .after(text) }
            return .due(after: Instant(rawValue: due), Matter.ID(rawValue: id))
        default: throw .after(text)
        }
    }

    /// The address of the page that begins after a row.
    func next(after row: MatterRow) -> String {
        address(adding: ("after", place(after: row)))
    }

    /// Where the page after a row begins, as addresses name it.
    func place(after row: MatterRow) -> String {
        switch order {
        case .newest: "\(row.id)"
        case .due: "\(row.due?.rawValue ?? 0)-\(row.id)"
        }
    }

    /// The address of the page that begins before a matter.
    func next(before id: Matter.ID) -> String { address(adding: ("after", "\(id)")) }

    func address(of path: String = "/matters", adding extra: (String, String)? = nil) -> String {
        var parts = Name.allCases.compactMap { name in
            chosen[name].map { "\(name.rawValue)=\(Redirect.escaped($0))" }
        }
        if let extra { parts.append("\(extra.0)=\(Redirect.escaped(extra.1))") }
        return parts.isEmpty ? path : "\(path)?" + parts.joined(separator: "&")
    }
}
