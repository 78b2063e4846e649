/// The terms under which a record is found in an index.
///
/// A sign stands under itself and, with the sign behind it, as a pair: FTS5 and PostgreSQL both know words only, and Chinese
/// has no blanks. A word stands under its beginnings of certain lengths, so that one is found by its beginning without a
/// wildcard, which one engine has and the other has not. A term holds neither blanks nor ASCII marks.
enum SearchTerms {
    /// Of a word's beginnings, in characters; a word of another length stands under the longest one that it has.
    private static let beginnings = [1, 2, 3, 4, 6, 8, 12, 16]

    /// All terms, each once and parted by blanks; empty where nothing can be found.
    static func text(_ text: SearchText) -> String {
        var seen: Set<String> = []
        var result = ""
        func add(_ term: String) {
            guard seen.insert(term).inserted else { return }
            if !result.isEmpty { result.unicodeScalars.append(" ") }
            result += term
        }
        var place = 0
        while place < text.units.count {
            switch text.units[place].kind {
            case .gap, .end: place += 1
            case .sign:
                add(Self.term(text.units[place...place]))
                if let pair = pair(text.units, at: place) { add(pair) }
                place += 1
            case .word:
                let word = word(text.units, from: place)
                for length in beginnings where length <= word.count { add(term(word.prefix(length))) }
                place = word.endIndex
            }
        }
        return result
    }

    /// The terms that every text holds in which the phrase stands.
    static func of(_ phrase: SearchText) -> [String] {
        let units = phrase.units
        var terms: [String] = []
        var place = 0
        while place < units.count {
            switch units[place].kind {
            case .gap, .end: place += 1
            case .sign:
                if let pair = pair(units, at: place) {
                    terms.append(pair)
                } else if place == 0 || units[place - 1].kind != .sign {
                    // A sign that stands in no pair.
                    terms.append(term(units[place...place]))
                }
                place += 1
            case .word:
                let word = word(units, from: place)
                if let length = beginnings.last(where: { $0 <= word.count }) {
                    terms.append(term(word.prefix(length)))
                }
                place = word.endIndex
            }
        }
        return terms
    }

    private static func pair(_ units: [SearchText.Unit], at place: Int) -> String? {
        guard place + 1 < units.count, units[place + 1].kind == .sign else { return nil }
        return term(units[place...place + 1])
    }

    private static func word(_ units: [SearchText.Unit], from place: Int) -> ArraySlice<SearchText.Unit> {
        units[place...].prefix { $0.kind == .word }
    }

    private static func term(_ units: ArraySlice<SearchText.Unit>) -> String {
        var term = ""
        for unit in units { term.unicodeScalars.append(unit.scalar) }
        return term
    }
}
