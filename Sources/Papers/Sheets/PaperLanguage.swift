/// The language of a paper's labels; the texts that it is filled with are the caller's.
package enum PaperLanguage: String, CaseIterable, Sendable {
    case zh
    case en

    /// As `<html lang>` names it (BCP 47).
    var tag: String {
        switch self {
        case .zh: "zh-Hans"
        case .en: "en"
        }
    }
}
