import Mustache

/// Escapes text for HTML, one Unicode scalar after another.
///
/// The template engine's own escaping looks at grapheme clusters. A mark such as U+0600 before `<`, or U+0301
/// behind `"`, makes one cluster with it, which that escaping does not know and lets through.
struct ScalarEscaping: MustacheContentType {
    /// The name under which templates ask for it.
    static let name = "SHEET"

    func escapeText(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
