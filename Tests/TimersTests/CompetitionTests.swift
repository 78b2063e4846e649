import Foundation
import Ledger
import Storage
import Synchronization
import TestSupport
import Testing
import Timers

private let start = ManualTime.start

@Suite("Several processes on one store")
struct CompetitionTests {
    @Test(
        "fire a timer once when one comes with what it read before the other fired it",
        arguments: TestEngine.available
    )
    func stale(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            try await test.tell(Planned(.bell, due: start, count: 200))
            let other = try await test.reopened()
            let read = try await test.store.read {
                try DueTimers.fresh([.bell], at: Instant(rawValue: start), limit: 1000, $0)
            }
            #expect(read.count == 200)
            // As if killed behind its commit, before it heard of it: the first half is done under the same ids.
            let orders = try read.map { try test.kinds.order(firing: $0) }
            for result in await test.store.perform(inOrder: Array(orders.prefix(100))) {
                #expect(try !result.get().isRepeat)
            }
            try await test.running(test.service("b", on: other)) {}
            for (place, result) in await test.store.perform(inOrder: orders).enumerated() {
                #expect(try result.get().isRepeat, "\(place)")
            }
            #expect(try await test.rung().map(\.ordinal) == Array(0..<200))
            #expect(try await test.failures() == [])
            try await other.close()
            try await test.expectReplay()
        }
    }

    @Test(
        "do not fire a timer as they read it when it was moved or cancelled since",
        arguments: TestEngine.available
    )
    func changed(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            try await test.tell(Planned(.bell, due: start, count: 3))
            let read = try await test.pending()
            try await test.tell(Changed(.bell, ordinal: 0, due: nil))
            try await test.tell(Changed(.bell, ordinal: 1, due: start - 1))
            let orders = try read.map { try test.kinds.order(firing: $0) }
            let results = await test.store.perform(inOrder: orders)
            for place in 0...1 {
                #expect(throws: TimerError.notPending(read[place].id)) { try results[place].get() }
            }
            #expect(try !results[2].get().isRepeat)
            try await test.running(test.service()) {}
            #expect(try await test.rung().map(\.ordinal) == [2, 1])
            #expect(try await test.rung().map(\.due) == [start, start - 1])
            try await test.expectReplay()
        }
    }

    @Test("fire what one has left that was stopped in between", arguments: TestEngine.available)
    func stopped(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            try await test.tell(Planned(.bell, due: start, count: 2000))
            let other = try await test.reopened()
            var settings = TimerService.Settings()
            settings.batch = 50
            let service = test.service("a", settings: settings)
            try await withThrowingTaskGroup { group in
                group.addTask { await service.run() }
                while try await test.rung().isEmpty { await Task.yield() }
                group.cancelAll()
                try await group.waitForAll()
            }
            let left = try await test.pending().count
            #expect(left < 2000)
            try await test.running(test.service("b", on: other)) {}
            #expect(try await test.rung().map(\.ordinal) == Array(0..<2000))
            try await other.close()
            try await test.expectReplay()
        }
    }

    /// Both lead in turns, since their leases last no time at all, and often at once.
    @Test("fire each timer once while timers are set, moved and cancelled", arguments: TestEngine.available)
    func competing(engine: TestEngine) async throws {
        let clock = RacingTime()
        try await TimerTest.run(on: engine, clock: clock.wall) { test in
            let other = try await test.reopened(clock: clock.wall)
            var settings = TimerService.Settings()
            (settings.batch, settings.lease) = (7, .zero)
            let services = [
                test.service("a", settings: settings, sleeper: clock.sleeper(seed: 1)),
                test.service("b", on: other, settings: settings, sleeper: clock.sleeper(seed: 2)),
            ]
            var cancelled: Set<Int> = []
            try await withThrowingTaskGroup { group in
                for service in services { group.addTask { await service.run() } }
                for block in 0..<20 {
                    let first = block * 30
                    try await test.tell(
                        Planned(.bell, due: clock.now, ordinal: first, step: 9, count: 30)
                    )
                    for ordinal in [first + 11, first + 29] {
                        let id = TimerID(.bell, about: TimerTest.subject, ordinal: ordinal)
                        if (try? await test.perform(CancelPending(id: id))) != nil {
                            cancelled.insert(ordinal)
                        }
                        try await test.tell(Changed(.bell, ordinal: ordinal - 3, due: clock.now + 40))
                    }
                }
                while try await !test.pending().isEmpty { await Task.yield() }
                group.cancelAll()
                try await group.waitForAll()
            }
            let rung = try await test.rung()
            #expect(rung.map(\.ordinal).sorted() == Set(0..<600).subtracting(cancelled).sorted())
            #expect(rung.allSatisfy { $0.time >= $0.due })
            #expect(try await test.failures() == [])
            try await other.close()
            try await test.expectReplay()
        }
    }

    @Test(
        "fire each timer once while their connections are cut",
        .enabled(if: TestEngine.address != nil, "JIEDAO_TEST_POSTGRESQL names no server")
    )
    func cut() async throws {
        let clock = RacingTime()
        try await TimerTest.run(on: .postgresql, clock: clock.wall) { test in
            let killer = try await Database(.server(TestEngine.address!))
            try await test.tell(Planned(.bell, due: clock.now, count: 1500))
            let service = test.service(sleeper: clock.sleeper(seed: 3))
            let name = test.place.name
            try await withThrowingTaskGroup { group in
                group.addTask { await service.run() }
                for round in 0..<5 {
                    while try await test.rung().count <= round * 250 { await Task.yield() }
                    _ = try await killer.write { transaction in
                        try transaction.reader.all(
                            """
                            SELECT CAST(pg_terminate_backend(pid) AS TEXT) FROM pg_stat_activity
                            WHERE application_name = \(name)
                            """
                        ) { $0.values }
                    }
                }
                while try await !test.pending().isEmpty { await Task.yield() }
                group.cancelAll()
                try await group.waitForAll()
            }
            #expect(try await test.rung().map(\.ordinal) == Array(0..<1500))
            #expect(try await test.failures() == [])
            try await killer.close()
            try await test.expectReplay()
        }
    }
}

/// A clock that each reading moves on by a millisecond, and sleep that lasts until some others had a turn.
final class RacingTime: Sendable {
    private let present = Mutex(start)

    var now: Int64 {
        present.withLock { now in
            now += 1
            return now
        }
    }

    var wall: WallClock { WallClock { [self] in Instant(rawValue: now) } }

    func sleeper(seed: UInt64) -> Sleeper {
        let random = Mutex(seed)
        return Sleeper(
            elapsed: { [self] in .milliseconds(now - start) },
            sleep: { [self] _ in
                // SplitMix64's increment; how evenly it falls does not matter here.
                let pause = random.withLock { state in
                    state = state &* 6_364_136_223_846_793_005 &+ 0x9E37_79B9_7F4A_7C15
                    return state >> 59
                }
                for _ in 0...pause {
                    try Task.checkCancellation()
                    _ = now
                    await Task.yield()
                }
            }
        )
    }
}
