import Catalog
import Ledger
import Storage

/// A definition with the days and entries that count.
struct FigureCounting {
    private let definition: FigureDefinition
    private let year: ClosedRange<LocalDay>
    /// All days up to the year's end.
    private let past: ClosedRange<LocalDay>
    private let always: ClosedRange<LocalDay>
    private let size: Int64

    init(_ definition: FigureDefinition, year: Int, size: Int64) throws {
        guard let first = LocalDay(year: 1, month: 1, day: 1),
            let last = LocalDay(year: 9999, month: 12, day: 31),
            let start = LocalDay(year: year, month: 1, day: 1),
            let end = LocalDay(year: year, month: 12, day: 31)
        else { throw Figure.Failure.year(String(year)) }
        self.definition = definition
        self.year = start...end
        past = first...end
        always = first...last
        self.size = size
    }

    private func query(_ selection: FactSelection, on days: ClosedRange<LocalDay>) -> FactQuery {
        FactQuery(selection, on: days, before: size)
    }

    /// The query whose sums by month or community add up to the figure; nil where none do.
    var addable: FactQuery? {
        switch definition.count {
        case .flow(let selection), .declared(let selection): query(selection, on: year)
        case .stock(let selection): query(selection, on: past)
        case .distinct, .ratio, .cohort, .percentile: nil
        }
    }

    /// The facts under the figure.
    var trace: FactTrace {
        switch definition.count {
        case .flow(let selection), .declared(let selection), .percentile(_, let selection):
            query(selection, on: year).trace
        case .stock(let selection): query(selection, on: past).trace
        case .distinct(let selection): query(selection, on: year).traceOfObjects
        case .ratio(let part, let whole): query(whole, on: year).trace(or: query(part, on: year))
        case .cohort(let part, let whole):
            query(whole, on: year).traceOfObjects(with: query(part, on: always))
        }
    }

    /// - Parameter fromTotals: Whether roll-ups may be used, which know the present only.
    func count(fromTotals: Bool, _ reader: Reader) throws -> (Figure.Value, facts: Int64) {
        switch definition.count {
        case .flow(let selection), .declared(let selection):
            let sum = try sum(selection, on: year, fromTotals, reader)
            return (.sum(sum.quantity), sum.facts)
        case .stock(let selection):
            let sum = try sum(selection, on: past, fromTotals, reader)
            return (.sum(sum.quantity), sum.facts)
        case .distinct(let selection):
            let objects = try query(selection, on: year).objects(reader)
            return (.sum(objects.count), objects.facts)
        case .ratio(let part, let whole):
            let n = try sum(part, on: year, fromTotals, reader).quantity
            let all = try sum(whole, on: year, fromTotals, reader).quantity
            return (.share(n, of: all), try trace.count(reader))
        case .cohort(let part, let whole):
            let objects = try query(whole, on: year).objects(with: query(part, on: always), reader)
            return (.share(objects.with, of: objects.all), objects.facts)
        case .percentile(let percentile, let selection):
            let query = query(selection, on: year)
            let sample = try query.sample(reader)
            try check(sample.units)
            // The nearest rank: the smallest quantity that at least so many of a hundred do not pass.
            let rank = (percentile.rawValue * sample.count + 99) / 100
            let quantity = sample.count > 0 ? try query.quantity(ranked: rank, reader) : nil
            return (.measured(quantity, sample: sample.count), try trace.count(reader))
        }
    }

    private func sum(
        _ selection: FactSelection,
        on days: ClosedRange<LocalDay>,
        _ fromTotals: Bool,
        _ reader: Reader
    ) throws -> (quantity: Int64, facts: Int64) {
        let totals = fromTotals ? try FactTotal.sums(of: selection, on: days, reader) : nil
        let sums = try totals ?? query(selection, on: days).sums(reader)
        try check(sums.map(\.unit))
        return (sums.first?.quantity ?? 0, sums.first?.facts ?? 0)
    }

    private func check(_ units: [Unit]) throws(Figure.Failure) {
        guard units.allSatisfy({ $0 == definition.unit }) else {
            throw .mixedUnits(definition.id, units.map(\.rawValue))
        }
    }
}
