import Ledger
import Testing

@Suite("Reading canonical JSON")
struct CanonicalReaderTests {
    /// A text that is not canonical, why, and at which byte the reader notices.
    struct Refusal: Sendable, CustomTestStringConvertible {
        let text: String
        let reason: CanonicalReadError.Reason
        let position: Int

        init(_ text: String, _ reason: CanonicalReadError.Reason, at position: Int) {
            (self.text, self.reason, self.position) = (text, reason, position)
        }

        var testDescription: String { text }
    }

    @Test(
        "refuses every other spelling of a value",
        arguments: [
            Refusal("", .endsEarly, at: 0),
            Refusal(" 1", .unexpected(0x20), at: 0),
            Refusal("1 ", .trailingBytes, at: 1),
            Refusal("{}\n", .trailingBytes, at: 2),
            Refusal("{}{}", .trailingBytes, at: 2),
            Refusal("null", .unexpected(0x6E), at: 0),
            Refusal("True", .unexpected(0x54), at: 0),
            Refusal("trux", .unexpected(0x78), at: 3),
            Refusal("fals", .endsEarly, at: 4),
            Refusal("[1, 2]", .unexpected(0x20), at: 3),
            Refusal("[1,]", .unexpected(0x5D), at: 3),
            Refusal("[1", .endsEarly, at: 2),
            Refusal("[1}", .unexpected(0x7D), at: 2),
            Refusal("'a'", .unexpected(0x27), at: 0),
            Refusal("\u{FEFF}1", .unexpected(0xEF), at: 0),
        ]
    )
    func refusesStructure(refusal: Refusal) { refusal.check() }

    @Test(
        "refuses members that are unordered, repeated or wrongly named",
        arguments: [
            Refusal(#"{"b":1,"a":2}"#, .membersOutOfOrder("a"), at: 10),
            Refusal(#"{"a":1,"a":2}"#, .membersOutOfOrder("a"), at: 10),
            Refusal(#"{"ab":1,"a":2}"#, .membersOutOfOrder("a"), at: 11),
            Refusal(#"{"":1}"#, .memberName, at: 2),
            Refusal(#"{"A":1}"#, .memberName, at: 3),
            Refusal(#"{"é":1}"#, .memberName, at: 4),
            Refusal(#"{"\u0061":1}"#, .memberName, at: 8),
            Refusal("{\"\(String(repeating: "a", count: 65))\":1}", .memberName, at: 67),
            Refusal(#"{"a" :1}"#, .unexpected(0x20), at: 4),
            Refusal(#"{"a":1,}"#, .unexpected(0x7D), at: 7),
            Refusal(#"{a:1}"#, .unexpected(0x61), at: 1),
            Refusal(#"{"a""#, .endsEarly, at: 4),
            Refusal(#"{"a"#, .endsEarly, at: 3),
        ]
    )
    func refusesMembers(refusal: Refusal) { refusal.check() }

    @Test(
        "refuses numbers that are no integers in their one spelling",
        arguments: [
            Refusal("01", .notAnInteger, at: 2),
            Refusal("-0", .notAnInteger, at: 2),
            Refusal("-01", .notAnInteger, at: 3),
            Refusal("-", .endsEarly, at: 1),
            Refusal("-a", .notAnInteger, at: 1),
            Refusal("+1", .unexpected(0x2B), at: 0),
            Refusal("1.0", .notAnInteger, at: 1),
            Refusal("1e3", .notAnInteger, at: 1),
            Refusal("1E3", .notAnInteger, at: 1),
            Refusal("9007199254740992", .integerTooLarge, at: 15),
            Refusal("-9007199254740992", .integerTooLarge, at: 16),
            Refusal("99999999999999999999999999", .integerTooLarge, at: 15),
        ]
    )
    func refusesNumbers(refusal: Refusal) { refusal.check() }

    @Test(
        "refuses texts with needless escapes, raw controls or in another normal form",
        arguments: [
            Refusal(#""a"#, .endsEarly, at: 2),
            Refusal(#""a\"#, .endsEarly, at: 2),
            Refusal(#""\u00"#, .endsEarly, at: 1),
            Refusal(#""\n"#, .endsEarly, at: 3),
            Refusal(#""\/""#, .needlessEscape, at: 1),
            Refusal(#""\u0041""#, .needlessEscape, at: 1),
            Refusal(#""\u000a""#, .needlessEscape, at: 1),
            Refusal(#""\u001F""#, .needlessEscape, at: 1),
            Refusal(#""\ud83d\ude00""#, .needlessEscape, at: 1),
            Refusal(#""\x""#, .needlessEscape, at: 1),
            Refusal("\"a\nb\"", .unexpected(0x0A), at: 2),
            Refusal("\"\\n\u{1}\"", .unexpected(0x01), at: 3),
            Refusal("\"e\u{301}\"", .notNormalised, at: 5),
            Refusal("\"\\t\u{212B}\"", .notNormalised, at: 7),
            Refusal("\"か\u{3099}\"", .notNormalised, at: 8),
            Refusal("\"x" + String(repeating: "\u{301}", count: 31) + "\"", .tooManyMarks, at: 65),
        ]
    )
    func refusesTexts(refusal: Refusal) { refusal.check() }

    @Test(
        "refuses bytes that are not UTF-8",
        arguments: [
            [0xFF], [0xC3], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE4, 0xB8],
        ] as [[UInt8]]
    )
    func refuses(bytes: [UInt8]) {
        let text = [0x22] + bytes + [0x22]
        expectRefusal(.notUTF8, at: text.count, of: text)
    }

    @Test func takes16LevelsAndRefuses17AndAMillion() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array(repeating: UInt8(ascii: "["), count: depth) + [0x31]
                + Array(repeating: UInt8(ascii: "]"), count: depth)
        }
        #expect(try JSON(canonical: nested(16)).canonicalBytes() == nested(16))
        for depth in [17, 1_000_000] {
            expectRefusal(.tooDeep, at: 17, of: nested(depth))
        }
    }

    @Test func readsCharactersThatANewerUnicodeMayHaveAssigned() throws {
        #expect(try JSON(canonical: [UInt8](utf8: "\"\u{0378}\"")) == .string("\u{0378}"))
    }

    @Test func readsTheLargestIntegers() throws {
        #expect(try JSON(canonical: [UInt8](utf8: "9007199254740991")) == 9_007_199_254_740_991)
        #expect(try JSON(canonical: [UInt8](utf8: "-9007199254740991")) == -9_007_199_254_740_991)
    }
}

extension CanonicalReaderTests.Refusal {
    func check() {
        expectRefusal(reason, at: position, of: [UInt8](utf8: text))
    }
}

private func expectRefusal(_ reason: CanonicalReadError.Reason, at position: Int, of bytes: [UInt8]) {
    let error = #expect(throws: CanonicalReadError.self) { try JSON(canonical: bytes) }
    #expect(error?.reason == reason)
    #expect(error?.position == position)
}
