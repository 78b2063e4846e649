import Storage
import Testing

@Suite("What was typed into a search")
struct SearchQueryTests {
    @Test(
        "matches a text",
        arguments: [
            ("积", "路面积水"), ("积水", "路面积水严重"), ("路面积水", "沙坣路面积水。"),
            ("积水 路面", "路面积水"), ("积水，路面", "路面积水"),
            ("诉-2018-0412", "关于诉-2018-0412的回复"), ("2018-0412", "诉-2018-0412"),
            ("0412", "诉-2018-0412"), ("诉2018", "诉-2018-0412"), ("〔2018〕4号", "深坪函〔2018〕4号"),
            ("12栋", "3区 12 栋"), ("A12", "Ａ１２栋"), ("PUMP", "the pumps fail"), ("pump", "PUMP"),
            ("ｐｕｍｐ", "pump"), ("strasse", "Straße"), ("ΟΔΟΣ", "οδος"), ("30m2", "30㎡"), ("50%", "超过50％"),
            ("\"pump fails\"", "the pump, fails!"), ("“积水 严重”", "积水，严重"), ("\"路面", "路面"),
            ("👍", "好👍🏽！"), ("a👍b", "a 👍 b"), ("é", "cafe\u{301} é"), ("カード", "ICｶｰﾄﾞ読取"),
            ("积\u{FE00}水", "积\u{200B}水"), ("积水 -泵站", "路面积水"), ("泵 -\"pump a\"", "泵 pump b"),
            ("a-b", "a-b"), ("\u{3000}积水\u{3000}", "积水"), ("𠮷野家", "去𠮷野家吃"),
        ]
    )
    func matches(typed: String, text: String) throws {
        #expect(try SearchQuery(typed).matches([text]))
    }

    @Test(
        "does not match a text",
        arguments: [
            // Both pairs stand there, and yet not the three.
            ("路面积", "路面。面积"), ("积水", "积 水"), ("ump", "pump"), ("412", "诉-2018-0412"),
            ("\"pump\"", "pumps"), ("\"0412\"", "04123"), ("积水 -路面", "路面积水"), ("積水", "积水"),
            ("pump b", "pump a"), ("\"a b\"", "b a"), ("12栋", "112栋"), ("12栋", "a12栋"),
        ]
    )
    func matchesNot(typed: String, text: String) throws {
        #expect(try !SearchQuery(typed).matches([text]))
    }

    @Test("does not match across two texts of a record, but in each of them")
    func texts() throws {
        #expect(try !SearchQuery("积水").matches(["积", "水"]))
        #expect(try !SearchQuery("\"a b\"").matches(["a", "b"]))
        #expect(try SearchQuery("积水 pump").matches(["积水", "pump"]))
    }

    @Test(
        "is refused without anything that must be there",
        arguments: ["", " ", "\"", "\"\"", "*", "-", "-积水", "- -", "，。！", "\u{200D}", "()\u{0}"]
    )
    func nothing(typed: String) {
        #expect(throws: SearchQuery.Refusal.nothing) { try SearchQuery(typed) }
    }

    @Test("is refused when it is too long")
    func tooLong() throws {
        _ = try SearchQuery(String(repeating: "积", count: SearchQuery.limit))
        #expect(throws: SearchQuery.Refusal.tooLong(201)) {
            try SearchQuery(String(repeating: "积", count: 201))
        }
    }
}
