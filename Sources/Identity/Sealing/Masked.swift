/// What lists show of a name or number: enough to recognise one's own, too little to learn it.
///
/// Characters are counted as a reader sees them (grapheme clusters), and no mask tells the length of a name.
package struct Masked: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    private init(_ text: String) { self.text = text }

    package var description: String { text }
}

extension Masked {
    /// A person's name: `张**`, `张*` for one of two characters; `J*** S***` for `John Smith`.
    ///
    /// A Han name, also one with a point such as 阿依古丽·买买提, keeps its first character and two stars. Any
    /// other keeps the first character of its first three words, with three stars each. A single character, and
    /// nothing at all, is one star.
    package static func name(_ name: String) -> Masked {
        let words = name.split(whereSeparator: \.isWhitespace)
        guard let first = words.first?.first, words.count > 1 || words[0].count > 1 else {
            return Masked("*")
        }
        guard first.isHan else {
            return Masked(words.prefix(3).compactMap { $0.first.map { "\($0)***" } }.joined(separator: " "))
        }
        return Masked(words.reduce(0) { $0 + $1.count } == 2 ? "\(first)*" : "\(first)**")
    }

    /// A telephone number: `138****1234`, `0755-****1234`, `+86 138 **** 1234`.
    ///
    /// Of the digits the four before the last four are hidden, of seven the first four, of fewer all. Blanks,
    /// hyphens, brackets and the plus sign stay; any other character is hidden too.
    package static func telephone(_ number: String) -> Masked {
        let digits = number.count(where: \.isDigit)
        let shownAtEnd = digits < 7 ? 0 : min(4, digits - 4)
        let hidden = digits < 7 ? 0..<digits : (digits - shownAtEnd - 4)..<(digits - shownAtEnd)
        var place = 0
        return Masked(
            String(
                number.map { character in
                    guard character.isDigit else { return "+-() ".contains(character) ? character : "*" }
                    defer { place += 1 }
                    return hidden.contains(place) ? "*" : character
                }
            )
        )
    }

    /// An identity number: `4403**********0011` (GB 11643: 18 characters, earlier 15) keeps four characters at each
    /// end; another document's of eight or more keeps the first and the last two; a shorter one nothing.
    package static func identity(_ number: String) -> Masked {
        let characters = number.filter { !$0.isWhitespace }
        let (head, tail) =
            switch characters.count {
            case 15...: (4, 4)
            case 8...: (1, 2)
            default: (0, 0)
            }
        let stars = String(repeating: "*", count: characters.count - head - tail)
        return Masked("\(characters.prefix(head))\(stars)\(characters.suffix(tail))")
    }
}

extension Character {
    /// A digit of any script, full-width ones among them, but no numeral such as 五.
    fileprivate var isDigit: Bool { unicodeScalars.first?.properties.numericType == .decimal }

    fileprivate var isHan: Bool { unicodeScalars.first?.properties.isIdeographic ?? false }
}
