import Catalog
import Ledger

/// The names and codes of one sort of thing in the catalog, for the words of tables.
struct CatalogLookup: Sendable {
    let part: RowProblem.Part
    private let codes: Set<Code>
    /// Nil for a name that more than one has.
    private let names: [String: Code?]

    init(_ part: RowProblem.Part, _ catalog: Catalog) {
        self.part = part
        let things: [(Code, LocalName)] =
            switch part {
            case .source: catalog.sources.map { ($0.code, $0.name) }
            case .community: catalog.subdistrict.communities.map { ($0.code, $0.name) }
            case .category: catalog.categories.map { ($0.code, $0.name) }
            case .unit: catalog.units.map { ($0.code, $0.name) }
            }
        codes = Set(things.map(\.0))
        var names: [String: Code?] = [:]
        for (code, name) in things {
            for word in Set([name.zh, name.en].map(Self.key)) {
                names[word] = names.keys.contains(word) ? .some(nil) : code
            }
        }
        self.names = names
    }

    /// What a row says, as a code; nil where it says nothing.
    func code(
        _ lookup: ImportProfile.Lookup,
        _ cell: (String) -> String
    ) throws(RowProblem) -> Code? {
        let word = lookup.from.filled(cell)
        if let code = lookup.codes[word] { return code }
        guard !word.isEmpty else { return nil }
        func refuse(_ what: RowProblem.What) throws(RowProblem) -> Code? {
            if lookup.othersAreNothing { return nil }
            throw RowProblem(what, columns: lookup.from.columns, value: word)
        }
        if let prefix = lookup.prefix {
            guard let code = Code(rawValue: prefix + word), codes.contains(code) else {
                return try refuse(.unknown(part))
            }
            return code
        }
        guard lookup.isByName else { return try refuse(.unknown(part)) }
        if let code = Code(rawValue: word), codes.contains(code) { return code }
        switch names[Self.key(word)] {
        case .some(.some(let code)): return code
        case .some(.none): return try refuse(.ambiguous(part))
        case .none: return try refuse(.unknown(part))
        }
    }

    /// Blanks do not tell two names apart, nor do brackets of half and full width, nor case.
    private static func key(_ name: String) -> String {
        String(
            name.compactMap { character -> Character? in
                switch character {
                case "（": "("
                case "）": ")"
                default: character.isWhitespace ? nil : character
                }
            }
        ).lowercased()
    }
}
