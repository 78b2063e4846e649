import Identity
import Testing

@Suite("A new password")
struct PasswordRulesTests {
    private typealias Refusal = PasswordRules.Refusal

    private let alone = PasswordRules(withSecondFactor: false, officeNames: ["坪山", "pingshan", "街"])
    private let beside = PasswordRules(withSecondFactor: true, officeNames: ["坪山", "pingshan"])

    private func refusals(
        _ typed: String,
        _ rules: PasswordRules,
        _ names: [String] = ["chenyi", "陈一"]
    ) throws -> Set<Refusal> {
        Set(rules.refusals(of: try #require(Password(typed)), userNames: names))
    }

    @Test(
        "may be any long text, of whatever characters",
        arguments: [
            "correct horse battery staple", "purple umbrella walks", "lowercaseonlyok", "三月桃花开在河边的旧桥旁那棵树下",
            "7416 8520 9630 7531", "Ünïcödé läßt grüßen", "🐢🐇🐢🐇🐌🐌🐢🐇🐇🐢🐌🐇🐢🐢🐌", "   blanks count too   ",
        ]
    )
    func allowed(typed: String) throws { #expect(try refusals(typed, alone) == []) }

    @Test("beside a second factor may be shorter", arguments: ["vjq-8tkz", "桥下的旧船停了三天"])
    func shorter(typed: String) throws {
        #expect(try refusals(typed, beside) == [])
        let count = Password(typed)!.counted
        #expect(try refusals(typed, alone) == [.tooShort(count: count, minimum: 15)])
    }

    @Test func isCountedInCodePointsOfItsNormalForm() throws {
        #expect(PasswordRules.minimumAlone == 15 && PasswordRules.minimumWithSecondFactor == 8)
        #expect(try refusals("桃花开在河边的旧桥旁那棵树", alone) == [.tooShort(count: 13, minimum: 15)])
        #expect(try refusals("vjq-8tkzvjxwpq", alone) == [.tooShort(count: 14, minimum: 15)])
        #expect(try refusals("vjq-8tkzvjxwpqe", alone) == [])
        // A letter with its accent apart is one code point in NFKC.
        #expect(try refusals("vjq-8tkzvjxwpe\u{301}", alone) == [.tooShort(count: 14, minimum: 15)])
        #expect(try refusals("", alone) == [.tooShort(count: 0, minimum: 15)])
    }

    @Test func isNotEndless() throws {
        let long = (0..<64).map { "\($0 * $0 * 7919)x" }.joined()
        let (most, more) = (String(long.prefix(256)), String(long.prefix(257)))
        #expect(try refusals(most, alone) == [])
        #expect(try refusals(more, alone) == [.tooLong(count: 257, maximum: 256)])
    }

    @Test(
        "is refused where it is made of what everybody takes",
        arguments: [
            "password", "Passw0rd", "P@ssw0rd!", "12345678", "qwertyuiop", "woaini520", "WoAiNi1314",
            "5201314520",
            "qwe123qwe123", "admin888", "Admin@2018", "1qaz2wsx", "1qaz@WSX", "zhangsan1990", "我爱你520",
            "123456abc",
            "abc123456!", "iloveyou2018", "jiedao2018", "街道办2018!!", "密码密码密码密码密码", "password 1234567890",
            "woaini woaini woaini", "dragon monkey dragon", "PASSWORDPASSWORD2018", "ｐａｓｓｗｏｒｄ１",
            "2018woaini2018", "qwertyuiopasdfghjkl",
        ]
    )
    func common(typed: String) throws {
        #expect(try refusals(typed, alone).contains(.common))
        #expect(try refusals(typed, beside).contains(.common))
    }

    @Test(
        "may hold a common word beside others",
        arguments: [
            "dragon eats porridge", "my password is in the garden", "woaini zai tiananmen",
            "password 12345678901x",
        ]
    )
    func wordsInside(typed: String) throws { #expect(try !refusals(typed, alone).contains(.common)) }

    @Test func doesNotGetLongerByRepetition() throws {
        #expect(try refusals("vjqvjqvjqvjqvjq", alone) == [.repeats(unit: 3)])
        #expect(try refusals("aaaaaaaaaaaaaaaaaaaa", alone).contains(.repeats(unit: 1)))
        #expect(try refusals("vjq-8tkz vjq-8tkz ", alone) == [.repeats(unit: 9)])
        #expect(try refusals("vjq-8tkz vjq-8tkz ", beside) == [])
        // The first letters again at the end are no repetition.
        #expect(try refusals("vjq-8tkzpwmc-vjq", alone) == [])
    }

    @Test(
        "is refused as a run of the alphabet",
        arguments: ["abcdefghijklmnop", "ponmlkjihgfedcba", "一丁丂七丄丅丆万丈三上下丌不与"]
    )
    func sequence(typed: String) throws { #expect(try refusals(typed, alone).contains(.sequence)) }

    @Test(
        "is refused as a date, a telephone or an identity number",
        arguments: [
            "19900101", "1990-01-01", "31121985", "12311985", "13800138000", "+86 138 0013 8000",
            "0086-13800138000",
            "440306199001010011", "44030619900101001X", "440306 19900101 0011",
        ]
    )
    func expectedNumber(typed: String) throws {
        #expect(try refusals(typed, beside).contains(.expectedNumber))
    }

    @Test(
        "may be another number",
        arguments: ["84736251", "19901301", "83800738000", "440306199013010017", "vjqmwtkx"]
    )
    func otherNumber(typed: String) throws { #expect(try !refusals(typed, beside).contains(.expectedNumber)) }

    @Test func doesNotHoldTheUsersOrTheOfficesName() throws {
        #expect(try refusals("the bridge of ChenYi, 7 pm", alone) == [.holdsUserName])
        #expect(try refusals("河边的旧桥旁那棵树是陈一种下的吗", alone) == [.holdsUserName])
        #expect(try refusals("my PingShan garden wall", alone) == [.holdsOfficeName("pingshan")])
        #expect(try refusals("河边的旧桥旁那棵坪山树下坐着三人", alone) == [.holdsOfficeName("坪山")])
        // A single character, or two letters, would refuse half the language.
        #expect(try refusals("河边的街旁那棵大树下面坐着三个人", alone) == [])
        #expect(try refusals("purple umbrella walks", alone, ["um", "", "x"]) == [])
    }

    @Test(
        "does not hold what machines spell differently",
        arguments: ["\n", "\0", "\u{7F}", "\u{2028}", "\u{378}"]
    )
    func unusable(character: String) throws {
        #expect(try refusals("purple umbrella \(character) walks", alone) == [.unusableCharacter])
    }

    @Test func isToldAllReasonsAtOnce() throws {
        #expect(
            try refusals("chenyi", alone) == [.tooShort(count: 6, minimum: 15), .holdsUserName]
        )
    }
}

extension Password {
    /// What the rules count, told by a refusal.
    fileprivate var counted: Int {
        let rules = PasswordRules(withSecondFactor: false, officeNames: [])
        for case .tooShort(let count, _) in rules.refusals(of: self, userNames: []) { return count }
        return PasswordRules.minimumAlone
    }
}
