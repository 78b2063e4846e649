/// What the number in a cell means, by the format of its style (ECMA-376 part 1, 18.8.30 and 18.8.31).
final class NumberFormats: XMLSink {
    enum Meaning: Equatable { case number, day, time, moment }

    private var codes: [Int: Meaning] = [:]
    private var styles: [Meaning] = []
    private var isInStyles = false

    /// The meaning of a number in a cell of this style.
    subscript(_ style: Int) -> Meaning { styles.indices.contains(style) ? styles[style] : .number }

    func start(_ name: String, _ attributes: XMLAttributes) throws(TableError) {
        switch name {
        case "numFmt":
            guard let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"]
            else { return }
            codes[id] = Self.meaning(of: code)
        case "cellXfs": isInStyles = true
        case "xf" where isInStyles:
            let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            styles.append(codes[id] ?? Self.builtIn(id))
        default: break
        }
    }

    func end(_ name: String) throws(TableError) { if name == "cellXfs" { isInStyles = false } }

    /// The formats that have a number only; 27 to 58 are those of Excel in Chinese.
    private static func builtIn(_ id: Int) -> Meaning {
        switch id {
        case 14...17, 27...31, 36, 50...54, 57, 58: .day
        case 18...21, 32...35, 45...47, 55, 56: .time
        case 22: .moment
        default: .number
        }
    }

    /// Which of year, day, hour and second stand in the code, text and colours left out; `m` alone is a month.
    static func meaning(of code: String) -> Meaning {
        var letters: Set<Character> = []
        var rest = Substring(code.lowercased())
        while let character = rest.popFirst(), character != ";" {
            switch character {
            case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
            case "\\", "_", "*": rest = rest.dropFirst()
            case "[":
                let inside = rest.prefix { $0 != "]" }
                rest = rest.dropFirst(inside.count + 1)
                // An elapsed time, such as [h]:mm; otherwise a colour, a condition or a language.
                if Set(inside).isSubset(of: ["h", "m", "s"]), let letter = inside.first {
                    letters.insert(letter)
                }
            case "a" where rest.hasPrefix("m/pm"): rest = rest.dropFirst(4)
            case "a" where rest.hasPrefix("/p"): rest = rest.dropFirst(2)
            // The name of the weekday, as Excel in Chinese writes it.
            case "a" where rest.hasPrefix("aa"): letters.insert("d")
            case "y", "m", "d", "h", "s": letters.insert(character)
            case "g" where rest.hasPrefix("eneral"): rest = rest.dropFirst(6)
            default: break
            }
        }
        let hasTime = !letters.isDisjoint(with: ["h", "s"])
        let hasDay = !letters.isDisjoint(with: ["y", "d"]) || (letters.contains("m") && !hasTime)
        return hasDay ? (hasTime ? .moment : .day) : (hasTime ? .time : .number)
    }
}
