import Foundation
import Ledger
import Storage
import TestSupport
import Testing
import Timers

@Suite("Orders that are given together")
struct InOrderTests {
    @Test(
        "are done in their order, more than a transaction takes, each with its own result",
        arguments: TestEngine.available
    )
    func order(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            let timers = (0..<700).map { number in
                PendingTimer(
                    TimerID(.bell, about: TimerTest.subject, ordinal: number),
                    due: Instant(rawValue: 0),
                    entry: Entry.ID(rawValue: 0)
                )
            }
            let orders = timers.map { timer in
                let refusing: Ring.Refusing =
                    switch timer.id.ordinal % 50 {
                    case 7: .before
                    case 23: .after
                    default: .never
                    }
                return Order(
                    id: CommandID(UUID()),
                    actor: .program,
                    command: Ring(timer, refusing: refusing)
                )
            }
            // Beside others, who find room between them.
            async let others = withThrowingTaskGroup(of: Outcome.self) { group in
                for number in 0..<50 {
                    group.addTask { try await test.tell(Changed(.bell, ordinal: number, due: nil)) }
                }
                return try await group.reduce(into: 0) { sum, _ in sum += 1 }
            }
            let results = await test.store.perform(inOrder: orders)
            #expect(try await others == 50)
            #expect(results.count == 700)
            var firsts: [Int64] = []
            for (number, result) in results.enumerated() {
                if number % 50 == 7 || number % 50 == 23 {
                    #expect(throws: Refusal(person: "Li Hua")) { try result.get() }
                } else {
                    firsts.append(try result.get().first.rawValue)
                }
            }
            #expect(firsts == firsts.sorted() && firsts.count == 672)
            #expect(try await test.rung().map(\.ordinal) == (0..<700).filter { ![7, 23].contains($0 % 50) })
            let again = await test.store.perform(inOrder: Array(orders.prefix(3)))
            #expect(try again.map { try $0.get().isRepeat } == [true, true, true])
            #expect(await test.store.perform(inOrder: []).isEmpty)
            try await test.expectReplay()
        }
    }

    @Test("are done around one that cannot be kept", arguments: TestEngine.available)
    func unwritable(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            let orders = [1, Int64.max, 2].map { due in
                Order(id: CommandID(UUID()), actor: .program, command: Tell(Changed(.bell, due: due)))
            }
            let results = await test.store.perform(inOrder: orders)
            #expect(results.map { try? $0.get().first.rawValue } == [1, nil, 2])
            #expect(throws: CommandError.self) { try results[1].get() }
        }
    }
}
