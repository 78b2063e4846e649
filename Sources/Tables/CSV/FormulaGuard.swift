/// An apostrophe before a text that a spreadsheet would run as a formula when it opens a CSV file.
///
/// A text with apostrophes before such a sign gets one more, so that what was written is read back as it was.
enum FormulaGuard {
    private static let signs: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n",
        // In full width; a spreadsheet set to Chinese may take them for the same.
        "＝", "＋", "－", "＠",
    ]

    static func added(to text: String) -> String {
        isDangerous(text) && !isNumber(text) ? "'" + text : text
    }

    static func removed(from text: String) -> String {
        text.utf8.first == UInt8(ascii: "'") && isDangerous(text)
            ? String(text.unicodeScalars.dropFirst()) : text
    }

    private static func isDangerous(_ text: String) -> Bool {
        text.unicodeScalars.first { $0 != "'" }.map(signs.contains) ?? false
    }

    /// Whether it is a number in digits, such as `-5.20`, and nothing else.
    private static func isNumber(_ text: String) -> Bool {
        let digits =
            text.utf8.first.map { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") } ?? false
            ? text.utf8.dropFirst() : text.utf8[...]
        let parts = digits.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        return parts.allSatisfy { part in
            !part.isEmpty && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
    }
}
