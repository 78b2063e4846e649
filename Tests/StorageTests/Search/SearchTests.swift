import Ledger
import Storage
import TestSupport
import Testing

@Suite("A search")
struct SearchTests {
    private static let texts = [
        "关于诉-2018-0412的回复：沙坣社区路面积水严重。", "路面。面积水位", "The pumps at A12栋 fail; 积 水。", "好👍🏽！ Straße ㎡",
        "\"积水\" OR 1=1; DROP TABLE letter --", "a:b NEAR(积水, 泵站) * ^x", "一", "坪山街道办事处 2018年度工作报告", "𠮷野家 ｶｰﾄﾞ",
    ]

    @Test(
        "finds what matches and nothing else",
        arguments: TestEngine.available,
        [
            "积", "积水", "路面积水", "路面积", "面积水", "诉-2018-0412", "0412", "2018", "pump", "pumps fail", "a12栋",
            "👍", "strasse", "m2", "坪山街道", "坪山街道办事处2018", "一", "𠮷", "カード", "积水 -诉",
            "\"积水\"", "积水*", "NEAR(积水", "NEAR(积水, 泵站)", "a:b", "terms:积水", "' OR 1=1", "\" OR \"\" OR \"",
            "AND", "积水 OR 泵站", "^积水", "{terms}: 积水", "积水 NOT 路面", "\\", "%", "_", "积水%", "#10:0", "1=1; --",
            "\u{0}积水",
        ]
    )
    func finds(engine: TestEngine, typed: String) async throws {
        try await withLetters(on: engine) { test, first in
            guard let query = try? SearchQuery(typed) else {
                return #expect(["\\", "%", "_"].contains(typed))
            }
            let expected = Self.texts.indices.reversed().filter { query.matches(["", Self.texts[$0]]) }
            let page = try await Letters.find(typed, in: test.store.database)
            #expect(page.hits.map { Int($0.rawValue) - first } == expected)
            #expect(page.next == nil)
        }
    }

    @Test("misses no text that the query matches", arguments: TestEngine.available)
    func misses(engine: TestEngine) async throws {
        var chance = Chance(state: 5)
        let alphabet = Array("积水路面泵站，。 -ab01Ａé👍\n".unicodeScalars)
        let texts = (0..<400).map { _ in
            var text = ""
            for _ in 0..<(1 + chance.below(30)) {
                text.unicodeScalars.append(alphabet[chance.below(alphabet.count)])
            }
            return text
        }
        try await withStore(on: engine, schema: Letters.schema()) { test in
            let first = Int(try await test.perform(WriteLetters(texts: texts)).first.rawValue)
            var found = 0
            for _ in 0..<300 {
                let text = Array(texts[chance.below(texts.count)].unicodeScalars)
                let start = chance.below(text.count)
                var typed = ""
                typed.unicodeScalars.append(contentsOf: text[start...].prefix(1 + chance.below(5)))
                guard let query = try? SearchQuery(typed) else { continue }
                let expected = texts.indices.reversed().filter { query.matches(["", texts[$0]]) }
                let hits = try await Letters.find(typed, limit: 500, in: test.store.database).hits
                #expect(hits.map { Int($0.rawValue) - first } == expected, "\(typed)")
                found += hits.count
            }
            #expect(found > 1000)
            try await test.expectWhole()
        }
    }

