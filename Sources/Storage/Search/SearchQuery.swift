/// What somebody searches for, from what he typed.
///
/// Blanks, commas and full stops part what must all be there. What is typed together must stand together, but for marks
/// between: 诉-2018-0412 is found by 2018-0412 and by 0412. A word is found by its beginning. `"…"`, or “…”, holds whole words
/// in their order, blanks included; `-` before it means that it must not be there. There is no other syntax, and nothing that
/// is typed is an error but for its length.
package struct SearchQuery: Sendable, Equatable {
    package enum Refusal: Error, Equatable {
        /// So many characters.
        case tooLong(Int)
        /// There is no letter, digit or symbol in it that must be there.
        case nothing
    }

    /// In characters.
    package static let limit = 200

    fileprivate struct Phrase: Sendable, Equatable {
        let text: SearchText
        /// Whether its last word is to end where it ends.
        let isWhole: Bool
    }

    private var wanted: [Phrase] = []
    private var unwanted: [Phrase] = []
    /// Each is in the index for all that is to be found; what else is there is found out by `matches`.
    let terms: [String]

    /// Reading a list of postings costs the more, the more common its term is; a few long terms leave little.
    private static let termLimit = 16

    package init(_ typed: String) throws(Refusal) {
        let count = typed.unicodeScalars.count
        guard count <= Self.limit else { throw .tooLong(count) }
        for part in Part.parts(of: typed) {
            let text = SearchText(part.text)
            guard !text.units.isEmpty else { continue }
            let phrase = Phrase(text: text, isWhole: part.isQuoted)
            if part.isLeftOut { unwanted.append(phrase) } else { wanted.append(phrase) }
        }
        guard !wanted.isEmpty else { throw .nothing }
        var terms: [String] = []
        for term in wanted.flatMap({ SearchTerms.of($0.text) }) where !terms.contains(term) {
            terms.append(term)
        }
        self.terms = Array(terms.sorted { $0.utf8.count > $1.utf8.count }.prefix(Self.termLimit))
    }

    /// Whether a record with these texts is what is searched for.
    package func matches(_ texts: [String]) -> Bool {
        let text = SearchText(texts)
        return wanted.allSatisfy { $0.stands(in: text) } && !unwanted.contains { $0.stands(in: text) }
    }
}

extension SearchQuery.Phrase {
    /// Whether it stands there, beginning where a word begins.
    fileprivate func stands(in text: SearchText) -> Bool {
        let (phrase, units) = (self.text.units, text.units)
        guard let first = phrase.first, phrase.count <= units.count else { return false }
        for start in 0...units.count - phrase.count where units[start] == first {
            guard units[start...].starts(with: phrase) else { continue }
            if first.kind == .word, start > 0, units[start - 1].kind == .word { continue }
            let end = start + phrase.count
            if isWhole, units[end - 1].kind == .word, end < units.count, units[end].kind == .word { continue }
            return true
        }
        return false
    }
}

/// A part of what was typed, between two blanks or in quotation marks.
private struct Part {
    var text = ""
    var isQuoted = false
    var isLeftOut = false

    private static let quotes: Set<Unicode.Scalar> = ["\"", "＂", "“", "”", "„", "«", "»", "「", "」"]
    private static let minuses: Set<Unicode.Scalar> = ["-", "－", "−"]
    private static let stops: Set<Unicode.Scalar> = [",", "，", "、", ";", "；", "。", "!", "！", "?", "？"]

    /// A quotation that is not ended goes to the end.
    static func parts(of typed: String) -> [Part] {
        var parts: [Part] = []
        var part = Part()
        for scalar in typed.unicodeScalars {
            let isStop = scalar.properties.isWhitespace || stops.contains(scalar)
            if quotes.contains(scalar) {
                let wasQuoted = part.isQuoted
                // A minus stands before the mark that opens.
                let isLeftOut = !wasQuoted && part.isLeftOut && part.text.isEmpty
                parts.append(part)
                part = Part(isQuoted: !wasQuoted, isLeftOut: isLeftOut)
            } else if isStop, !part.isQuoted {
                parts.append(part)
                part = Part()
            } else if minuses.contains(scalar), !part.isQuoted, part.text.isEmpty {
                part.isLeftOut = true
            } else {
                part.text.unicodeScalars.append(scalar)
            }
        }
        return parts + [part]
    }
}
