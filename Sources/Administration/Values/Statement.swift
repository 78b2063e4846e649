/// Why somebody does what others will look at, in a few words on one line.
struct Statement {
    let text: String

    /// In characters.
    static let lengths = 4...200
    private static let byteLimit = 1000

    /// Too little or too much was said.
    struct OutOfBounds: Error {
        /// Of the characters.
        let count: Int
    }

    init(_ typed: String) throws(OutOfBounds) {
        text = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard Self.lengths.contains(text.count), text.utf8.count <= Self.byteLimit else {
            throw OutOfBounds(count: text.count)
        }
    }
}
