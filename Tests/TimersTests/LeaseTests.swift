import Ledger
import Storage
import TestSupport
import Testing
import Timers

@Suite("The lease")
struct LeaseTests {
    @Test(
        "has one holder, and another after it was silent for as long as it lasts",
        arguments: TestEngine.available
    )
    func takeOver(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { (test) async throws in
            let database = test.store.database
            var (a, b) = (lease("a"), lease("b"))
            #expect(try await a.hold(database, at: .seconds(1000)))
            // Their counts of time begin somewhere else each.
            #expect(try await !b.hold(database, at: .seconds(3)))
            #expect(try await a.hold(database, at: .seconds(1014)))
            #expect(try await !b.hold(database, at: .seconds(17)))
            #expect(try await !b.hold(database, at: .milliseconds(31_999)))
            #expect(try await b.hold(database, at: .seconds(32)))
            #expect(try await !a.hold(database, at: .seconds(1030)))
            #expect(try await b.hold(database, at: .seconds(60)))
        }
    }

    @Test("is free at once when its holder gives it back", arguments: TestEngine.available)
    func release(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            let database = test.store.database
            var (a, b) = (lease("a"), lease("b"))
            #expect(try await a.hold(database, at: .zero))
            #expect(try await !b.hold(database, at: .zero))
            try await b.release(database)
            #expect(try await !b.hold(database, at: .zero))
            try await a.release(database)
            #expect(try await b.hold(database, at: .zero))
        }
    }

    @Test("goes to one of many who ask at once", arguments: TestEngine.available)
    func together(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            let database = test.store.database
            let holders = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<20 {
                    var lease = lease("holder \(number)")
                    group.addTask { try await lease.hold(database, at: .zero) }
                }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(holders == 1)
        }
    }

    @Test(
        "of a killed process ends, and another fires what was due meanwhile",
        arguments: TestEngine.available
    )
    func killed(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            let read: @Sendable (Reader) throws -> [String] = { reader in
                try reader.all("SELECT name FROM work_lease") { try $0.text(0) }
            }
            var names: [String] = []
            try await test.running(test.service("a")) { names = try await test.store.read(read) }
            #expect(names.count == 1)
            #expect(try await test.store.read(read) == [])
            // A killed process leaves its row behind.
            var dead = Lease(try #require(names.first), holder: "a", lasting: .seconds(15))
            #expect(try await dead.hold(test.store.database, at: .zero))
            try await test.tell(Planned(.bell, due: ManualTime.start + 2000))
            try await test.running(test.service("b")) { () async throws in
                await test.pass(14_000)
                #expect(try await test.rung() == [])
                await test.pass(1000)
                #expect(try await test.rung().map(\.time) == [ManualTime.start + 15_000])
            }
            #expect(
                test.notices.map(\.description) == [
                    "this process fires the timers now", "another process fires the timers now",
                    "this process fires the timers now",
                ]
            )
            try await test.expectReplay()
        }
    }

    private func lease(_ holder: String) -> Lease { Lease("work", holder: holder, lasting: .seconds(15)) }
}
