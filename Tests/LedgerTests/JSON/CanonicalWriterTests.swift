import Ledger
import Testing

@Suite("Writing canonical JSON")
struct CanonicalWriterTests {
    @Test(
        "gives one spelling",
        arguments: [
            (.object([:]), "{}"),
            (.array([]), "[]"),
            (true, "true"),
            (false, "false"),
            (0, "0"),
            (-1, "-1"),
            (9_007_199_254_740_991, "9007199254740991"),
            (-9_007_199_254_740_991, "-9007199254740991"),
            ("", "\"\""),
            ("a/b", "\"a/b\""),
            ("\"\\", #""\"\\""#),
            ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#),
            ("\u{0}\u{1F}", "\"\\u0000\\u001f\""),
            ("\u{7F}\u{2028}", "\"\u{7F}\u{2028}\""),
            ("坪山围👩‍🌾", "\"坪山围👩‍🌾\""),
            (.array([1, "a", .array([true])]), #"[1,"a",[true]]"#),
            (.object(["b": 1, "a": 2, "_": 3, "0": 4, "a0": 5]), #"{"0":4,"_":3,"a":2,"a0":5,"b":1}"#),
            (.object(["a": nil, "b": .object(["c": .array([.object([:])])])]), #"{"b":{"c":[{}]}}"#),
        ] as [(JSON, String)]
    )
    func writes(value: JSON, text: String) throws {
        #expect(try value.canonicalBytes() == Array(text.utf8))
    }

    @Test(
        "brings text into normal form C",
        arguments: [
            ("e\u{301}", "\u{E9}"), ("\u{212B}", "\u{C5}"), ("か\u{3099}", "\u{304C}"),
            ("\u{1100}\u{1161}\u{11A8}", "\u{AC01}"), ("a\u{301}\u{323}", "\u{1EA1}\u{301}"),
            ("\u{F900}", "\u{8C48}"), ("\u{0958}", "\u{0915}\u{093C}"),
        ]
    )
    func normalises(text: String, normal: String) throws {
        #expect(try JSON.string(text).canonicalBytes() == Array("\"\(normal)\"".utf8))
    }

    @Test func givesWhatTheNormalisedValueGives() throws {
        let value: JSON = .object(["a": .array(["e\u{301}", .object(["b": "\u{212B}"])]), "c": true, "d": 1])
        let normal = try value.normalised()
        #expect(try normal.canonicalBytes() == value.canonicalBytes())
        guard case .object(let object) = normal, case .array(let texts)? = object["a"],
            case .string(let text)? = texts.first
        else {
            Issue.record("It has another shape.")
            return
        }
        #expect(text.unicodeScalars.count == 1)
    }

    /// As it is given and as it is written: U+0344 is one mark and becomes two, the first accent becomes a letter's.
    @Test(
        "refuses more than 30 combining marks in a row",
        arguments: [
            ("x", "\u{301}", 30, true), ("x", "\u{301}", 31, false), ("x", "\u{344}", 15, true),
            ("x", "\u{344}", 16, false), ("e", "\u{301}", 30, true), ("e", "\u{301}", 31, false),
            ("x", "\u{301}\u{316}", 15, true), ("", "\u{301}", 31, false), ("x", "\u{301}", 60_000, false),
        ]
    )
    func marks(base: String, mark: String, count: Int, isWritten: Bool) throws {
        let value = JSON.string(base + String(repeating: mark, count: count) + "字")
        guard isWritten else {
            #expect(throws: CanonicalWriteError.tooManyMarks) { try value.canonicalBytes() }
            #expect(throws: CanonicalWriteError.tooManyMarks) { try value.normalised() }
            return
        }
        #expect(try JSON(canonical: value.canonicalBytes()) == value.normalised())
    }

    @Test(
        "refuses code points that are not characters",
        arguments: [0x0378, 0xFFFE, 0xFFFF, 0xFDD0, 0x2FFFF, 0xE0080] as [UInt32]
    )
    func refuses(codePoint: UInt32) throws {
        let text = "a" + String(try #require(Unicode.Scalar(codePoint)))
        #expect(throws: CanonicalWriteError.unassignedCharacter(codePoint)) {
            try JSON.string(text).canonicalBytes()
        }
    }

    @Test(
        "refuses integers from 2⁵³ on",
        arguments: [9_007_199_254_740_992, -9_007_199_254_740_992, .max, .min]
    )
    func refuses(integer: Int64) {
        #expect(throws: CanonicalWriteError.integerTooLarge(integer)) {
            try JSON.integer(integer).canonicalBytes()
        }
    }

    @Test(
        "refuses names of other characters or lengths",
        arguments: ["", "A", "a-b", "é", "a b", Self.longName + "a"]
    )
    func refuses(name: String) {
        #expect(throws: CanonicalWriteError.memberName(name)) {
            try JSON.object([name: 1]).canonicalBytes()
        }
    }

    @Test func takesANameOf64() throws {
        #expect(
            try JSON.object([Self.longName: 1]).canonicalBytes() == Array("{\"\(Self.longName)\":1}".utf8)
        )
    }

    @Test func takes16LevelsAndRefuses17() throws {
        let deepest = (0..<Limit.depth).reduce(JSON.integer(1)) { value, _ in .array([value]) }
        #expect(try deepest.canonicalBytes().count == 33)
        #expect(throws: CanonicalWriteError.tooDeep) { try JSON.array([deepest]).canonicalBytes() }
    }

    @Test func anObjectHoldsOneValueForEachName() {
        var object: JSON.Object = ["a": 1, "b": 2, "a": 3]
        #expect(object.members.map(\.name) == ["a", "b"])
        #expect(object["a"] == 3)
        object["b"] = nil
        #expect(object == ["a": 3])
    }

    static let longName = String(repeating: "a", count: 64)
}
