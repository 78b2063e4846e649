import Ledger
import Reporting
import Testing

@Suite("A figure")
struct FigureTests {
    @Test func ofAFlowCountsWhatHappenedInTheYear() async throws {
        try await Books.run { books in
            for day in ["2017-12-31", "2018-01-01", "2018-12-31", "2019-01-01"] {
                try await books.perform(Tally(1, "item", on: day))
            }
            #expect(try await books.quantity("tally", year: 2017) == 1)
            #expect(try await books.quantity("tally", year: 2018) == 2)
            #expect(try await books.quantity("tally", year: 2019) == 1)
            #expect(try await books.quantity("tally", year: 2020) == 0)
        }
    }

    @Test func ofAStockCountsWhatStandsAtTheEndOfTheYear() async throws {
        try await Books.run { books in
            let id = try await books.post()
            try await books.post()
            books.move(to: "2019-02-01")
            try await books.post()
            try await books.withdraw(id)
            for (year, posted, standing) in [(2017, 0, 0), (2018, 2, 2), (2019, 0, 2), (2020, 0, 2)] {
                #expect(try await books.quantity("posted", year: year) == posted)
                #expect(try await books.quantity("standing", year: year) == standing)
            }
        }
    }

    @Test func asOfAnEarlierSizeIsWhatItWasThen() async throws {
        try await Books.run { books in
            let first = try await books.post()
            try await books.post()
            let then = try await books.figure("posted")
            #expect(then.quantity == 2 && then.facts == 2 && then.size == 3)
            try await books.withdraw(first)
            try await books.post()
            #expect(try await books.quantity("posted") == 2)
            #expect(try await books.figure("posted").facts == 4)
            #expect(try await books.figure("posted", asOf: 3) == then)
            #expect(try await books.quantity("posted", asOf: 4) == 1)
            #expect(try await books.quantity("posted", asOf: 2) == 1)
            #expect(try await books.quantity("posted", asOf: 0) == 0)
        }
    }

    @Test func isMovedByALaterCorrectionAsARestatementOnly() async throws {
        try await Books.run { books in
            let id = try await books.post()
            books.move(to: "2019-01-10")
            try await books.move(id, to: "440310001004")
            let now = try await books.figure("posted")
            #expect(now.quantity == 1 && now.facts == 3)
            #expect(try await books.quantity("posted", year: 2019) == 0)
            #expect(try await books.quantity("corrected", year: 2019) == 1)
            let then = try await books.figure("posted", asOf: 2)
            #expect(then.quantity == 1 && then.facts == 1)
            let trace = try await books.trace(now, limit: 10).map(\.fact)
            #expect(trace.map(\.quantity) == [1, -1, 1])
            #expect(trace.map { $0.tags == [.corrected] } == [false, true, true])
            #expect(trace.map(\.community?.rawValue) == ["440310001003", "440310001003", "440310001004"])
            #expect(Set(trace.map(\.day.description)) == ["2018-03-05"])
        }
    }

    @Test("is refused where units are mixed or are not its own", arguments: [nil, 3] as [Int64?])
    func units(size: Int64?) async throws {
        try await Books.run { books in
            try await books.perform(Tally(1, "item", on: "2018-05-01"))
            try await books.perform(Tally(1, "person", on: "2018-05-01"))
            try await books.perform(Tally(1, "person", on: "2019-05-01"))
            await #expect(throws: Figure.Failure.mixedUnits("tally", ["item", "person"])) {
                try await books.figure("tally", asOf: size)
            }
            await #expect(throws: Figure.Failure.mixedUnits("tally", ["person"])) {
                try await books.figure("tally", year: 2019)
            }
        }
    }

    @Test func isRefusedWhereItIsUnknownOrItsSizeBeyondTheLedger() async throws {
        try await Books.run { books in
            let known = ["corrected", "posted", "standing", "tally"]
            await #expect(throws: Figure.Failure.unknown("nope", known: known)) {
                try await books.figure("nope")
            }
            for size in [Int64(-1), 2, .max] {
                await #expect(throws: Figure.Failure.sizeBeyond(size, head: 1)) {
                    try await books.figure("posted", asOf: size)
                }
            }
            let whole = try await books.figure("posted", asOf: 1)
            #expect(whole.size == 1)
        }
    }

    @Test(
        "is refused for what is no year",
        arguments: [0, -1, 10_000, .max, .min],
        ["posted", "standing"]
    )
    func year(_ year: Int, id: String) async throws {
        try await Books.run { books in
            await #expect(throws: Figure.Failure.year(String(year))) {
                try await books.figure(id, year: year)
            }
        }
    }

    @Test("counts the first and the last year", arguments: [1, 9999])
    func edge(year: Int) async throws {
        try await Books.run { books in
            let day = LocalDay(year: year, month: 12, day: 31)!
            try await books.perform(Tally(7, "item", on: day.description))
            #expect(try await books.quantity("tally", year: year) == 7)
        }
    }

    @Test("opens to facts that give its sum", arguments: [1, 2, 7, 1000])
    func trace(limit: Int) async throws {
        try await Books.run { books in
            var ids: [Int64] = []
            for number in 0..<5 {
                let id = try await books.post()
                ids.append(id.rawValue)
                if number.isMultiple(of: 2) { try await books.move(id, to: "440310001004") }
                if number == 3 { try await books.withdraw(id) }
            }
            for id in ["posted", "standing", "corrected"] {
                let now = try await books.figure(id)
                for size in 0...now.size {
                    let figure = try await books.figure(id, asOf: size)
                    let trace = try await books.trace(figure, limit: limit)
                    #expect(trace.map(\.fact.quantity).reduce(0, +) == figure.quantity)
                    #expect(trace.count == Int(figure.facts))
                    #expect(trace.map(\.id) == trace.map(\.id).sorted())
                    #expect(trace.allSatisfy { $0.id.entry.rawValue < size })
                }
                // The roll-ups say the same as the facts themselves.
                #expect(try await books.figure(id, asOf: now.size) == now)
            }
        }
    }
}
