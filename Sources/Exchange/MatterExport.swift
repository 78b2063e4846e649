package import Casework
package import Catalog
import Ledger
package import Storage
package import Tables

/// Writes a list of matters as the office's ledger.
package struct MatterExport: Sendable {
    /// Which matters, in which order.
    package enum List: Sendable {
        case filtered(MatterFilter, MatterList.Order)
        case found(SearchQuery, MatterFilter)
    }

    private let list: List
    private let store: Store
    private let catalog: Catalog
    private let maySee: @Sendable (Matter) -> Bool

    /// - Parameter maySee: Of which matters more may be read than lists show.
    package init(
        _ list: List,
        from store: Store,
        _ catalog: Catalog,
        maySee: @escaping @Sendable (Matter) -> Bool
    ) {
        self.list = list
        self.store = store
        self.catalog = catalog
        self.maySee = maySee
    }

    private static let pageRows = 200

    package var sheet: TableSheet {
        LedgerSheet.sheet(
            of: catalog.subdistrict.name.zh,
            on: store.genesis.zone.day(of: store.clock.now)
        )
    }

    /// - Parameters:
    ///   - most: How many rows may be written.
    ///   - progress: Told how many are.
    /// - Throws: `ExportError.tooMany` where there are more; the table then is not finished.
    /// - Returns: How many there are.
    package func run(
        to writer: TableWriter,
        most: Int = .max,
        progress: @Sendable (Int64) -> Void = { _ in }
    ) async throws -> Int {
        var (count, place): (Int, Place?) = (0, .start)
        while let start = place {
            let (lines, next) = try await page(from: start)
            for line in lines {
                count += 1
                guard count <= most else { throw ExportError.tooMany(most) }
                try writer.append(line.cells(number: Int64(count)))
            }
            progress(Int64(count))
            place = next
        }
        try writer.finish()
        return count
    }

    private enum Place {
        case start
        case after(MatterList.Place)
        case before(Matter.ID)
    }

    private func page(from place: Place) async throws -> (lines: [LedgerLine], next: Place?) {
        let (list, catalog, maySee, zone) = (list, catalog, maySee, store.genesis.zone)
        return try await store.read { reader in
            let (rows, next) = try Self.rows(list, from: place, reader)
            let lines = try rows.map { row in
                guard let matter = try Matters.state(row.id, reader) else {
                    throw StorageError.damaged("matter \(row.id) is in a list and has no state")
                }
                return try LedgerLine(row, matter, isWhole: maySee(matter), catalog, zone, reader)
            }
            return (lines, next)
        }
    }

    private static func rows(
        _ list: List,
        from place: Place,
        _ reader: Reader
    ) throws -> (rows: [MatterRow], next: Place?) {
        switch list {
        case .filtered(let filter, let order):
            var start: MatterList.Place?
            if case .after(let place) = place { start = place }
            let rows = try MatterList.page(filter, by: order, from: start, limit: pageRows, reader)
            guard rows.count == pageRows, let last = rows.last else { return (rows, nil) }
            switch order {
            case .newest: return (rows, .after(.newest(before: last.id)))
            case .due: return (rows, last.due.map { .after(.due(after: $0, last.id)) })
            }
        case .found(let query, let filter):
            var before: Matter.ID?
            if case .before(let id) = place { before = id }
            let found = try MatterSearch.page(query, filter, before: before, limit: pageRows, reader)
            return (found.rows, found.next.map { .before($0) })
        }
    }
}

package enum ExportError: Error, Equatable, CustomStringConvertible {
    case tooMany(Int)

    package var description: String {
        switch self {
        case .tooMany(let most): "The list has more than \(most) rows. Narrow it with filters."
        }
    }
}
