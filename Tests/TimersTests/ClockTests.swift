import Ledger
import Storage
import TestSupport
import Testing
import Timers

private let start = ManualTime.start
private let hour: Int64 = 3_600_000
private let year = 365 * 24 * hour

@Suite("A clock that jumps")
struct ClockTests {
    @Test(
        "a year ahead and back four minutes fires nothing twice and nothing early",
        arguments: TestEngine.available
    )
    func jumps(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            try await test.tell(Planned(.bell, due: start + 1000, step: 24 * hour, count: 365))
            try await test.tell(Planned(.bell, due: start + year + 600_000, ordinal: 1000))
            try await test.running(test.service()) {
                await test.pass(1000)
                #expect(try await test.rung().count == 1)
                test.time.jump(year)
                await test.pass(1000)
                #expect(try await test.rung().map(\.ordinal) == Array(0..<365))
                test.time.jump(-240_000)
                // Due in the minutes that come twice, by the clock in the second one.
                try await test.tell(Planned(.bell, due: start + year - 100_000, ordinal: 2000))
                await test.pass(137_000)
                #expect(try await test.rung().count == 365)
                await test.pass(1000)
                #expect(try await test.rung().last?.ordinal == 2000)
                await test.pass(699_000)
                #expect(try await test.rung().count == 366)
                await test.pass(1000)
                #expect(try await test.rung().count == 367)
                await test.pass(600_000)
            }
            let rung = try await test.rung()
            #expect(rung.map(\.ordinal) == Array(0..<365) + [2000, 1000])
            #expect(rung.allSatisfy { $0.time >= $0.due })
            #expect(try await test.pending() == [])
            try await test.expectReplay()
        }
    }

    @Test("back between reading and firing leaves the timer for later", arguments: TestEngine.available)
    func early(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            try await test.tell(Planned(.bell, due: start + 1000))
            let timer = try #require(try await test.pending().first)
            let order = try test.kinds.order(firing: timer)
            await #expect(throws: TimerError.early(timer.id)) { try await test.store.perform(order) }
            #expect(try await test.pending() == [timer])
            test.time.jump(1000)
            #expect(try await !test.store.perform(order).isRepeat)
            #expect(try await test.rung().map(\.time) == [start + 1000])
        }
    }

    @Test("back does not put off the next attempt of one that failed", arguments: TestEngine.available)
    func failures(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            test.fault.turn(on: true)
            try await test.tell(Planned(.broken, due: start))
            test.time.jump(year)
            try await test.running(test.service()) {}
            test.time.jump(-year)
            test.fault.turn(on: false)
            try await test.running(test.service()) {}
            #expect(try await test.rung().count == 1)
            #expect(try await test.failures() == [])
        }
    }
}
