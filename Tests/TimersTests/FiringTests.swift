import Ledger
import Storage
import TestSupport
import Testing
import Timers

private let start = ManualTime.start

@Suite("A timer")
struct FiringTests {
    @Test("fires once, at its second and not before", arguments: TestEngine.available)
    func once(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            try await test.tell(Planned(.bell, due: start + 5000))
            try await test.running(test.service()) { () async throws in
                await test.pass(4000)
                #expect(try await test.rung() == [])
                test.time.pass(999)
                #expect(try await test.rung() == [])
                let rests = test.time.rests
                test.time.pass(1)
                await test.time.untilRests(rests + 1)
                let ringing = Ringing(name: .bell, ordinal: 0, due: start + 5000, time: start + 5000)
                #expect(try await test.rung() == [ringing])
                await test.pass(20_000)
                #expect(try await test.rung() == [ringing])
            }
            #expect(try await test.pending() == [])
            #expect(try await test.entries(of: Entry.Kind("timer.fired")) == 0)
            try await test.expectReplay()
        }
    }

    @Test("that is set while the service rests is noticed in time", arguments: TestEngine.available)
    func noticed(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            let service = test.service()
            try await test.running(service) {
                try await test.tell(Planned(.bell, due: start + 300))
                // Its rest would last a second; woken, it rests until the timer is due.
                await test.wake(service)
                let rests = test.time.rests
                test.time.pass(300)
                await test.time.untilRests(rests + 1)
                #expect(try await test.rung().map(\.time) == [start + 300])
                try await test.tell(Planned(.bell, due: start + 900, ordinal: 1))
                await test.pass(1000)
                #expect(try await test.rung().map(\.time) == [start + 300, start + 1300])
            }
            try await test.expectReplay()
        }
    }

    @Test("waits for its turn behind those that were due before", arguments: TestEngine.available)
    func order(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            // 700 timers, set in another order than they are due, some at the same moment.
            for block in 0..<7 {
                try await test.tell(
                    Planned(
                        .bell,
                        due: start + 1000 - Int64(block) * 5,
                        ordinal: block * 100,
                        step: 1 + Int64(block % 3) * 7,
                        count: 100
                    )
                )
            }
            test.time.jump(60_000)
            try await test.running(test.service()) {}
            let rung = try await test.rung()
            #expect(rung.map(\.due) == rung.map(\.due).sorted())
            #expect(Set(rung.map(\.ordinal)) == Set(0..<700))
            #expect(rung.count == 700)
            try await test.expectReplay()
        }
    }

    @Test("fires with thousands that are due at the same moment", arguments: TestEngine.available)
    func many(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            try await test.tell(Planned(.bell, due: start + 1000, count: 3000))
            try await test.tell(Planned(.silent, due: start + 1000, count: 500))
            try await test.running(test.service()) { await test.pass(1000) }
            let rung = try await test.rung()
            #expect(rung.count == 3000)
            #expect(rung.map(\.ordinal) == Array(0..<3000))
            #expect(rung.allSatisfy { $0.time == start + 1000 })
            #expect(try await test.pending() == [])
            #expect(try await test.entries(of: Entry.Kind("timer.fired")) == 500)
            try await test.expectReplay()
        }
    }

    @Test(
        "that was moved fires at its new time only, one that was cancelled never",
        arguments: TestEngine.available
    )
    func changed(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            try await test.tell(Planned(.bell, due: start + 2000, count: 5))
            try await test.tell(Changed(.bell, ordinal: 1, due: nil))
            try await test.tell(Changed(.bell, ordinal: 2, due: start + 4000))
            try await test.tell(Changed(.bell, ordinal: 3, due: start + 1000))
            try await test.running(test.service()) {
                await test.pass(5000)
                // Too late: what has fired is neither moved nor set again.
                try await test.tell(Changed(.bell, ordinal: 0, due: start + 7000))
                try await test.tell(Changed(.bell, ordinal: 1, due: start + 7000))
                await test.pass(5000)
            }
            let rung = try await test.rung()
            #expect(rung.map(\.ordinal) == [3, 0, 4, 2])
            #expect(rung.map { $0.time - start } == [1000, 2000, 2000, 4000])
            #expect(try await test.pending() == [])
            try await test.expectReplay()
        }
    }

    @Test(
        "that is set again after it has fired fires again, even for the same time",
        arguments: TestEngine.available
    )
    func again(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            for _ in 0..<3 {
                try await test.tell(Planned(.bell, due: start))
                try await test.running(test.service()) {}
            }
            #expect(try await test.rung().count == 3)
            try await test.expectReplay()
        }
    }

    @Test("whose command records nothing leaves an entry of its own", arguments: TestEngine.available)
    func silent(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            try await test.tell(Planned(.silent, due: start))
            try await test.running(test.service()) { await test.pass(3000) }
            #expect(try await test.pending() == [])
            #expect(try await test.entries(of: Entry.Kind("timer.fired")) == 1)
            try await test.expectReplay()
        }
    }

    @Test(
        "that its own command sets again goes on, unless to a time that is not later",
        arguments: TestEngine.available
    )
    func recurring(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            try await test.tell(Planned(.hourly, due: start))
            try await test.tell(Planned(.stuck, due: start))
            test.time.jump(10 * 3_600_000)
            try await test.running(test.service()) {}
            let rung = try await test.rung()
            #expect(rung.map(\.name) == Array(repeating: .hourly, count: 11))
            #expect(rung.map(\.due) == (0...10).map { start + $0 * 3_600_000 })
            #expect(try await test.pending().map(\.due.rawValue) == [start + 11 * 3_600_000, start])
            #expect(try await test.failures().map(\.error) == ["TimerError.notLater"])
            try await test.expectReplay()
        }
    }

    @Test("goes with all others of its subject", arguments: TestEngine.available)
    func cancelledTogether(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            try await test.tell(Planned(.bell, due: start, count: 3))
            try await test.tell(Planned(.hourly, due: start))
            let other = Subject("test", Identifier<TimerTest>(rawValue: 77))
            try await test.store.database.write { transaction in
                let entry = try #require(try EntryStore.entry(Entry.ID(rawValue: 1), transaction.reader))
                try TimerTable.set(
                    TimerID(.bell, about: other),
                    due: Instant(rawValue: start),
                    by: entry,
                    transaction
                )
                try TimerTable.cancelAll(about: TimerTest.subject, transaction)
            }
            #expect(try await test.pending() == [])
            #expect(try await test.store.read { try TimerTable.pending(about: other, $0).count } == 1)
        }
    }
}
