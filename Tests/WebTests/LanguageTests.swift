import Foundation
import Hummingbird
import Testing
import Web

@Suite("Language and text size")
struct LanguageTests {
    @Test(
        "follow the address, then the cookie, then the browser, then Chinese",
        arguments: [
            ("/?lang=en", "lang=zh", "zh", "en"), ("/", "lang=en", "zh", "en"),
            ("/", "a=b", "fr, en;q=0.5", "en"),
            ("/", "", "en;q=0.4, zh-CN;q=0.9", "zh-Hans"), ("/", "", "fr", "zh-Hans"),
            ("/", "", "", "zh-Hans"),
            ("/?lang=xx", "", "en-GB", "en"), ("/", "lang=xx", "en;q=0", "zh-Hans"),
        ]
    )
    func choice(path: String, cookie: String, browser: String, tag: String) async throws {
        try await Fixture.run { fixture in
            let page = try await fixture.ask(path, headers: [.cookie: cookie, .acceptLanguage: browser])
            #expect(page.text.contains("<html lang=\"\(tag)\">"))
            #expect(page.headers[.contentLanguage] == tag)
        }
    }

    @Test func areKeptInACookieOnlyWhenChosen() async throws {
        try await Fixture.run { fixture in
            let chosen = try await fixture.ask("/?lang=en&text=large")
            let cookies = chosen.headers[values: .setCookie]
            #expect(cookies.contains { $0.hasPrefix("lang=en;") && $0.contains("Max-Age=31536000") })
            #expect(cookies.contains { $0.hasPrefix("text=large;") && $0.contains("SameSite=Lax") })
            #expect(try await fixture.ask("/").headers[.setCookie] == nil)
            #expect(
                try await fixture.ask("/", headers: [.cookie: "text=large"]).text.contains("class=\"large\"")
            )
            #expect(
                try await fixture.ask("/nothing?lang=en").headers[.setCookie]?.hasPrefix("lang=en") == true
            )
        }
    }

    @Test func theSwitchKeepsTheRestOfTheAddress() async throws {
        try await Fixture.run { fixture in
            let page = try await fixture.ask("/figures/announcements-posted?lang=zh&year=2018&as_of=1").text
            #expect(page.contains("href=\"?year=2018&amp;as_of=1&amp;lang=en\""))
        }
    }
}

@Suite("Words")
struct WordTests {
    /// The words of all lists.
    private static let all: [any Words] =
        Word.allCases + DeadlineWord.allCases + ReportWord.allCases + MatterWord.allCases
        + StreetWord.allCases + APIWord.allCases + WatchWord.allCases + DocumentWord.allCases

    @Test func areThereInBothLanguagesWithTheSamePlaces() {
        for word in Self.all {
            #expect(!word.zh.isEmpty && !word.en.isEmpty, "\(word.rawValue)")
            #expect(places(word.zh) == places(word.en), "\(word.rawValue)")
        }
    }

    @Test func haveANameInOneListOnly() {
        let names = Self.all.map { $0.rawValue }
        #expect(Set(names).count == names.count)
    }

    @Test func areAllUsedAndNoTemplateAsksForAnother() throws {
        let folder = Fixture.root.appending(path: "Sources/Web")
        let walk = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var (code, asked) = ("", Set<String>())
        for case let file as URL in walk {
            let text = { try String(contentsOf: file, encoding: .utf8) }
            if file.pathExtension == "mustache" {
                asked.formUnion(try text().matches(of: /\{\{w\.(\w+)\}\}/).map { String($0.1) })
                #expect(try !text().contains("{{{") && !text().contains("{{&"), "\(file.lastPathComponent)")
            } else if file.pathExtension == "swift", !file.lastPathComponent.hasPrefix("Word") {
                code += try text()
            }
        }
        let known = Set(Self.all.map { $0.rawValue })
        #expect(asked.subtracting(known).isEmpty)
        let named = Set(code.matches(of: /\.(\w+)/).map { String($0.1) })
        #expect(known.subtracting(asked).subtracting(named).isEmpty)
    }

    @Test func partsAreNotReadAsPlaces() {
        #expect(Word.withdrawnBecause[.en, "{2}", "{1}"] == "{2}, because: {1}")
    }

    private func places(_ text: String) -> Set<Substring> { Set(text.matches(of: /\{\d\}/).map(\.output)) }
}
