import Catalog
import Ledger
import Reporting
import Storage
import TestSupport
import Testing

@Suite("Every kind of figure")
struct FigureKindTests {
    private static let ids = [
        "net", "open", "day", "either", "here", "distinct", "share", "closing", "median", "ninetieth",
        "money",
    ]

    @Test(
        "says what a loop over the facts says, now and as of every size",
        arguments: TestEngine.available,
        [3, 11] as [UInt64]
    )
    func anew(engine: TestEngine, seed: UInt64) async throws {
        try await Books.run(on: engine, .matters) { books in
            let facts = try await books.jotAtRandom(60, seed: seed)
            let catalog = books.catalog
            for year in [2017, 2018, 2019] {
                for id in Self.ids {
                    let figures = try await books.store.read { reader in
                        let size = try Head(reader).size
                        return try [nil, size, size / 2, 1].map {
                            try Figure.count(id, year: year, asOf: $0, catalog: catalog, reader)
                        }
                    }
                    #expect(figures[0] == figures[1], "\(id) \(year)")
                    for figure in figures {
                        let reckoned = Reckoning(facts, year: year, size: figure.size).value(of: id)
                        #expect(figure.value == reckoned, "\(id) \(year) as of \(figure.size)")
                        let trace = try await books.trace(figure, limit: 7)
                        #expect(Int64(trace.count) == figure.facts, "\(id) \(year) as of \(figure.size)")
                        #expect(trace.map(\.id) == Set(trace.map(\.id)).sorted())
                    }
                }
            }
        }
    }

    @Test("is the same as of a size as it was when the ledger had that size", arguments: TestEngine.available)
    func asOf(engine: TestEngine) async throws {
        try await Books.run(on: engine, .matters) { books in
            var then: [Figure] = []
            var facts: [(id: Fact.ID, fact: Fact)] = []
            for round in 0..<4 {
                facts = try await books.jotAtRandom(8, seed: UInt64(round), after: facts)
                for id in Self.ids { then.append(try await books.figure(id)) }
            }
            for figure in then {
                let again = try await books.figure(figure.definition.id, asOf: figure.size)
                #expect(again == figure)
            }
        }
    }

    @Test("has months and communities that add up to it", arguments: TestEngine.available)
    func parts(engine: TestEngine) async throws {
        try await Books.run(on: engine, .matters) { books in
            _ = try await books.jotAtRandom(50, seed: 5)
            for id in Self.ids {
                let figure = try await books.figure(id)
                let (months, communities) = try await books.store.read { reader in
                    (
                        try figure.months(reader)?.map(\.quantity),
                        try figure.communities(reader)?.map(\.quantity)
                    )
                }
                switch figure.definition.kind {
                case .flow, .declared:
                    #expect(months?.reduce(0, +) == figure.quantity, "\(id)")
                    #expect(communities?.reduce(0, +) == figure.quantity, "\(id)")
                case .stock:
                    #expect(months?.last == figure.quantity, "\(id)")
                    #expect(communities?.reduce(0, +) == figure.quantity, "\(id)")
                case .distinct, .ratio, .cohort, .median, .ninetieth:
                    #expect(months == nil && communities == nil, "\(id)")
                }
            }
        }
    }

    @Test func countsAnObjectOnceAndNotWhereItWasTakenBackInTheYear() async throws {
        try await Books.run(.matters) { books in
            let filed = Fact.one("m.filed", "2018-03-01", 1)
            let first = try await books.jot(filed, .one("m.filed", "2018-03-02", 1))
            try await books.jot(.one("m.filed", "2018-03-03", 2))
            #expect(try await books.quantity("distinct") == 2)
            let other = try await books.jot(.one("m.filed", "2018-04-01", 3))
            try await books.jot(
                Fact.one("m.filed", "2018-04-01", 3).reversed(other, on: LocalDay("2019-01-05")!)
            )
            // Earlier periods stand.
            #expect(try await books.quantity("distinct") == 3)
            try await books.jot(filed.reversed(first, on: LocalDay("2018-12-31")!))
            #expect(try await books.quantity("distinct") == 3)
            let second = Fact.ID(entry: first.entry, ordinal: 1)
            try await books.jot(
                Fact.one("m.filed", "2018-03-02", 1).reversed(second, on: LocalDay("2018-12-31")!)
            )
            #expect(try await books.quantity("distinct") == 2)
        }
    }

    @Test func ofACohortCountsWhatWasClosedLaterAndNotWhatWasFiledEarlier() async throws {
        try await Books.run(.matters) { books in
            for matter in 1...3 {
                try await books.jot(.one("m.filed", "2018-12-30", matter, tags: "kind:a"))
            }
            try await books.jot(.one("m.filed", "2018-12-30", 4, tags: "kind:b"))
            try await books.jot(.one("m.filed", "2017-12-30", 5, tags: "kind:a"))
            for matter in [4, 5] { try await books.jot(.one("m.closed", "2018-12-31", matter)) }
            let none = try await books.figure("closing")
            #expect(none.value == .share(0, of: 3))
            let closed = try await books.jot(.one("m.closed", "2019-02-01", 1))
            try await books.jot(.one("m.closed", "2019-02-02", 2))
            let two = try await books.figure("closing")
            #expect(two.value == .share(2, of: 3) && two.shown == "66.7%")
            try await books.jot(
                Fact.one("m.closed", "2019-02-01", 1).reversed(closed, on: LocalDay("2020-01-01")!)
            )
            let one = try await books.figure("closing")
            #expect(one.value == .share(1, of: 3) && one.shown == "33.3%")
            #expect(try await books.figure("closing", asOf: two.size) == two)
        }
    }

