import Casework
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

    /// - Parameter sight: Facts of confidential matters that it does not reach are counted and not listed.
    func answer(
        _ office: Office,
        _ state: LedgerState,
        seeing sight: MatterFilter.Sight,
        _ reader: Reader
    ) throws -> FigureAnswer {
        let size = try size.map { try state.size(named: $0) }
        let figure: Figure
        do {
            figure = try Figure.count(id, year: year, asOf: size, catalog: office.catalog, reader)
        } catch Figure.Failure.unknown(let id, let known) { throw Fault.noFigure(id, known: known) }
        let (found, hides) = try listed(figure, sight, reader)
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
            hasMore: found.count > Self.pageLimit,
            hides: hides
        )
    }

    /// The facts of a page, and one more, which tells whether there is another; and whether some are left out.
    private func listed(
        _ figure: Figure,
        _ sight: MatterFilter.Sight,
        _ reader: Reader
    ) throws -> (facts: [(id: Fact.ID, fact: Fact)], hides: Bool) {
        var (facts, hides, last): ([(id: Fact.ID, fact: Fact)], Bool, Fact.ID?) = ([], false, after)
        while facts.count <= Self.pageLimit {
            let found = try figure.trace(after: last, limit: Self.batch, reader)
            let matters = Set(found.compactMap { $0.fact.matter })
            let hidden = matters.subtracting(try MatterList.visible(matters, to: sight, reader))
            let shown = found.filter { fact in fact.fact.matter.map { !hidden.contains($0) } ?? true }
            hides = hides || shown.count < found.count
            facts += shown.prefix(Self.pageLimit + 1 - facts.count)
            guard found.count == Self.batch, let end = found.last?.id else { break }
            last = end
        }
        return (facts, hides)
    }

    private static let batch = 200
}

extension Fact {
    /// The matter that it counts; nil where it counts something else.
    fileprivate var matter: Matter.ID? {
        guard let subject = object.flatMap({ Subject($0.rawValue) }), subject.kind == "matter" else {
            return nil
        }
        return Matter.ID(rawValue: subject.number)
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
    /// Whether facts are counted that are not listed for whoever asks.
    let hides: Bool

    /// The place behind which the next page begins; nil on the last page.
    var next: Fact.ID? { hasMore ? facts.last?.id : nil }
}
