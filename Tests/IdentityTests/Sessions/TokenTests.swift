import Identity
import Ledger
import Testing

@Suite("A session's token")
struct SessionTokenTests {
    private let counted = SessionToken(random: .fixed(Array(0..<32)))

    @Test func is256BitsOfBase64URLAndKeptAsItsHash() throws {
        #expect(counted.text == "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")
        #expect(
            counted.digest.description == "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd"
        )
        let read = try #require(SessionToken(counted.text))
        #expect(read.digest == counted.digest)
        let last = SessionToken(random: .fixed(Array(repeating: 0xFB, count: 32)))
        #expect(!last.text.contains("+") && !last.text.contains("/") && last.text.contains("-"))
        #expect(SessionToken(last.text)?.digest == last.digest)
    }

    @Test func isNewEachTime() {
        let texts = (0..<100).map { _ in SessionToken(random: .system).text }
        #expect(Set(texts).count == 100)
    }

    @Test(
        "in another form is refused",
        arguments: [
            "", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh+",
            " AECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHé8",
        ]
    )
    func refused(text: String) { #expect(SessionToken(text) == nil) }

    @Test func isShownByNoDescription() throws {
        var dumped = ""
        dump(counted, to: &dumped)
        for text in ["\(counted)", String(reflecting: counted), dumped] {
            #expect(!text.contains("AAEC") && !text.contains("31"))
        }
    }
}

@Suite("A form's token")
struct FormTokenTests {
    private let session = SessionToken(random: .fixed(Array(0..<32)))

    @Test func isTheHMACThatPythonMakes() {
        let token = FormToken(for: session, purpose: "matter.close 81")
        #expect(token.text == "7WnWHr7oyz9gyM-9uEZamwoze6gxtW2mNnWLtpxNUJU")
        #expect(FormToken.isValid(token.text, for: session, purpose: "matter.close 81"))
    }

    @Test func isGoodForItsSessionAndPurposeOnly() {
        let text = FormToken(for: session, purpose: "matter.close 81").text
        #expect(!FormToken.isValid(text, for: session, purpose: "matter.close 8"))
        #expect(!FormToken.isValid(text, for: session, purpose: ""))
        #expect(!FormToken.isValid(text, for: SessionToken(random: .system), purpose: "matter.close 81"))
    }

    @Test func changedOrCutIsRefused() {
        let text = FormToken(for: session, purpose: "p").text
        for place in text.indices {
            var changed = text
            changed.replaceSubrange(place...place, with: text[place] == "A" ? "B" : "A")
            #expect(!FormToken.isValid(changed, for: session, purpose: "p"))
        }
        for cut in [
            "", String(text.dropLast()), text + "=", text + "A", String(repeating: "A", count: 100_000),
        ] {
            #expect(!FormToken.isValid(cut, for: session, purpose: "p"))
        }
        #expect(FormToken.isValid(text, for: session, purpose: "p"))
    }
}

@Suite("A program's token")
struct AccessTokenTests {
    /// Bytes and the text that Python makes of them.
    private static let vectors: [(bytes: [UInt8], text: String)] = [
        (Array(repeating: 0, count: 32), "jd_00000000000000000000000000000000000000000002YU36c"),
        (Array(0..<32), "jd_003aUlTJC7tjlCTQj2uNU3MFagCXG9LRKRcwGkBIDlf33BVCw"),
        (Array(repeating: 255, count: 32), "jd_yhjskwdA6OZ1AL1YmHWZWm8LLG7HjnuCA2j5rOw8Xp10aRuwI"),
    ]

    @Test func hasThePrefixTheBitsAndTheirChecksum() throws {
        for vector in Self.vectors {
            let token = AccessToken(random: .fixed(vector.bytes))
            #expect(token.text == vector.text)
            #expect(token.text.utf8.count == AccessToken.characterCount)
            #expect(token.digest == Hash(of: vector.bytes))
            #expect(try #require(AccessToken(vector.text)).digest == token.digest)
            #expect(vector.text.hasPrefix(token.hint) && token.hint.count == 7)
        }
    }

    @Test func withOneCharacterChangedIsRefused() {
        let text = Self.vectors[1].text
        for place in text.indices {
            for other in "0aZ_" where other != text[place] {
                var changed = text
                changed.replaceSubrange(place...place, with: String(other))
                #expect(AccessToken(changed) == nil, "\(changed)")
            }
        }
    }

