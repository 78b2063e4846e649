import Ledger

/// What the owner of a program's token calls it: 1 to 100 characters on one line, each of them seen.
package struct TokenName: Hashable, Sendable {
    package let text: String

    /// In characters.
    package static let lengths = 1...100
    private static let byteLimit = 1000

    /// Nil where too little or too much was typed, or something that is not seen.
    package init?(_ typed: String) {
        text = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard Self.lengths.contains(text.count), text.utf8.count <= Self.byteLimit,
            text.unicodeScalars.allSatisfy(\.isShown)
        else { return nil }
    }
}
