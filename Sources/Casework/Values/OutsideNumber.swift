/// What another office calls a matter, a letter or a decision: 坪督〔2018〕8号.
///
/// It stands in clear in the ledger and outlives the words of the matter, so it has to read like a number: digits, letters, the
/// marks of file numbers, and as much Chinese as the name of an office takes. Whatever looks like a telephone or identity number
/// is refused.
enum OutsideNumber {
    /// Characters of Chinese in one.
    private static let chineseLimit = 20
    private static let marks: Set<Character> = [
        "-", "_", ".", "/", "#", "(", ")", "[", "]", "（", "）", "〔", "〕", "【", "】", "－", "—", "·",
    ]

    /// The number without blanks; nil where nothing was typed.
    ///
    /// - Throws: `MatterError` where it is too long, or reads like none.
    static func checked(_ typed: String?) throws(MatterError) -> String? {
        guard let typed else { return nil }
        let text = typed.filter { !$0.isWhitespace }
        guard !text.isEmpty else { return nil }
        let kept = try MatterError.kept(text, .outsideNumber)
        guard kept.count <= MatterReported.outsideNumberLimit else {
            throw .tooLong(.outsideNumber, kept.count, of: MatterReported.outsideNumberLimit)
        }
        let chinese = kept.filter(isChinese).count
        guard kept.contains(where: isDigit), chinese <= chineseLimit,
            kept.allSatisfy({ isDigit($0) || isLetter($0) || marks.contains($0) || isChinese($0) }),
            !isTelephone(kept), !isIdentity(kept)
        else { throw .numberShape }
        return kept
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

    private static func isLetter(_ character: Character) -> Bool {
        character.isASCII && character.isLetter
    }

    private static func isChinese(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else {
            return false
        }
        return scalar == "〇" || ("\u{4E00}"..."\u{9FFF}").contains(scalar)
    }

    /// 11 digits that begin as those of mobile telephones do.
    private static func isTelephone(_ text: String) -> Bool {
        text.count == 11 && text.allSatisfy(isDigit) && ("13"..."19").contains(text.prefix(2))
    }

    /// 18 places with the check character of GB 11643.
    private static func isIdentity(_ text: String) -> Bool {
        let digits = text.dropLast().compactMap(\.wholeNumberValue)
        guard text.count == 18, digits.count == 17, let last = text.uppercased().last else { return false }
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
        let year = digits[6] * 1000 + digits[7] * 100 + digits[8] * 10 + digits[9]
        let month = digits[10] * 10 + digits[11]
        return Array("10X98765432")[sum % 11] == last && (1900...2099).contains(year)
            && (1...12).contains(month)
    }
}
