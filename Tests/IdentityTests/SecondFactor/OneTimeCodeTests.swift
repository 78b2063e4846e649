import Identity
import Ledger
import Testing

@Suite("A one-time code")
struct OneTimeCodeTests {
    private static let secret = Array("12345678901234567890".utf8)

    @Test func ofACounterIsThatOfRFC4226AppendixD() {
        let codes = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871",
            "520489",
        ]
        for (counter, code) in codes.enumerated() {
            #expect(OneTimeCode(SecretBytes(Self.secret), counter: UInt64(counter), digits: 6).text == code)
        }
    }

    @Test(
        "of a time is that of RFC 6238 appendix B",
        arguments: [
            (59, "94287082", "46119246", "90693936"), (1_111_111_109, "07081804", "68084774", "25091201"),
            (1_111_111_111, "14050471", "67062674", "99943326"),
            (1_234_567_890, "89005924", "91819424", "93441116"),
            (2_000_000_000, "69279037", "90698825", "38618901"),
            (20_000_000_000, "65353130", "77737706", "47863826"),
        ]
    )
    func time(seconds: Int64, sha1: String, sha256: String, sha512: String) {
        // The appendix's program takes a longer secret for the longer hashes.
        func secret(_ count: Int) -> SecretBytes {
            SecretBytes((0..<count).map { Self.secret[$0 % Self.secret.count] })
        }
        let counter = UInt64(seconds / 30)
        #expect(OneTimeCode(secret(20), counter: counter, digits: 8).text == sha1)
        #expect(OneTimeCode(secret(32), counter: counter, digits: 8, algorithm: .sha256).text == sha256)
        #expect(OneTimeCode(secret(64), counter: counter, digits: 8, algorithm: .sha512).text == sha512)
        let authenticator = Authenticator(bytes: Self.secret)!
        let instant = Instant(rawValue: seconds * 1000)
        #expect(authenticator.code(at: Authenticator.Step(at: instant)) == String(sha1.suffix(6)))
    }
}

@Suite("An authenticator")
struct AuthenticatorTests {
    private typealias Step = Authenticator.Step

    private let authenticator = Authenticator(bytes: Array("12345678901234567890".utf8))!
    /// The first millisecond of step 1000.
    private let now = Instant(rawValue: 30_000_000)

    private func code(_ step: Int64) -> String { authenticator.code(at: Step(rawValue: step)) }

    @Test func acceptsTheStepBeforeThisOneAndTheNext() {
        for (step, accepted) in [(998, false), (999, true), (1000, true), (1001, true), (1002, false)]
            as [(Int64, Bool)]
        {
            let found = authenticator.verify(code(step), at: now, after: nil)
            #expect(found == (accepted ? Step(rawValue: step) : nil), "\(step)")
        }
    }

    @Test func changesWithTheThirtySeconds() {
        #expect(Step(at: now) == Step(rawValue: 1000))
        #expect(Step(at: now.advanced(byMilliseconds: -1)) == Step(rawValue: 999))
        #expect(Step(at: now.advanced(byMilliseconds: 29_999)) == Step(rawValue: 1000))
        #expect(Step(at: now.advanced(byMilliseconds: 30_000)) == Step(rawValue: 1001))
        // The code of step 999 is good until the last millisecond of step 1000.
        let last = now.advanced(byMilliseconds: 29_999)
        #expect(authenticator.verify(code(999), at: last, after: nil) != nil)
        #expect(authenticator.verify(code(999), at: last.advanced(byMilliseconds: 1), after: nil) == nil)
    }

    @Test func acceptsACodeOnceAndNoOlderOneAfterIt() throws {
        let used = try #require(authenticator.verify(code(1000), at: now, after: nil))
        #expect(authenticator.verify(code(1000), at: now, after: used) == nil)
        #expect(authenticator.verify(code(999), at: now, after: used) == nil)
        #expect(authenticator.verify(code(1001), at: now, after: used) == Step(rawValue: 1001))
    }

