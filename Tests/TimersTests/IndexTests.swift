import Ledger
import Storage
import TestSupport
import Testing
import Timers

private let start = ManualTime.start

@Suite("A hundred thousand pending timers")
struct IndexTests {
    @Test("are not walked through for those that are due", arguments: TestEngine.available)
    func plan(engine: TestEngine) async throws {
        try await TimerTest.run(on: engine) { test in
            try await test.tell(Planned(.foreign, due: start - 50_000, step: 1, count: 50_000))
            try await test.tell(Planned(.bell, due: start, step: 1000, count: 50_000))
            for analysed in [false, true] {
                if analysed { try await test.store.database.write { try $0.execute("ANALYZE timer") } }
                let statement = DueTimers.freshStatement(
                    .bell,
                    at: Instant(rawValue: start + 5000),
                    limit: 128
                )
                let lines = try await test.store.read { reader in
                    switch engine {
                    case .sqlite: try reader.all("EXPLAIN QUERY PLAN \(statement)") { try $0.text(3) }
                    case .postgresql: try reader.all("EXPLAIN \(statement)") { try $0.text(0) }
                    }
                }
                let plan = lines.joined(separator: "\n")
                #expect(plan.contains("timer_due"), "\(plan)")
                for scan in ["SCAN t", "Seq Scan on timer", "TEMP B-TREE"] {
                    #expect(!plan.contains(scan), "\(plan)")
                }
            }
            try await test.running(test.service()) { await test.pass(5000) }
            #expect(try await test.rung().map(\.ordinal) == [0, 1, 2, 3, 4, 5])
            #expect(try await test.pending().count == 99_994)
            try await test.expectReplay()
        }
    }
}
