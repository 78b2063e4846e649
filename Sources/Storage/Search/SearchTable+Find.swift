package import Ledger

/// Some of the records found, the newest first.
package struct SearchPage<Record>: Sendable {
    package let hits: [Identifier<Record>]
    /// To be given as `before` for what follows; nil where nothing does.
    ///
    /// There may be more although there are fewer hits than asked for: looking at records that do not match has a bound too.
    package let next: Identifier<Record>?
}

/// How many records were found.
package enum SearchCount: Sendable, Equatable {
    case exactly(Int)
    /// Counting stopped there.
    case atLeast(Int)
}

extension SearchTable {
    /// How many records are looked at for one page, and for one count.
    private static let (pagePatience, countPatience) = (1000, 3000)
    private static let countLimit = 1000

    /// The records that match, the newest first.
    ///
    /// It sees what was there when its transaction began; a command does not find what it has just recorded.
    ///
    /// - Parameters:
    ///   - before: Only records made before this one.
    ///   - texts: The real texts of the records in a list for `WHERE id IN (…)`, in which an id may stand more than once. What
    ///     it leaves out is not found, such as records that the reader may not see.
    package func find<Record>(
        _ query: SearchQuery,
        before: Identifier<Record>? = nil,
        limit: Int,
        _ reader: Reader,
        texts: (_ ids: SQL) throws -> [Identifier<Record>: [String]]
    ) throws -> SearchPage<Record> {
        try find(query, before: before, limit: limit, patience: Self.pagePatience, reader, texts)
    }

    private func find<Record>(
        _ query: SearchQuery,
        before: Identifier<Record>?,
        limit: Int,
        patience: Int,
        _ reader: Reader,
        _ texts: (_ ids: SQL) throws -> [Identifier<Record>: [String]]
    ) throws -> SearchPage<Record> {
        precondition(limit > 0, "A page has room for a record.")
        var (hits, place): ([Identifier<Record>], Identifier<Record>?) = ([], before)
        var left = patience
        while left > 0 {
            // One more than fits, to know whether there is more.
            let step = min(left, max(limit + 1 - hits.count, 16))
            let found: [Identifier<Record>] = try reader.session
                .candidates(in: self, query.terms, before: place?.rawValue, limit: step)
                .map { Identifier(rawValue: $0) }
            let known = try found.isEmpty ? [:] : texts(Self.list(found))
            for id in found where known[id].map(query.matches) ?? false {
                guard hits.count < limit else { return SearchPage(hits: hits, next: hits.last) }
                hits.append(id)
            }
            guard found.count == step else { return SearchPage(hits: hits, next: nil) }
            place = found.last
            left -= step
        }
        return SearchPage(hits: hits, next: place)
    }

    /// How many records match, up to a thousand.
    package func count<Record>(
        _ query: SearchQuery,
        _ reader: Reader,
        texts: (_ ids: SQL) throws -> [Identifier<Record>: [String]]
    ) throws -> SearchCount {
        let page = try find(
            query,
            before: nil,
            limit: Self.countLimit,
            patience: Self.countPatience,
            reader,
            texts
        )
        return page.next == nil ? .exactly(page.hits.count) : .atLeast(page.hits.count)
    }

    /// A few lengths only, so that the engines keep a few prepared statements.
    private static func list<Record>(_ ids: [Identifier<Record>]) -> SQL {
        var padded = ids
        while padded.count.nonzeroBitCount != 1, let last = ids.last { padded.append(last) }
        return SQL.list(padded)
    }
}