    @Test(
        "takes the nearest rank",
        arguments: [
            ([], nil, nil), ([5], 5, 5), ([5, 9], 5, 9), ([9, 1, 5], 5, 9), (Array(1...10), 5, 9),
            (Array(1...11), 6, 10), ([7, 7, 7, 1], 7, 7),
        ] as [([Int64], Int64?, Int64?)]
    )
    func rank(minutes: [Int64], median: Int64?, ninetieth: Int64?) async throws {
        try await Books.run(.matters) { books in
            for (matter, quantity) in minutes.enumerated() {
                try await books.jot(
                    .one("m.duration", "2018-05-01", matter, quantity: quantity, Ledger.Unit("minute"))
                )
            }
            let sample = Int64(minutes.count)
            #expect(try await books.figure("median").value == .measured(median, sample: sample))
            #expect(try await books.figure("ninetieth").value == .measured(ninetieth, sample: sample))
        }
    }

    @Test func isRefusedWhereWhatIsMeasuredHasAnotherUnit() async throws {
        try await Books.run(.matters) { books in
            try await books.jot(.one("m.duration", "2018-05-01", 1))
            await #expect(throws: Figure.Failure.mixedUnits("median", ["item"])) {
                try await books.figure("median")
            }
        }
    }

    @Test(
        "shows money in its scale to the last fen",
        arguments: [
            (0, "0"), (1, "0.000001"), (1_053_700_00, "105.37"), (-250_000, "-0.25"), (126_000_00, "12.6"),
        ] as [(Int64, String)]
    )
    func money(fen: Int64, shown: String) async throws {
        try await Books.run(.matters) { books in
            if fen != 0 {
                try await books.jot(.one("m.paid", "2018-05-01", 1, quantity: fen, Ledger.Unit("fen")))
            }
            let figure = try await books.figure("money")
            #expect(figure.shown == shown && figure.quantity == fen)
        }
    }
}

extension Books {
    @discardableResult
    func jot(_ facts: Fact...) async throws -> Fact.ID {
        Fact.ID(entry: try await perform(Jotting(facts)).first, ordinal: 0)
    }

    /// Facts of all sorts, some of them taken back at once, later or as errors.
    ///
    /// - Returns: Those of `earlier` and the new ones, with their places.
    func jotAtRandom(
        _ count: Int,
        seed: UInt64,
        after earlier: [(id: Fact.ID, fact: Fact)] = []
    ) async throws -> [(id: Fact.ID, fact: Fact)] {
        var chance = SeededGenerator(seed: seed)
        var facts = earlier
        var taken = Set(earlier.compactMap(\.fact.reverses))
        for _ in 0..<count {
            var new = (0...Int.random(in: 0...2, using: &chance)).map { _ in Fact.random(&chance) }
            if Int.random(in: 0...2, using: &chance) == 0,
                let (id, fact) = facts.filter({ $0.fact.reverses == nil && !taken.contains($0.id) })
                    .randomElement(using: &chance)
            {
                taken.insert(id)
                let isError = Bool.random(using: &chance)
                let day = [fact.day, LocalDay("2018-12-31")!, LocalDay("2019-01-01")!]
                    .randomElement(using: &chance)!
                new.append(fact.reversed(id, on: isError ? fact.day : day, tags: isError ? [.corrected] : []))
            }
            let entry = try await perform(Jotting(new)).first
            for (ordinal, fact) in new.enumerated() {
                facts.append((Fact.ID(entry: entry, ordinal: ordinal), fact))
            }
        }
        return facts
    }
}

extension Fact {
    fileprivate static func random(_ chance: inout SeededGenerator) -> Fact {
        let measures = ["m.filed", "m.filed", "m.closed", "m.duration", "m.paid"]
        let measure = measures.randomElement(using: &chance)!
        let units = ["m.duration": "minute", "m.paid": "fen"]
        let isCount = units[measure] == nil
        let days = ["2017-12-31", "2018-01-01", "2018-06-15", "2018-12-31", "2019-01-01"]
        let tags = ["kind:a", "kind:b", "kind:c", "night"].filter { _ in Bool.random(using: &chance) }
        let number = Int.random(in: 0...12, using: &chance)
        return Fact(
            Measure(rawValue: measure)!,
            on: LocalDay(days.randomElement(using: &chance)!)!,
            quantity: isCount ? 1 : Int64.random(in: 1...500, using: &chance),
            unit: Ledger.Unit(rawValue: units[measure] ?? "item")!,
            community: [nil, "440310001001", "440310001002"].randomElement(using: &chance)!
                .flatMap { Code(rawValue: $0) },
            object: number == 0 ? nil : Code(rawValue: "matter:\(number)"),
            tags: Set(tags.map { Code(rawValue: $0)! })
        )
    }
}
