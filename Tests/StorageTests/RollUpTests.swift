import Ledger
import Storage
import TestSupport
import Testing

@Suite("Roll-ups")
struct RollUpTests {
    @Test("say the same as the facts, whatever was counted and taken back", arguments: TestEngine.available)
    func sums(engine: TestEngine) async throws {
        try await withStore(on: engine, schema: Tally.schema) { test in
            var chance = Chance(state: 17)
            var facts: [(id: Fact.ID, fact: Fact)] = []
            var reversed: Set<Fact.ID> = []
            for number in 0..<60 {
                var new = (0..<chance.below(4)).map { _ in chance.fact() }
                let back = facts.isEmpty ? nil : chance.element(of: facts)
                if let back { new.append(back.fact.reversed(back.id, on: TestStore.day)) }
                let isTwice = back.map { !reversed.insert($0.id).inserted } ?? false
                do {
                    let entry = try await test.perform(Tally("n\(number)", new)).first
                    #expect(!isTwice, "fact \(back!.id) was taken back twice")
                    for (ordinal, fact) in new.enumerated() {
                        facts.append((Fact.ID(entry: entry, ordinal: ordinal), fact))
                    }
                } catch CommandError.reversedBefore(let id) { #expect(isTwice && id == back?.id) }
            }
            let days = [LocalDay("2017-12-31")!, LocalDay("2018-01-01")!, TestStore.day]
            for (first, last) in [(0, 0), (0, 1), (1, 2), (0, 2), (2, 2)] {
                for measure in [Measure("test.noted"), Measure("test.other")] {
                    let range = days[first]...days[last]
                    let (rolled, counted) = try await test.store.read { reader in
                        (
                            try FactTotal.sums(of: FactSelection([measure]), on: range, reader)!.map(
                                Sum.init
                            ),
                            try FactQuery(FactSelection([measure]), on: range, before: .max).sums(reader).map(
                                Sum.init
                            )
                        )
                    }
                    let mine = facts.map(\.fact).filter { $0.measure == measure && range.contains($0.day) }
                    let expected = Dictionary(grouping: mine, by: \.unit.rawValue)
                        .map { Sum(unit: $0, quantity: $1.map(\.quantity).reduce(0, +), facts: $1.count) }
                        .sorted { $0.unit < $1.unit }
                    #expect(rolled == expected)
                    #expect(counted == expected)
                }
            }
            #expect(reversed.count > 20)
            try await test.expectWhole()
        }
    }

    @Test("refuse the order that would pass 64 bits, and no neighbour", arguments: TestEngine.available)
    func tooLarge(engine: TestEngine) async throws {
        try await withStore(on: engine, schema: Tally.schema) { test in
            let heavy = Fact(
                Measure("test.noted"),
                on: TestStore.day,
                quantity: Limit.integer,
                unit: .item
            )
            let light = Fact(Measure("test.other"), on: TestStore.day, quantity: 1, unit: .item)
            let orders =
                (0..<11).map { Tally("h\($0)", Array(repeating: heavy, count: 100)) } + [Tally("l", [light])]
            let done = await withTaskGroup(of: Bool.self) { group in
                for order in orders {
                    group.addTask {
                        do { _ = try await test.perform(order) } catch {
                            #expect("\(error)".contains("large") || error is StorageError)
                            return false
                        }
                        return true
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(done == 11)
            let total = try await test.store.read {
                try FactTotal.sums(of: FactSelection([light.measure]), on: TestStore.day...TestStore.day, $0)!
                    .map(\.quantity)
            }
            #expect(total == [1])
            try await test.expectWhole()
        }
    }

    private struct Sum: Equatable {
        let unit: String
        let quantity: Int64
        let facts: Int64

        init(unit: String, quantity: Int64, facts: Int) {
            (self.unit, self.quantity, self.facts) = (unit, quantity, Int64(facts))
        }

        init(_ sum: (unit: Unit, quantity: Int64, facts: Int64)) {
            self.init(unit: sum.unit.rawValue, quantity: sum.quantity, facts: Int(sum.facts))
        }
    }

    @Test("and the replay stand beside a writer", arguments: TestEngine.available)
    func besideAWriter(engine: TestEngine) async throws {
        try await withStore(on: engine, schema: Tally.schema) { test in
            let writing = Task {
                var chance = Chance(state: 3)
                var number = 0
                while !Task.isCancelled {
                    try await test.perform(Tally("n\(number)", [chance.fact(), chance.fact()]))
                    number += 1
                }
                return number
            }
            var sizes: [Int64] = []
            for _ in 0..<8 {
                let (size, differences) = try await Replay.check(test.store.database, schema: Tally.schema)
                #expect(differences.map(\.description) == [])
                let problems = try await StoreAudit.run(test.store.database).problems.map(\.description)
                #expect(problems == [])
                sizes.append(size)
            }
            writing.cancel()
            let number = try await writing.value
            #expect(sizes == sizes.sorted() && sizes[0] < sizes[7])
            try await test.expectWhole(size: Int64(number) * 2 + 1)
        }
    }
}
