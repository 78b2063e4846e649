import Ledger

/// Which browser on which system somebody uses, in words by which he recognises it: "Firefox · Android".
///
/// Browsers name themselves as they like (RFC 9110 section 10.1.5, `User-Agent`), so this is for the eye only and decides nothing.
package struct BrowserName: Sendable {
    /// Nil where it is none that we know.
    private let browser: Browser?
    private let system: String?
    private let text: String

    fileprivate enum Browser: Sendable {
        /// Its name is the same in every language.
        case named(String)
        case weChat
        case weCom
        case dingTalk
    }

    /// Words that only this browser or an app with it says, those first that also say the words of others behind them.
    private static let browsers: [(word: String, browser: Browser)] = [
        ("wxwork/", .weCom), ("MicroMessenger/", .weChat), ("DingTalk/", .dingTalk),
        ("HuaweiBrowser/", .named("Huawei Browser")), ("MiuiBrowser/", .named("Mi Browser")),
        ("HeyTapBrowser/", .named("HeyTap Browser")), ("VivoBrowser/", .named("vivo Browser")),
        ("QQBrowser/", .named("QQ Browser")), ("UCBrowser/", .named("UC Browser")),
        ("Quark/", .named("Quark")), ("SamsungBrowser/", .named("Samsung Internet")),
        ("Edg/", .named("Edge")), ("EdgA/", .named("Edge")), ("EdgiOS/", .named("Edge")),
        ("OPR/", .named("Opera")), ("Firefox/", .named("Firefox")), ("FxiOS/", .named("Firefox")),
        ("CriOS/", .named("Chrome")), ("Chrome/", .named("Chrome")),
    ]

    /// As `browsers`: Android calls itself Linux too, and an iPhone says "like Mac OS X".
    private static let systems: [(word: String, name: String)] = [
        ("OpenHarmony", "HarmonyOS"), ("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iOS"),
        ("iPad", "iOS"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]

    /// - Parameter text: The browser's own words.
    package init(_ text: String) {
        self.text = text
        // Safari has no word of its own: every other browser with its engine says "Safari" too, but none of them "Version".
        let isSafari = text.contains("Safari/") && text.contains("Version/")
        browser =
            Self.browsers.first { text.contains($0.word) }?.browser ?? (isSafari ? .named("Safari") : nil)
        system = Self.systems.first { text.contains($0.word) }?.name
    }

    /// "Firefox · Android"; where the browser is not known, the first 60 characters of its own words.
    package func shown(_ language: Language) -> String {
        guard let browser else { return text.shown().shortened }
        return [browser.name(language), system].compactMap { $0 }.joined(separator: " · ")
    }
}

extension BrowserName.Browser {
    fileprivate func name(_ language: Language) -> String {
        switch self {
        case .named(let name): name
        case .weChat: Word.browserWeChat[language]
        case .weCom: Word.browserWeCom[language]
        case .dingTalk: Word.browserDingTalk[language]
        }
    }
}
