package import Catalog
package import Ledger
package import Storage

/// A figure of the report for one year, counted from the facts of entries before a checkpoint.
package struct Figure: Equatable, Sendable {
    package let definition: FigureDefinition
    package let year: Int
    package let value: Value
    /// How many facts were looked at, those of a share's whole included.
    package let facts: Int64
    /// Only facts of entries before this one count, so that the figure can be had again at any time.
    package let size: Int64
    /// The catalog that holds the definition.
    package let catalog: Hash

    /// What counting has come to, whole and exact; how it is shown is another matter.
    package enum Value: Equatable, Sendable {
        case sum(Int64)
        case share(Int64, of: Int64)
        /// The quantity of one fact of a sample; nil where the sample is empty.
        case measured(Int64?, sample: Int64)
    }

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
        let counting = try FigureCounting(definition, year: year, size: size ?? head)
        // Roll-ups know the present only; for an earlier state of the ledger the facts are added up again.
        let (value, facts) = try counting.count(fromTotals: size == nil, reader)
        return Figure(
            definition: definition,
            year: year,
            value: value,
            facts: facts,
            size: size ?? head,
            catalog: catalog.content.digest
        )
    }

    /// What the figure comes to in the unit of its facts; nil for a share, and where nothing was measured.
    package var quantity: Int64? {
        switch value {
        case .sum(let quantity): quantity
        case .measured(let quantity, _): quantity
        case .share: nil
        }
    }

    private var counting: FigureCounting {
        get throws { try FigureCounting(definition, year: year, size: size) }
    }
}

extension Figure {
    /// The facts under the figure, in the order of the ledger.
    package func trace(
        after: Fact.ID? = nil,
        limit: Int,
        _ reader: Reader
    ) throws -> [(id: Fact.ID, fact: Fact)] {
        try counting.trace.facts(after: after, limit: limit, reader)
    }

    /// What each month of the year adds, or for a stock what stands at its end; nil where months do not add up to the figure.
    package func months(_ reader: Reader) throws -> [(month: Int, quantity: Int64)]? {
        guard let query = try counting.addable else { return nil }
        let sums = try query.months(reader)
        let first = Int64(year) * 100
        var before: Int64 = 0
        if case .stock = definition.count {
            before = sums.filter { $0.key < first }.reduce(0) { $0 + $1.value }
        }
        return (1...12).map { month in
            let quantity = sums[first + Int64(month)] ?? 0
            guard case .stock = definition.count else { return (month, quantity) }
            before += quantity
            return (month, before)
        }
    }

    /// What each community adds, by code, the facts of no community last; nil where communities do not add up to the figure.
    package func communities(_ reader: Reader) throws -> [(community: Code?, quantity: Int64)]? {
        guard let sums = try counting.addable?.communities(reader) else { return nil }
        let named = sums.compactMap { code, quantity in code.map { ($0, quantity) } }.sorted { $0.0 < $1.0 }
        return named.map { (community: $0.0, quantity: $0.1) }
            + (sums[nil].map { [(community: nil, quantity: $0)] } ?? [])
    }
}
