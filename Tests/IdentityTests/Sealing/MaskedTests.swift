import Identity
import Testing

@Suite("What lists show of a person")
struct MaskedTests {
    @Test(
        "of a name is its first character",
        arguments: [
            ("张三丰", "张**"), ("张三", "张*"), ("欧阳娜娜", "欧**"), ("阿依古丽·买买提", "阿**"), ("张 三", "张*"),
            ("張", "*"), ("", "*"), ("   ", "*"), ("𠮷野家", "𠮷**"), (" 张三丰 ", "张**"),
            ("John Smith", "J*** S***"), ("Li", "L***"), ("Émile Zola", "É*** Z***"),
            ("E\u{301}mile Zola", "E\u{301}*** Z***"), ("Ana Maria de la Cruz", "A*** M*** d***"), ("X", "*"),
            ("Jean  Paul", "J*** P***"), ("김철수", "김***"),
        ]
    )
    func name(name: String, shown: String) { #expect(Masked.name(name).text == shown) }

    @Test func ofALongNameIsAsLongAsOfAShortOne() {
        #expect(Masked.name("张三丰").text.count == Masked.name("张三丰四五六七").text.count)
        #expect(Masked.name("Bo Li").text.count == Masked.name("Maximilian Mustermann").text.count)
    }

    @Test(
        "of a telephone number leaves out four digits before the last four",
        arguments: [
            ("13812341234", "138****1234"), ("+86 138 1234 5678", "+86 138 **** 5678"),
            ("0755-28331234", "0755-****1234"), ("(0755) 2833 1234", "(0755) **** 1234"),
            ("28331234", "****1234"), ("2833123", "****123"), ("283312", "******"), ("12345", "*****"),
            ("１３８１２３４１２３４", "１３８****１２３４"), ("找张三 13812341234", "*** 138****1234"), ("", ""),
            ("五五五", "***"),
        ]
    )
    func telephone(number: String, shown: String) { #expect(Masked.telephone(number).text == shown) }

    @Test(
        "of an identity number is four characters at each end",
        arguments: [
            ("440306199001010011", "4403**********0011"), ("44030619900101001X", "4403**********001X"),
            ("440306900101001", "4403*******1001"), ("440306 19900101 0011", "4403**********0011"),
            ("E12345678", "E******78"), ("H1234567", "H*****67"), ("1234567", "*******"), ("", ""),
        ]
    )
    func identity(number: String, shown: String) { #expect(Masked.identity(number).text == shown) }
}