    @Test(
        "in another form is refused",
        arguments: [
            "", "jd_", "003aUlTJC7tjlCTQj2uNU3MFagCXG9LRKRcwGkBIDlf33BVCw",
            "JD_003aUlTJC7tjlCTQj2uNU3MFagCXG9LRKRcwGkBIDlf33BVCw",
            "jd_003aUlTJC7tjlCTQj2uNU3MFagCXG9LRKRcwGkBIDlf33BVC",
            "jd_003aUlTJC7tjlCTQj2uNU3MFagCXG9LRKRcwGkBIDlf33BVCw ",
            // The number after the last one of 256 bits.
            "jd_yhjskwdA6OZ1AL1YmHWZWm8LLG7HjnuCA2j5rOw8Xp20aRuwI",
            "jd_zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
        ]
    )
    func refused(text: String) { #expect(AccessToken(text) == nil) }

    @Test func isNewEachTimeAndShownByNoDescription() {
        #expect(Set((0..<100).map { _ in AccessToken(random: .system).text }).count == 100)
        let token = AccessToken(random: .fixed(Array(0..<32)))
        var dumped = ""
        dump(token, to: &dumped)
        #expect(!"\(token)\(String(reflecting: token))\(dumped)".contains("003a"))
    }
}

@Suite("What a program may do")
struct AccessGrantTests {
    private static let begins = Instant(rawValue: 1_520_212_800_000)
    private static let ends = begins.advanced(byMilliseconds: 1000)
    private let grant = AccessGrant(scopes: [.readLedger, .reportMatters], begins: begins, ends: ends)!

    @Test func isItsScopesWithinItsTime() throws {
        try grant.check(.readLedger, at: Self.begins)
        try grant.check(.reportMatters, at: Self.begins.advanced(byMilliseconds: 999))
        #expect(throws: AccessGrant.Refusal.notYet(from: Self.begins)) {
            try grant.check(.readLedger, at: Self.begins.advanced(byMilliseconds: -1))
        }
        #expect(throws: AccessGrant.Refusal.ended(at: Self.ends)) {
            try grant.check(.readLedger, at: Self.ends)
        }
        #expect(throws: AccessGrant.Refusal.outOfScope(.writeAnnouncements)) {
            try grant.check(.writeAnnouncements, at: Self.begins)
        }
    }

    @Test func isInForceWithinItsTimeOnly() {
        let moments = [-1, 0, 999, 1000].map { Self.begins.advanced(byMilliseconds: $0) }
        #expect(moments.map { grant.isInForce(at: $0) } == [false, true, true, false])
    }

    @Test func isNeverEndlessEmptyOrOverBeforeItBegins() {
        func grant(_ scopes: Set<AccessGrant.Scope>, _ milliseconds: Int64) -> AccessGrant? {
            AccessGrant(
                scopes: scopes,
                begins: Self.begins,
                ends: Self.begins.advanced(byMilliseconds: milliseconds)
            )
        }
        #expect(grant([], 1000) == nil)
        #expect(grant([.readLedger], 0) == nil)
        #expect(grant([.readLedger], 1) != nil)
        #expect(grant([.readLedger], 366 * 86_400_000) != nil)
        #expect(grant([.readLedger], 366 * 86_400_000 + 1) == nil)
    }

    @Test func hasScopesWhoseNamesStay() {
        // Tokens are kept with these names.
        #expect(
            AccessGrant.Scope.allCases.map(\.rawValue)
                == ["ledger:read", "announcements:write", "matters:read", "matters:report", "matters:handle"]
        )
    }
}

@Suite("The name of a program's token")
struct TokenNameTests {
    @Test(
        "is one line of 1 to 100 characters, without blanks around and between them",
        arguments: [
            ("a", "a"), (" 停水 \t\n 通知 ", "停水 通知"),
            (String(repeating: "字", count: 100), String(repeating: "字", count: 100)),
        ]
    )
    func taken(typed: String, text: String) { #expect(TokenName(typed)?.text == text) }

    @Test(
        "is not empty, too long, or partly invisible",
        arguments: [
            "", " \u{3000}", String(repeating: "字", count: 101), "a\u{0}b", "a\u{202E}b", "a\u{E000}",
            // One character of very many code points.
            "a" + String(repeating: "\u{301}", count: 1000),
        ]
    )
    func refused(typed: String) { #expect(TokenName(typed) == nil) }
}
