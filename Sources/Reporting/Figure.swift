package import Catalog
package import Ledger
package import Storage

/// A figure of the report for one year, counted from the facts of entries before a checkpoint.
package struct Figure: Equatable, Sendable {
    package let definition: FigureDefinition
    package let year: Int
    package let quantity: Int64
    /// How many facts were added up.
    package let facts: Int64
    /// Only facts of entries before this one count, so that the figure can be had again at any time.
    package let size: Int64
    /// The catalog that holds the definition.
    package let catalog: Hash

    package enum Failure: Error, Equatable, CustomStringConvertible {
        case unknown(String, known: [String])
        case year(String)
        case sizeBeyond(Int64, head: Int64)
        case mixedUnits(String, [String])

        package var description: String {
            switch self {
            case .unknown(let id, let known):
                "There is no figure \"\(id)\". Known are: \(known.joined(separator: ", "))."
            case .year(let text): "\(text) is no year; give one from 1 to 9999."
            case .sizeBeyond(let size, let head):
                "The ledger has \(head) entries; a figure as of \(size) cannot be counted yet."
            case .mixedUnits(let id, let units):
                "The facts of figure \"\(id)\" have several units: \(units.joined(separator: ", "))."
            }
        }
    }

    /// The days whose facts count: the year's for a flow, all up to its end for a stock.
    package static func days(of kind: FigureDefinition.Kind, year: Int) throws -> ClosedRange<LocalDay> {
        guard let start = LocalDay(year: kind == .stock ? 1 : year, month: 1, day: 1),
            let end = LocalDay(year: year, month: 12, day: 31)
        else { throw Failure.year(String(year)) }
        return start...end
    }

    /// - Parameter size: The checkpoint's size; the whole ledger where it is nil.
    package static func count(
        _ id: String,
        year: Int,
        asOf size: Int64? = nil,
        catalog: Catalog,
        _ reader: Reader
    ) throws -> Figure {
        guard let definition = catalog.figure(id) else {
            throw Failure.unknown(id, known: catalog.figures.map(\.id))
        }
        let head = try Head(reader).size
        guard (0...head).contains(size ?? head) else { throw Failure.sizeBeyond(size ?? head, head: head) }
        let days = try days(of: definition.kind, year: year)
        // Roll-ups know the present only; for an earlier state of the ledger the facts are added up again.
        let sums =
            if let size {
                try FactStore.sum(of: definition.measure, on: days, before: size, reader)
            } else { try FactTotal.sum(of: definition.measure, on: days, reader) }
        guard sums.allSatisfy({ $0.unit == definition.unit }) else {
            throw Failure.mixedUnits(id, sums.map(\.unit.rawValue))
        }
        return Figure(
            definition: definition,
            year: year,
            quantity: sums.first?.quantity ?? 0,
            facts: sums.first?.facts ?? 0,
            size: size ?? head,
            catalog: catalog.content.digest
        )
    }

    /// The facts under the figure, in the order of the ledger.
    package func trace(
        after: Fact.ID? = nil,
        limit: Int,
        _ reader: Reader
    ) throws -> [(id: Fact.ID, fact: Fact)] {
        try FactStore.facts(
            of: definition.measure,
            on: try Self.days(of: definition.kind, year: year),
            before: size,
            after: after,
            limit: limit,
            reader
        )
    }
}
