import Ledger
import Reporting
import Storage

/// What somebody wants to know of a figure.
struct FigureQuestion: Sendable {
    let id: String
    let year: Int
    /// Still as it was typed: whether it is right depends on the ledger.
    let size: String?
    let after: Fact.ID?

    static let pageLimit = 50

    init(id: String, year: Int, size: String?, after: String?) throws {
        self.id = id
        self.year = year
        self.size = size
        self.after = try after.map { text in
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, let entry = Int64(exactly: parts[0]), entry >= 0,
                let ordinal = Int64(exactly: parts[1]), (0..<Int64(Limit.facts)).contains(ordinal)
            else { throw Fault.after(text) }
            return Fact.ID(entry: Entry.ID(rawValue: entry), ordinal: Int(ordinal))
        }
    }

    func answer(_ office: Office, _ state: LedgerState, _ reader: Reader) throws -> FigureAnswer {
        let size = try size.map { try state.size(named: $0) }
        let figure: Figure
        do {
            figure = try Figure.count(id, year: year, asOf: size, catalog: office.catalog, reader)
        } catch Figure.Failure.unknown(let id, let known) { throw Fault.noFigure(id, known: known) }
        // One more than is shown tells whether there is another page.
        let found = try figure.trace(after: after, limit: Self.pageLimit + 1, reader)
        return FigureAnswer(
            figure: figure,
            months: try figure.months(reader)?.map(\.quantity),
            communities: try figure.communities(reader)?.map {
                .init(code: $0.community, quantity: $0.quantity)
            },
            facts: try found.prefix(Self.pageLimit).map { id, fact in
                let kind = try EntryStore.entry(id.entry, reader)?.kind
                return FigureAnswer.Part(
                    id: id,
                    fact: fact,
                    hasReceipt: kind.map(office.store.schema.isPublic) ?? false
                )
            },
            isFirstPage: after == nil,
            hasMore: found.count > Self.pageLimit
        )
    }
}

extension LedgerState {
    /// A size of the ledger as somebody typed it.
    func size(named text: String) throws(Fault) -> Int64 {
        guard let size = Int64(exactly: text), (0...self.size).contains(size) else {
            throw .size(text, head: self.size)
        }
        return size
    }
}

/// A figure with one page of the facts under it.
struct FigureAnswer: Sendable {
    struct Part: Sendable {
        let id: Fact.ID
        let fact: Fact
        /// Whether everybody is given the receipt of its entry.
        let hasReceipt: Bool
    }

    struct Share: Sendable {
        /// Nil for facts of no community.
        let code: Code?
        let quantity: Int64
    }

    let figure: Figure
    /// January first; nil where months do not add up to the figure.
    let months: [Int64]?
    /// Nil where communities do not add up to the figure.
    let communities: [Share]?
    let facts: [Part]
    let isFirstPage: Bool
    let hasMore: Bool

    /// The place behind which the next page begins; nil on the last page.
    var next: Fact.ID? { hasMore ? facts.last?.id : nil }
}
