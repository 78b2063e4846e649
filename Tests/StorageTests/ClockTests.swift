import Foundation
import Ledger
import Storage
import TestSupport
import Testing

@Suite("A clock that is wrong")
struct ClockTests {
    private static let tolerance: Int64 = 300_000

    @Test("dates nothing where it is behind the last entry", arguments: TestEngine.available)
    func behind(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            let id = CommandID(UUID())
            let first = try await test.perform(Note("a"), id: id)
            let last = try await test.store.read { try Head($0).time }
            // Reading it moves this clock on by 1 ms.
            test.clock.set(last.rawValue - Self.tolerance - 2)
            let error = await #expect(throws: StorageError.self) { try await test.perform(Note("b")) }
            guard case .clock(let told)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(told.contains("\(last)") && told.contains("Correct this machine's clock"))
            // What was done before is answered all the same.
            let again = try await test.perform(Note("a"), id: id)
            #expect(again.isRepeat && again.first == first.first)
            test.clock.set(last.rawValue - Self.tolerance - 1)
            try await test.perform(Note("c"))
            let kept = try await test.store.read { try Head($0).time }
            #expect(kept == last)
            try await test.expectWhole(size: 3)
        }
    }

    @Test(
        "dates nothing where the database's server shows another time",
        .enabled(if: TestEngine.address != nil),
        arguments: [
            (-290_000, 0, true), (290_000, 0, true), (-310_000, 0, false), (310_000, 0, false),
            (0, -86_400_000, true),
        ]
    )
    func beside(error: Int, demoOffset: Int64, isRight: Bool) async throws {
        let place = try await TestPlace(.postgresql)
        let key = try #require(SigningKey(newNamed: "test.example"))
        let clock = WallClock(aheadOfRealTime: 0) {
            Instant(rawValue: Int64(Date().timeIntervalSince1970 * 1000) + Int64(error))
        }
        let genesis = Genesis(
            origin: "test.example",
            subdistrict: "440310001",
            zone: TestStore.zone,
            logKey: key.verifier,
            drawKey: key.verifier.publicKey,
            demoClockOffset: demoOffset == 0 ? nil : demoOffset
        )
        let database = try await place.database()
        func begin() async throws {
            _ = try await Store.create(
                database,
                schema: TestModule.schema,
                genesis: genesis,
                catalog: "catalog",
                clock: clock
            )
        }
        if isRight {
            try await begin()
        } else {
            let thrown = await #expect(throws: StorageError.self) { try await begin() }
            #expect("\(String(describing: thrown))".contains("clock"))
            let size = try await database.read { try Head($0).size }
            #expect(size == 0)
        }
        try await database.close()
        try await place.remove()
    }
}
