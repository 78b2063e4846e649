/// A file's name as the sender gave it, made fit to be shown.
///
/// It never names anything on the server.
///
/// Folders before it are gone, and so are control characters, invisible ones and those that turn the direction of
/// reading (`gpj.exe` would read as `exe.jpg`), blanks and dots at either end, and what exceeds 255 bytes of UTF-8. Empty
/// where nothing is left.
package struct FileName: Hashable, Sendable {
    package let text: String

    /// The longest name that common file systems take, in bytes.
    package static let lengthMax = 255

    package init(_ raw: String) {
        let scalars = raw.unicodeScalars
        let start = scalars.lastIndex { $0 == "/" || $0 == "\\" }.map { scalars.index(after: $0) }
        let shown = scalars[(start ?? scalars.startIndex)...].filter { !Self.isHidden($0) }
        text = Self.shortened(Self.trimmed(Array(shown)[...]))
    }

    /// Unicode's general categories Cc, Cf, Zl and Zp.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private static func trimmed(_ scalars: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        func isEdge(_ scalar: Unicode.Scalar) -> Bool { scalar == "." || scalar.properties.isWhitespace }
        let start = scalars.drop(while: isEdge)
        return start.lastIndex { !isEdge($0) }.map { start[...$0] } ?? []
    }

    /// Cuts in the middle where the name is too long, so that its ending is still to be seen.
    private static func shortened(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        guard length(scalars) > lengthMax else { return string(scalars) }
        let dot = scalars.lastIndex(of: ".") ?? scalars.endIndex
        let ending = length(scalars[dot...]) <= 16 ? scalars[dot...] : []
        var room = lengthMax - length(ending)
        let start = scalars.prefix { scalar in
            room -= UTF8.width(scalar)
            return room >= 0
        }
        return string(start) + string(ending)
    }

    private static func length(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
        scalars.reduce(0) { $0 + UTF8.width($1) }
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }
}

extension FileName: CustomStringConvertible {
    package var description: String { text }
}
