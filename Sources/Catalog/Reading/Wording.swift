/// What the words beside a figure say of it, so that a text cannot say 余 where nothing of the kind is checked.
enum Wording {
    /// The longer words first: 不超过 ends as 超过 does.
    private static let before: [(String, Claim.Assertion.Word?)] = [
        ("附近", nil), ("最近", nil), ("不超过", .within), ("超过", .moreThan), ("逾", .moreThan), ("约", .about),
        ("近", .nearly), ("至少", .atLeast), ("不少于", .atLeast), ("连续", .consecutive),
        ("no more than ", .within), ("more than ", .moreThan), ("over ", .moreThan), ("about ", .about),
        ("nearly ", .nearly), ("at least ", .atLeast), ("within ", .within), ("at most ", .within),
    ]
    private static let after: [(String, Claim.Assertion.Word?)] = [
        ("余", .moreThan), ("多", .moreThan), ("以上", .atLeast), ("以内", .within),
        (" consecutive ", .consecutive), (" or more", .atLeast),
    ]

    /// Whether the Chinese text promises that the next number is not reached (70余: fewer than 80).
    static func isBounded(_ figure: String, zh: [ReportText.Part]) -> Bool {
        let next = beside(figure, zh).after
        return next.hasPrefix("余") || next.hasPrefix("多")
    }

    /// Reports where the words of a language say something else than the claim, or nothing where it says more than the
    /// number.
    static func check(
        _ word: Claim.Assertion.Word,
        of figure: String,
        zh: [ReportText.Part],
        en: [ReportText.Part],
        at place: YAMLValue,
        _ reader: CatalogReader
    ) {
        for (language, parts) in [("zh", zh), ("en", en)] {
            let (previous, next) = beside(figure, parts)
            let said =
                before.first { previous.lowercased().hasSuffix($0.0) }?.1
                ?? after.first { next.lowercased().hasPrefix($0.0) }?.1
            switch (said, word) {
            case (nil, .exact), (nil, .first): continue
            // In English the word stands behind what is counted: 4 months in a row.
            case (nil, .consecutive) where language == "en": continue
            case (let said?, _) where said == word: continue
            case (let said, _):
                reader.report(
                    place,
                    "the words beside {figure:\(figure)} in \(language) say \(said?.rawValue ?? "no more than the number"), and the claim is \(word.rawValue); make them one"
                )
            }
        }
    }

    /// The text before a figure and the text after it.
    private static func beside(
        _ figure: String,
        _ parts: [ReportText.Part]
    ) -> (before: String, after: String) {
        guard let place = parts.firstIndex(of: .figure(figure)) else { return ("", "") }
        func text(_ place: Int) -> String {
            guard parts.indices.contains(place), case .text(let text) = parts[place] else { return "" }
            return text
        }
        return (text(place - 1), text(place + 1))
    }
}
