import Identity
import Synchronization
import Testing

@Suite("A gate")
struct GateTests {
    /// Inside until it is told to go.
    private final class Visitor: Sendable {
        private let leave = AsyncStream<Void>.makeStream()

        func stay() async { for await _ in leave.stream { return } }
        func go() { leave.continuation.yield() }
    }

    private final class Shared<Value: Sendable>: Sendable {
        private let value: Mutex<Value>

        init(_ value: Value) { self.value = Mutex(value) }

        var now: Value { value.withLock { $0 } }

        func change(_ body: @Sendable (inout Value) -> Void) { value.withLock { body(&$0) } }
    }

    private struct Counts {
        var inside = 0
        var most = 0
        var done = 0
    }

    private func until(_ gate: Gate, inside: Int, waiting: Int) async {
        while gate.load != (inside, waiting) { await Task.yield() }
    }

    @Test func letsInAsManyAsItHasPlacesAndTheRestInOrder() async throws {
        let gate = Gate(places: 1, waitingLimit: 3)
        let first = Visitor()
        let order = Shared<[Int]>([])
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await gate.pass { await first.stay() } }
            await until(gate, inside: 1, waiting: 0)
            for number in 1...3 {
                group.addTask { try await gate.pass { order.change { $0.append(number) } } }
                await until(gate, inside: 1, waiting: number)
            }
            #expect(order.now.isEmpty)
            first.go()
            try await group.waitForAll()
        }
        #expect(order.now == [1, 2, 3])
        #expect(gate.load == (0, 0))
    }

    @Test func refusesWhoeverWouldMakeTheQueueTooLong() async throws {
        let gate = Gate(places: 2, waitingLimit: 1)
        let visitor = Visitor()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<2 { group.addTask { try await gate.pass { await visitor.stay() } } }
            await until(gate, inside: 2, waiting: 0)
            group.addTask { try await gate.pass {} }
            await until(gate, inside: 2, waiting: 1)
            for _ in 0..<100 {
                await #expect(throws: Gate.Refusal.full(1)) { try await gate.pass { Issue.record("let in") } }
            }
            visitor.go()
            await until(gate, inside: 1, waiting: 0)
            visitor.go()
            try await group.waitForAll()
        }
        #expect(gate.load == (0, 0))
    }

    @Test func forgetsWhoeverGivesUpWaiting() async throws {
        let gate = Gate(places: 1, waitingLimit: 1)
        let visitor = Visitor()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await gate.pass { await visitor.stay() } }
            await until(gate, inside: 1, waiting: 0)
            let waiting = Task { try await gate.pass { Issue.record("let in") } }
            await until(gate, inside: 1, waiting: 1)
            waiting.cancel()
            await #expect(throws: Gate.Refusal.cancelled) { try await waiting.value }
            #expect(gate.load == (1, 0))
            let late = Task { try await gate.pass { Issue.record("let in") } }
            late.cancel()
            await #expect(throws: Gate.Refusal.cancelled) { try await late.value }
            visitor.go()
            try await group.waitForAll()
        }
        #expect(gate.load == (0, 0))
    }

    @Test func isNeverOverfullAndLosesNobody() async throws {
        let gate = Gate(places: 3, waitingLimit: 1000)
        let counts = Shared(Counts())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<500 {
                group.addTask {
                    try await gate.pass {
                        counts.change {
                            $0.inside += 1
                            $0.most = max($0.most, $0.inside)
                        }
                        await Task.yield()
                        counts.change {
                            $0.inside -= 1
                            $0.done += 1
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(counts.now.most <= 3 && counts.now.done == 500)
        #expect(gate.load == (0, 0))
    }
}
