import Ledger
import Storage
import TestSupport
import Testing
import Timers

private let start = ManualTime.start

@Suite("A timer of a kind that the program does not know")
struct HealthTests {
    @Test("stays pending, is told, and is fired by a program that knows it", arguments: TestEngine.available)
    func unknown(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            try await test.tell(Planned(.foreign, due: start, count: 300))
            try await test.tell(Planned(.bell, due: start))
            try await test.running(test.service()) { await test.pass(120_000) }
            #expect(try await test.rung().map(\.name) == [.bell])
            let pending = try await test.pending()
            #expect(pending.count == 300)
            #expect(throws: TimerError.unknownKind(.foreign)) { try test.kinds.order(firing: pending[0]) }
            #expect(
                test.notices.map(\.description) == [
                    "this process fires the timers now",
                    "this program does not know the pending timers test.foreign; they wait for one that does",
                ]
            )
            let kinds = test.kinds
            let health = try await test.store.read { try TimerHealth(kinds, at: test.time.now, $0) }
            #expect(health.unknown == [.foreign: Instant(rawValue: start)])
            #expect(health.waitingSince == nil)
            let knowing = TimerKinds([TimerKind(.foreign, actor: .program) { Ring($0) }])
            // The lease of one that knows other kinds does not keep it waiting.
            try await test.running(test.service()) {
                let service = test.service("b", kinds: knowing)
                try await test.running(service) {}
            }
            #expect(try await test.pending() == [])
            #expect(try await test.rung().count == 301)
            try await test.expectReplay()
        }
    }

    @Test("is no hindrance where a program knows none", arguments: TestEngine.available)
    func none(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            try await test.tell(Planned(.bell, due: start))
            try await test.running(test.service(kinds: TimerKinds([]))) { await test.pass(2000) }
            #expect(try await test.pending().count == 1)
        }
    }

    @Test("is told apart from those that wait and those that fail", arguments: TestEngine.available)
    func health(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            let kinds = test.kinds
            test.fault.turn(on: true)
            try await test.tell(Planned(.broken, due: start))
            try await test.running(test.service()) {}
            try await test.tell(Planned(.bell, due: start + 3000, step: 1000, count: 5))
            let calm = try await test.store.read { try TimerHealth(kinds, at: Instant(rawValue: start), $0) }
            #expect(calm.waitingSince == nil && calm.unknown.isEmpty)
            #expect(calm.failures.map(\.timer.id.name) == [.broken])
            let late = try await test.store.read {
                try TimerHealth(kinds, at: Instant(rawValue: start + 60_000), $0)
            }
            #expect(late.waitingSince == Instant(rawValue: start + 3000))
        }
    }
}