    @Test("follows what is changed, lost and refused", arguments: TestEngine.available)
    func follows(engine: TestEngine) async throws {
        try await withStore(on: engine, schema: Letters.schema()) { test in
            let database = test.store.database
            let outcome = try await test.perform(WriteLetters("路面积水", "泵站故障", "积水"))
            let ids = (0..<3).map { Letters.ID(rawValue: outcome.first.rawValue + Int64($0)) }
            try await test.perform(WriteLetters("泵站修复", replaces: ids[0]))
            // Written twice in one transaction, and taken back once.
            await #expect(throws: Refusal.self) {
                try await test.perform(WriteLetters("积水", "泵站", replaces: ids[1], isRefused: true))
            }
            try await test.perform(WriteLetters("路灯", "积水路灯", replaces: ids[1]))
            try await test.perform(LoseLetter(id: ids[2]))
            for (typed, expected) in [("积水", [ids[1]]), ("泵站", [ids[0]]), ("故障", []), ("路灯", [ids[1]])] {
                let hits = try await Letters.find(typed, in: database).hits
                #expect(hits == expected, "\(typed)")
            }
            try await test.perform(WriteLetters("，。", replaces: ids[0]))
            let none = try await Letters.find("泵站", in: database).hits
            #expect(none == [])
            try await test.expectWhole()
            _ = try await Replay.rebuild(database, schema: test.schema)
            let hits = try await Letters.find("积水", in: database).hits
            #expect(hits == [ids[1]])
            try await test.expectWhole()
        }
    }

    @Test("gives pages without doubles or holes while records are added", arguments: TestEngine.available)
    func pages(engine: TestEngine) async throws {
        try await withStore(on: engine, schema: Letters.schema()) { test in
            let database = test.store.database
            func add(_ count: Int) async throws -> Int64 {
                let texts = (0..<count).map { $0 % 3 == 0 ? "路面积水 \($0)" : $0 % 3 == 1 ? "路面。面积水" : "泵站" }
                return try await test.perform(WriteLetters(texts: texts)).first.rawValue
            }
            // More than a block, and a page that begins within one.
            let first = try await add(3000)
            let expected = stride(from: Int64(2997), through: 0, by: -3).map {
                Letters.ID(rawValue: first + $0)
            }
            var (hits, place): ([Letters.ID], Letters.ID?) = ([], nil)
            repeat {
                let page = try await Letters.find("路面积水", before: place, limit: 70, in: database)
                #expect(page.hits.count == 70 || page.next == nil)
                hits += page.hits
                place = page.next
                _ = try await add(7)
            } while place != nil
            #expect(hits == expected)
            let last = try await Letters.find("路面积水", limit: 1, in: database)
            #expect(try #require(last.hits.first) > expected[0])
        }
    }

    @Test("counts up to a thousand", arguments: TestEngine.available)
    func counts(engine: TestEngine) async throws {
        try await withStore(on: engine, schema: Letters.schema()) { test in
            try await test.perform(WriteLetters(texts: Array(repeating: "积水", count: 1000)))
            let database = test.store.database
            #expect(try await Letters.count("积水", in: database) == .exactly(1000))
            try await test.perform(WriteLetters("积水", "泵"))
            #expect(try await Letters.count("积水", in: database) == .atLeast(1000))
            #expect(try await Letters.count("泵", in: database) == .exactly(1))
            #expect(try await Letters.count("灯", in: database) == .exactly(0))
        }
    }

    @Test("looks at a bounded number of records that do not match, and tells where to go on")
    func bound() async throws {
        try await withStore(on: .sqlite, schema: Letters.schema()) { test in
            let rare = try await test.perform(WriteLetters("路面积")).first
            try await test.perform(WriteLetters(texts: Array(repeating: "路面。面积", count: 4000)))
            var page = try await Letters.find("路面积", in: test.store.database)
            var pages = 1
            while page.hits.isEmpty, let next = page.next {
                page = try await Letters.find("路面积", before: next, in: test.store.database)
                pages += 1
            }
            #expect(page.hits.map(\.rawValue) == [rare.rawValue] && page.next == nil)
            #expect(pages == 5)
        }
    }

    private func withLetters(
        on engine: TestEngine,
        _ body: (TestStore, Int) async throws -> Void
    ) async throws {
        try await withStore(on: engine, schema: Letters.schema()) { test in
            try await body(test, Int(try await test.perform(WriteLetters(texts: Self.texts)).first.rawValue))
        }
    }
}