    @Test func readsWhatPeopleAndInputMethodsType() {
        let plain = code(1000)
        let wide = String(plain.unicodeScalars.map { Character(Unicode.Scalar($0.value + 0xFEE0)!) })
        for typed in [
            plain, " \(plain) ", "\(plain.prefix(3)) \(plain.suffix(3))", wide,
            "\(plain.prefix(3))\u{3000}\(plain.suffix(3))",
        ] {
            #expect(authenticator.verify(typed, at: now, after: nil) != nil, "\(typed)")
        }
    }

    @Test(
        "refuses what is no code",
        arguments: [
            "", "0", "00000", "0000000", "abcdef", "二八七零八二", "-87082", String(repeating: "0", count: 100_000),
        ]
    )
    func refused(typed: String) { #expect(authenticator.verify(typed, at: now, after: nil) == nil) }

    @Test func refusesAlmostEveryOtherCode() {
        let codes = Set([code(999), code(1000), code(1001)])
        for number in stride(from: 0, to: 1_000_000, by: 997) {
            let typed = String(("00000" + String(number)).suffix(6))
            #expect((authenticator.verify(typed, at: now, after: nil) != nil) == codes.contains(typed))
        }
    }

    @Test func atTheBeginningOfTimeHasNoStepBefore() {
        let start = Instant(rawValue: 0)
        #expect(authenticator.verify("755224", at: start, after: nil) == Step(rawValue: 0))
        #expect(authenticator.verify("287082", at: start, after: nil) == Step(rawValue: 1))
    }

    @Test func hasASecretOfItsOwnThatNothingShows() throws {
        #expect(Set((0..<50).map { _ in Authenticator(random: .system).typedSecret }).count == 50)
        #expect(Authenticator(bytes: Array(repeating: 1, count: 15)) == nil)
        #expect(Authenticator(bytes: Array(repeating: 1, count: 65)) == nil)
        let uri = try #require(KeyURI(authenticator, issuer: "Jiedao", account: "chenyi"))
        var dumped = ""
        dump(authenticator, to: &dumped)
        dump(uri, to: &dumped)
        #expect(!"\(authenticator)\(uri)\(dumped)".contains("GEZD"))
    }

    @Test func isHandedOverAsAKeyURI() throws {
        let uri = try #require(KeyURI(authenticator, issuer: "坪山 Office", account: "chen.yi@pingshan"))
        #expect(
            uri.text
                == "otpauth://totp/%E5%9D%AA%E5%B1%B1%20Office:chen.yi%40pingshan?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=%E5%9D%AA%E5%B1%B1%20Office&algorithm=SHA1&digits=6&period=30"
        )
        for (issuer, account) in [("", "a"), ("a", ""), ("a:b", "c"), ("a", "b:c")] {
            #expect(KeyURI(authenticator, issuer: issuer, account: account) == nil)
        }
    }
}

@Suite("Base32")
struct Base32Tests {
    @Test(
        "is that of RFC 4648 section 10",
        arguments: [
            ("", ""), ("f", "MY======"), ("fo", "MZXQ===="), ("foo", "MZXW6==="), ("foob", "MZXW6YQ="),
            ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI======"),
        ]
    )
    func vector(plain: String, encoded: String) {
        let bare = encoded.filter { $0 != "=" }
        #expect(Base32.encode(Array(plain.utf8)) == bare)
        #expect(Base32.decode(encoded) == Array(plain.utf8))
        #expect(Base32.decode(bare) == Array(plain.utf8))
    }

    @Test(
        "in another form is refused",
        arguments: [
            "M", "MZX", "MZXW6Y", "MZ", "my======", "M1======", "MY=====", "MY==", "MY======A", "=",
            "========", "MY\n",
        ]
    )
    func refused(text: String) { #expect(Base32.decode(text) == nil) }
}
