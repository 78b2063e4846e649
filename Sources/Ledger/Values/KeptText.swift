/// Text as it is kept: NFC, no blanks at the ends, lines ended by one newline, no control characters.
///
/// The limits of a text are those of what is kept; NFC can double its bytes.
package struct KeptText: Equatable, Sendable {
    package let text: String

    package enum Refusal: Error, Equatable {
        case empty
        /// More combining marks in a row than `Limit.marks`.
        case tooManyMarks
    }

    package init(_ typed: String) throws(Refusal) {
        let lines = typed.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        let scalars = lines.unicodeScalars.filter {
            $0 == "\n" || $0.properties.generalCategory != .control
        }
        var result = Substring(String(String.UnicodeScalarView(scalars)))
        while result.first?.isWhitespace == true { result.removeFirst() }
        while result.last?.isWhitespace == true { result.removeLast() }
        guard !result.isEmpty else { throw .empty }
        let normal: JSON
        do { normal = try JSON.string(String(result)).normalised() } catch { throw .tooManyMarks }
        guard case .string(let kept) = normal else { preconditionFailure("Text stays text.") }
        text = kept
    }
}
