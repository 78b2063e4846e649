import Identity
import Ledger
import Testing

@Suite("Recovery codes")
struct RecoveryCodesTests {
    @Test func areTenDifferentOnesOf120Bits() {
        let (codes, kept) = RecoveryCodes.new(random: .system)
        #expect(codes.count == 10 && Set(codes.map(\.text)).count == 10 && Set(kept.digests).count == 10)
        for code in codes {
            #expect(code.text.wholeMatch(of: /([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}/) != nil)
        }
    }

    @Test func workOnceEachInAnyOrder() throws {
        var (codes, kept) = RecoveryCodes.new(random: .counting())
        codes.reverse()
        for (place, code) in codes.enumerated() {
            let read = try #require(RecoveryCode(code.text))
            kept = try #require(kept.using(read))
            #expect(kept.digests.count == 9 - place)
            #expect(kept.using(read) == nil)
        }
        #expect(kept.digests.isEmpty)
    }

    @Test func ofOneAreNotThoseOfAnother() {
        let (mine, theirs) = (RecoveryCodes.new(random: .system), RecoveryCodes.new(random: .system))
        for code in theirs.codes { #expect(mine.kept.using(code) == nil) }
    }

    @Test func areReadHoweverTheyAreTyped() throws {
        // 0x00443214C74254B635CF84653A56D7 in Crockford's alphabet counts from 0 on.
        let bytes: [UInt8] = [
            0x00, 0x44, 0x32, 0x14, 0xC7, 0x42, 0x54, 0xB6, 0x35, 0xCF, 0x84, 0x65, 0x3A, 0x56, 0xD7,
        ]
        let rest = [UInt8](repeating: 0, count: 15 * 9)
        let (codes, kept) = RecoveryCodes.new(random: .fixed(bytes + rest))
        #expect(codes[0].text == "0123-4567-89AB-CDEF-GHJK-MNPQ")
        for typed in [
            "0123456789ABCDEFGHJKMNPQ", "o1i3-4567-89ab-cdef-ghjk-mnpq".replacing("i3", with: "23"),
            "Ol23 4567 89ab cdef ghjk mnpq", " 0I23-4567-89AB-CDEF-GHJK-MNPQ ",
            "０１２３-4567-89AB-CDEF-GHJK-MNPQ",
        ] {
            #expect(kept.using(try #require(RecoveryCode(typed))) != nil, "\(typed)")
        }
    }

    @Test(
        "in another form are refused",
        arguments: [
            "", "0123-4567-89AB-CDEF-GHJK-MNP", "0123-4567-89AB-CDEF-GHJK-MNPQR",
            "0123-4567-89AB-CDEF-GHJK-MNPU",
            "0123_4567_89AB_CDEF_GHJK_MNPQ", String(repeating: "0", count: 100_000),
        ]
    )
    func refused(typed: String) { #expect(RecoveryCode(typed) == nil) }

    @Test func areKeptAsHashesOnly() {
        let (codes, kept) = RecoveryCodes.new(random: .system)
        var dumped = "\(codes)"
        dump(codes, to: &dumped)
        dump(kept, to: &dumped)
        for code in codes { #expect(!dumped.contains(code.text)) }
    }
}
