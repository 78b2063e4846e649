import Foundation
import Ledger
import Testing

@Suite("JSON text for programs that ask")
struct JSONTextTests {
    @Test(
        "is the canonical text of what has one",
        arguments: [
            .object([:]), .array([1, true, false, .array([])]), "", "坪山围 \"A\" \\ 栋\n\u{1}",
            .object(["a": .object(["b": .array(["c"])]), "d": -9_007_199_254_740_991]),
        ] as [JSON]
    )
    func canonical(value: JSON) throws {
        #expect(try Array(value.text.utf8) == value.canonicalBytes())
    }

    @Test(
        "escapes what is not shown",
        arguments: [
            ("\u{7F}\u{9B}", #""\u007f\u009b""#), ("\u{202E}\u{2066}", #""\u202e\u2066""#),
            ("\u{2028}\u{FEFF}", #""\u2028\ufeff""#), ("\u{378}", #""\u0378""#),
            ("\u{E0041}", #""\udb40\udc41""#), ("\u{F0000}\u{FFFF}", #""\udb80\udc00\uffff""#),
        ]
    )
    func escapes(text: String, spelling: String) throws {
        #expect(JSON.string(text).text == spelling)
        let read = try JSONDecoder().decode(String.self, from: Data(spelling.utf8))
        #expect(read.unicodeScalars.elementsEqual(text.unicodeScalars))
    }

    @Test func isThereForEveryValue() throws {
        let deep = (0..<100).reduce(JSON.integer(.min)) { value, _ in .array([value]) }
        #expect(deep.text.contains("\"-9223372036854775808\""))
        let odd: JSON = .object(["Größe": .string("x" + String(repeating: "\u{301}", count: 1000))])
        let read = try JSONSerialization.jsonObject(with: Data(odd.text.utf8)) as? [String: String]
        #expect(read?["Größe"]?.unicodeScalars.count == 1001)
    }
}

@Suite("A text that is shown on a terminal")
struct ShownTextTests {
    @Test(
        "holds nothing that the terminal obeys",
        arguments: [
            ("停水通知 é 👍", "停水通知 é 👍"), ("a\u{1B}[2Jb", "a\\u{1B}[2Jb"), ("a\nb\r", "a\\u{A}b\\u{D}"),
            ("\u{202E}gpj", "\\u{202E}gpj"), ("a\u{9B}31m", "a\\u{9B}31m"), ("a\u{E0041}", "a\\u{E0041}"),
        ]
    )
    func holds(text: String, shown: String) {
        #expect(text.shown() == shown)
    }

    @Test func keepsItsOwnLines() {
        #expect("a\nb\tc\u{2028}".shown(keepingLines: true) == "a\nb\\u{9}c\\u{2028}")
    }
}
