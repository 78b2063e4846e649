import Catalog
import Ledger
import Reporting
import Storage
import TestSupport
import Testing

@Suite("A report")
struct ReportTests {
    @Test("marks the sentences that do not hold", arguments: TestEngine.available)
    func marks(engine: TestEngine) async throws {
        try await Books.run(on: engine, .matters) { books in
            for matter in 1...10 {
                try await books.jot(
                    .one(
                        "m.filed",
                        "2018-0\(matter % 3 + 4)-01",
                        matter,
                        community: "440310001001",
                        tags: "kind:a"
                    )
                )
            }
            try await books.jot(.one("m.paid", "2018-12-31", 0, quantity: 105_370_000, Ledger.Unit("fen")))
            let ten = try await books.report()
            #expect(ten.sentences.map(\.holds) == [false, true, true] && !ten.holds)
            try await books.jot(.one("m.filed", "2018-12-01", 11, tags: "kind:a"))
            let eleven = try await books.report()
            #expect(eleven.sentences.map(\.holds) == [true, true, true] && eleven.holds)
            let texts = eleven.sentences.map { $0.plain($0.sentence.zh) }
            #expect(texts == ["立案10余件，结案率0%。", "支出约105万元。", "连续3个月立案。"])
            #expect(eleven.figures.map(\.definition.id) == ["distinct", "closing", "money", "here"])
            // As of the earlier size it says again what it said then.
            let again = try await books.report(asOf: ten.size)
            #expect(again.json == ten.json)
        }
    }

    @Test("names the tree that it was counted from", arguments: TestEngine.available)
    func root(engine: TestEngine) async throws {
        try await Books.run(on: engine, .matters) { books in
            var roots: [Hash] = []
            for matter in 1...6 {
                roots.append(try await books.report().root)
                try await books.jot(.one("m.filed", "2018-05-01", matter))
            }
            for (place, root) in roots.enumerated() {
                let report = try await books.report(asOf: Int64(place + 1))
                #expect(report.root == root && report.size == Int64(place + 1))
            }
            let head = try await books.store.read { try Head($0).frontier.root }
            #expect(try await books.report().root == head)
            #expect(try await books.report(asOf: 0).root == Frontier.empty.root)
        }
    }

    @Test func isRefusedForAYearWithoutTextAndASizeBeyondTheLedger() async throws {
        try await Books.run(.matters) { books in
            await #expect(throws: Report.Failure.noText(2017, known: [2018])) {
                try await books.report(2017)
            }
            await #expect(throws: Figure.Failure.sizeBeyond(2, head: 1)) { try await books.report(asOf: 2) }
        }
    }
}

extension Books {
    func report(_ year: Int = 2018, asOf size: Int64? = nil) async throws -> Report {
        let catalog = catalog
        return try await store.read { try Report.compile(year, asOf: size, catalog: catalog, $0) }
    }
}
