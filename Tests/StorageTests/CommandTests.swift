import Foundation
import Ledger
import Storage
import TestSupport
import Testing

@Suite("Commands")
struct CommandTests {
    @Test("give entries without gaps, whose time never runs back", arguments: TestEngine.available)
    func order(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            for number in 0..<5 {
                if number == 3 { test.clock.set(1_520_215_200_000 - 200_000) }
                let outcome = try await test.perform(Note("n\(number)"))
                #expect(
                    outcome
                        == Outcome(first: Entry.ID(rawValue: Int64(number) + 1), count: 1, isRepeat: false)
                )
            }
            let times = try await test.store.read { reader in
                try EntryStore.records(0..<6, reader).map { try Entry(bytes: $0.record.content!.bytes).time }
            }
            #expect(times == times.sorted())
            try await test.expectWhole()
        }
    }

    @Test(
        "that are refused leave nothing and spare their neighbours",
        arguments: TestEngine.available,
        [Note.Refusing.before, .after]
    )
    func refusals(engine: TestEngine, refusing: Note.Refusing) async throws {
        try await withStore(on: engine) { test in
            let outcomes = await together(40) { number in
                try await test.perform(Note("n\(number)", refusing: number % 5 == 2 ? refusing : .never))
            }
            for (number, outcome) in outcomes.enumerated() {
                if number % 5 == 2 {
                    #expect(refusal(outcome) == Refusal(name: "n\(number)"))
                } else {
                    #expect(isDone(outcome))
                }
            }
            try await test.expectWhole(size: 33)
        }
    }

    @Test("that break a rule of a table spare their neighbours", arguments: TestEngine.available)
    func constraints(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            try await test.perform(Note("taken"))
            let outcomes = await together(30) { number in
                switch number {
                case 7: try await test.perform(Note("first", "taken"))
                case 19: try await test.perform(Note("huge", amount: 5000))
                default: try await test.perform(Note("n\(number)"))
                }
            }
            for (number, outcome) in outcomes.enumerated() {
                if number == 7 || number == 19 {
                    guard case .failure(let error) = outcome, case StorageError.constraint = error else {
                        Issue.record("\(number) gave \(outcome)")
                        continue
                    }
                } else {
                    #expect(isDone(outcome))
                }
            }
            try await test.expectWhole(size: 30)
        }
    }

    @Test(
        "with an id used before are answered as the first time, or refused",
        arguments: TestEngine.available
    )
    func repeats(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            let id = CommandID(UUID())
            let first = try await test.perform(Note("a", "b"), id: id)
            let again = try await test.perform(Note("a", "b"), id: id)
            #expect(again == Outcome(first: first.first, count: 2, isRepeat: true))
            await #expect(throws: CommandError.idUsed(id)) { try await test.perform(Note("c"), id: id) }
            let other = try await test.reopened()
            #expect(try await test.perform(Note("a", "b"), id: id, on: other).isRepeat)
            let twice = CommandID(UUID())
            let outcomes = await together(12) { _ in try await test.perform(Note("d"), id: twice) }
            let firsts = try Set(outcomes.map { try $0.get().first })
            #expect(firsts.count == 1)
            let news = try outcomes.filter { try !$0.get().isRepeat }
            #expect(news.count == 1)
            try await other.close()
            try await test.expectWhole(size: 4)
        }
    }

    @Test("of several processes on one store neither fork nor lose anything", arguments: TestEngine.available)
    func processes(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            var stores = [test.store]
            for _ in 0..<3 { stores.append(try await test.reopened()) }
            let all = stores
            let outcomes = await together(200) { number in
                try await test.perform(Note("n\(number)"), on: all[number % 4])
            }
            let firsts = try outcomes.map { try $0.get().first.rawValue }
            #expect(Set(firsts).count == 200)
            #expect(firsts.min() == 1 && firsts.max() == 200)
            try await test.expectWhole()
            for store in all.dropFirst() { try await store.close() }
        }
    }

    @Test("that record nothing, or what cannot be kept, are refused", arguments: TestEngine.available)
    func nothing(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            await #expect(throws: CommandError.nothingRecorded) { try await test.perform(Note(names: [])) }
            await #expect(throws: CommandError.self) { try await test.perform(Note("unassigned \u{0378}")) }
            let long = String(repeating: "长", count: 11_000)
            await #expect(throws: CommandError.self) { try await test.perform(Note(long)) }
            try await test.expectWhole(size: 1)
        }
    }
}

/// Runs `count` pieces of work at once and gives their results in order.
func together(
    _ count: Int,
    _ body: @escaping @Sendable (Int) async throws -> Outcome
) async -> [Result<Outcome, any Error>] {
    await withTaskGroup(of: Numbered.self) { group in
        for number in 0..<count { group.addTask { await Numbered(number, body) } }
        var results: [Int: Result<Outcome, any Error>] = [:]
        for await numbered in group { results[numbered.number] = numbered.result }
        return (0..<count).compactMap { results[$0] }
    }
}

private struct Numbered: Sendable {
    let number: Int
    let result: Result<Outcome, any Error>

    init(_ number: Int, _ body: @Sendable (Int) async throws -> Outcome) async {
        self.number = number
        // In steps: Swift 6.3 loses the number when a tuple is made around the call.
        do {
            let outcome = try await body(number)
            result = .success(outcome)
        } catch { result = .failure(error) }
    }
}

func isDone(_ result: Result<Outcome, any Error>) -> Bool {
    if case .success = result { true } else { false }
}

func refusal(_ result: Result<Outcome, any Error>) -> Refusal? {
    if case .failure(let error) = result { error as? Refusal } else { nil }
}
