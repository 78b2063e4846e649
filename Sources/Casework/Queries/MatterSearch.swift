import Ledger
package import Storage

/// Finds matters by what was written in their reports, and by their numbers.
package enum MatterSearch {
    /// The newest first; only those that the filter shows.
    ///
    /// - Parameter before: Where the page before has ended.
    /// - Returns: The rows, and where to go on; a page may be short although there are more.
    package static func page(
        _ query: SearchQuery,
        _ filter: MatterFilter,
        before: Matter.ID? = nil,
        limit: Int,
        _ reader: Reader
    ) throws -> (rows: [MatterRow], next: Matter.ID?) {
        let page = try MatterSchema.search.find(query, before: before, limit: limit, reader) {
            try texts(of: $0, filter, reader)
        }
        return (try MatterList.rows(page.hits, reader), page.next)
    }

    /// What is compared with the query once more, of those that the filter shows.
    private static func texts(
        of ids: SQL,
        _ filter: MatterFilter,
        _ reader: Reader
    ) throws -> [Matter.ID: [String]] {
        let rows = try reader.all(
            """
            SELECT m.id, w.points, w.address, m.outside_number
            FROM matter AS m JOIN matter_words AS w ON w.id = m.id
            WHERE m.id IN (\(ids)) AND \(filter.condition)
            """
        ) { row -> (Matter.ID, [String]) in
            var texts = try Matters.texts(row.textIfPresent(1))
            texts += try [row.textIfPresent(2), row.textIfPresent(3)].compactMap { $0 }
            return (try row.identifier(0), texts)
        }
        return Dictionary(rows) { first, _ in first }
    }
}
