import Catalog

/// The two languages in which every page is complete.
package enum Language: String, CaseIterable, Sendable {
    case zh
    case en

    /// As `<html lang>` and `Content-Language` name it (BCP 47).
    var tag: String {
        switch self {
        case .zh: "zh-Hans"
        case .en: "en"
        }
    }

    /// The one of our languages that the reader likes best (RFC 9110 section 12.5.4).
    ///
    /// Nil where there is none of them.
    init?(accepting header: String) {
        let wishes = header.utf8.count <= 1000 ? header.split(separator: ",") : []
        var best: (language: Language, weight: Double)?
        for wish in wishes {
            let parts = wish.split(separator: ";").map { $0.trimmingBlanks() }
            guard let range = parts.first,
                let language = Language(rawValue: range.split(separator: "-").first?.lowercased() ?? "")
            else { continue }
            let weight =
                parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            if weight > (best?.weight ?? 0) { best = (language, weight) }
        }
        guard let best else { return nil }
        self = best.language
    }
}

extension LocalName {
    subscript(language: Language) -> String {
        switch language {
        case .zh: zh
        case .en: en
        }
    }
}

extension Substring {
    fileprivate func trimmingBlanks() -> Substring {
        var rest = drop { $0 == " " || $0 == "\t" }
        while rest.last == " " || rest.last == "\t" { rest.removeLast() }
        return rest
    }
}
