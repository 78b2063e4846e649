import Ledger
import Storage
import TestSupport
import Testing
import Timers

private let start = ManualTime.start

@Suite("A timer whose command fails")
struct FailureTests {
    @Test(
        "is tried again later and later, while the others go on",
        arguments: TestEngine.available,
        [TimerName.broken, .rude]
    )
    func backsOff(engine: TestEngine, name: TimerName) async throws {
        try await TimerTest.run(on: engine) { test in
            test.fault.turn(on: true)
            try await test.tell(Planned(name, due: start, count: 3))
            try await test.tell(Planned(.bell, due: start, step: 1000, count: 40))
            try await test.running(test.service()) { () async throws in
                #expect(try await test.failures().map(\.attempts) == [1, 1, 1])
                await test.pass(9000)
                #expect(try await test.failures().map(\.attempts) == [1, 1, 1])
                await test.pass(1000)
                #expect(try await test.failures().map(\.attempts) == [2, 2, 2])
                await test.pass(20_000)
                let failures = try await test.failures()
                #expect(failures.map(\.attempts) == [3, 3, 3])
                #expect(failures.map(\.nextAttempt.rawValue) == Array(repeating: start + 70_000, count: 3))
                // Nothing of what the error says, which names somebody.
                #expect(failures.map(\.error) == ["Refusal", "Refusal", "Refusal"])
                #expect(try await test.rung().map(\.time) == (0...30).map { start + $0 * 1000 })
                test.fault.turn(on: false)
                await test.pass(40_000)
                #expect(
                    try await test.rung().suffix(3).map(\.time) == Array(repeating: start + 70_000, count: 3)
                )
                #expect(try await test.failures() == [])
            }
            #expect(try await test.pending() == [])
            #expect(!test.notices.map(\.description).joined().contains("Li Hua"))
            try await test.expectReplay()
        }
    }

    @Test("does not stop the others where the engine itself fails", arguments: TestEngine.available)
    func poison(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            try await test.tell(Planned(.bell, due: start, step: 2, count: 20))
            try await test.tell(Planned(.poisonous, due: start + 11))
            test.time.jump(1000)
            try await test.running(test.service()) { await test.pass(40_000) }
            #expect(try await test.rung().map(\.ordinal) == Array(0..<20))
            #expect(try await test.pending().map(\.id.name) == [.poisonous])
            #expect(try await test.failures().map(\.attempts) == [3])
            try await test.expectReplay()
        }
    }

    @Test("is tried every hour in the end", arguments: TestEngine.available)
    func hourly(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            test.fault.turn(on: true)
            try await test.tell(Planned(.broken, due: start))
            for attempt in 1...12 {
                try await test.running(test.service()) {}
                let failure = try #require(try await test.failures().first)
                #expect(failure.attempts == attempt)
                let pause = failure.nextAttempt.rawValue - test.time.now.rawValue
                #expect(pause == min(10_000 << Int64(attempt - 1), 3_600_000))
                test.time.jump(pause)
            }
        }
    }

    @Test(
        "is fired at once when it was moved, and forgotten when it was cancelled",
        arguments: TestEngine.available
    )
    func changed(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            test.fault.turn(on: true)
            try await test.tell(Planned(.broken, due: start, count: 2))
            try await test.running(test.service()) {
                test.fault.turn(on: false)
                try await test.tell(Changed(.broken, ordinal: 0, due: start + 500))
                try await test.tell(Changed(.broken, ordinal: 1, due: nil))
                await test.pass(1000)
                #expect(try await test.rung().map(\.ordinal) == [0])
                await test.pass(10_000)
            }
            let rows = try await test.store.read { reader in
                try reader.all("SELECT ordinal FROM work_timer_failure") { try $0.integer(0) }
            }
            #expect(rows == [])
            #expect(try await test.rung().count == 1)
        }
    }

    @Test("starts anew when the working state was lost", arguments: TestEngine.available)
    func lost(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            test.fault.turn(on: true)
            try await test.tell(Planned(.broken, due: start))
            try await test.running(test.service()) {}
            try await test.store.database.write { transaction in
                try transaction.execute("DELETE FROM work_timer_failure")
                try transaction.execute("DELETE FROM work_lease")
            }
            test.fault.turn(on: false)
            try await test.running(test.service("b")) {}
            #expect(try await test.rung().count == 1)
        }
    }

    @Test("fires although somebody has used its command's ids for others", arguments: TestEngine.available)
    func takenIDs(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            try await test.tell(Planned(.bell, due: start, count: 2))
            let timers = try await test.pending()
            for round in 0..<3 {
                try await test.perform(
                    Tell(Changed(.hourly, due: nil)),
                    id: timers[0].commandID(round: round)
                )
            }
            for round in 0..<8 {
                try await test.perform(
                    Tell(Changed(.hourly, due: nil)),
                    id: timers[1].commandID(round: round)
                )
            }
            try await test.running(test.service()) {}
            #expect(try await test.rung().map(\.ordinal) == [0])
            #expect(try await test.failures().map(\.error) == ["TimerError.idsTaken"])
            try await test.tell(Changed(.bell, ordinal: 1, due: start))
            try await test.running(test.service()) {}
            #expect(try await test.rung().map(\.ordinal) == [0, 1])
        }
    }
}
