extension Unicode.Scalar {
    /// Whether it is seen where it stands and does nothing else.
    ///
    /// Not so: controls, which a terminal obeys; format characters, some of which turn the direction of what follows;
    /// separators of lines and paragraphs; and code points without a character.
    package var isShown: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
            false
        default: true
        }
    }
}

extension String {
    /// The text for a terminal or a log: characters that are not shown stand as `\u{202E}`.
    ///
    /// - Parameter keepingLines: Whether newlines stay; only for texts whose lines are the program's own.
    package func shown(keepingLines: Bool = false) -> String {
        guard unicodeScalars.contains(where: { !$0.isShown }) else { return self }
        var shown = ""
        for scalar in unicodeScalars {
            if scalar.isShown || (keepingLines && scalar == "\n") {
                shown.unicodeScalars.append(scalar)
            } else {
                shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            }
        }
        return shown
    }
}
