package import Ledger

extension SearchTable {
    /// How much of a text some records share with it, in thousandths; those that share less than two terms are left out.
    ///
    /// What is compared are pairs of signs and beginnings of words, so that a text is like another as soon as some words of it
    /// are typed. The shorter of both is the whole.
    package func likeness<Record>(
        to text: String,
        among ids: [Identifier<Record>],
        _ reader: Reader
    ) throws -> [Identifier<Record>: Int] {
        let wanted = Self.compared(SearchTerms.text(SearchText(text)))
        guard wanted.count > 1, !ids.isEmpty else { return [:] }
        let rows = try reader.all("SELECT id, terms FROM \(table) WHERE id IN (\(SQL.list(ids)))") {
            (id: try $0.identifier(0) as Identifier<Record>, terms: try $0.text(1))
        }
        var found: [Identifier<Record>: Int] = [:]
        for (id, text) in rows {
            let terms = Self.compared(text)
            let shared = wanted.intersection(terms).count
            guard shared > 1 else { continue }
            found[id] = shared * 1000 / min(wanted.count, terms.count)
        }
        return found
    }

    /// Single characters are in nearly every text.
    private static func compared(_ terms: String) -> Set<Substring> {
        Set(terms.split(separator: " ").filter { $0.unicodeScalars.dropFirst().first != nil })
    }
}
