/// HTML or SVG as it is written; what is put in between is text, and escaped, unless it is markup already.
package struct Markup: Equatable, Sendable {
    package let text: String
}

extension Markup: ExpressibleByStringInterpolation {
    package init(stringLiteral text: String) { self.text = text }

    package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

        package mutating func appendLiteral(_ literal: String) { text += literal }

        package mutating func appendInterpolation(_ text: String) { self.text += Markup.escaped(text) }

        package mutating func appendInterpolation(_ number: Int) { text += String(number) }

        package mutating func appendInterpolation(_ markup: Markup?) { text += markup?.text ?? "" }

        package mutating func appendInterpolation(_ parts: [Markup]) {
            for part in parts { text += part.text }
        }
    }

    /// Safe inside an element and inside a quoted attribute (HTML 13.3); control characters, which HTML has no way to
    /// write (13.1.4), are left out.
    private static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "'": result.append(contentsOf: "&#39;".unicodeScalars)
            case "\t", "\n": result.append(scalar)
            case "\0"..<" ", "\u{7F}"..."\u{9F}": break
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
