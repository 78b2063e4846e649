import Dispatch
import Foundation
import Ledger
import Storage
import TestSupport
import Testing

@Suite("A store that others hold")
struct BusyTests {
    @Test("is busy for a writer after a bounded wait, and nothing is lost", arguments: TestEngine.available)
    func writers(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            let other = try await test.place.database()
            let impatient = try await Store.open(
                try await test.place.database(busySeconds: 1),
                schema: TestModule.schema,
                clock: test.clock.wall
            )
            let id = CommandID(UUID())
            try await whileHeld({ hold in
                try await other.write { transaction in
                    try transaction.execute("UPDATE ledger_head SET time = time")
                    _ = try transaction.reader.first("SELECT time FROM ledger_head") { $0.values }
                    hold()
                }
            }) {
                try await expectBusy { _ = try await test.perform(Note("a"), id: id, on: impatient) }
            }
            let outcome = try await test.perform(Note("a"), id: id, on: impatient)
            #expect(!outcome.isRepeat)
            try await impatient.close()
            try await other.close()
            try await test.expectWhole(size: 2)
        }
    }

    @Test(
        "is busy for a reader when all connections are taken",
        .enabled(if: TestEngine.address != nil, "JIEDAO_TEST_POSTGRESQL names no server")
    )
    func readers() async throws {
        try await withStore(on: .postgresql) { test in
            let database = try await test.place.database(busySeconds: 1, readers: 1)
            try await whileHeld({ hold in
                try await database.read { reader in
                    _ = try Head(reader)
                    hold()
                }
            }) {
                try await expectBusy { _ = try await database.read { try Head($0) } }
            }
            let size = try await database.read { try Head($0).size }
            #expect(size == 1)
            try await database.close()
        }
    }

    @Test(
        "goes on after its idle connections were cut",
        .enabled(if: TestEngine.address != nil, "JIEDAO_TEST_POSTGRESQL names no server")
    )
    func cut() async throws {
        try await withStore(on: .postgresql) { test in
            let killer = try await Database(.server(TestEngine.address!))
            let name = test.place.name
            for round in 0..<3 {
                try await test.perform(Note("before \(round)"))
                let ended = try await killer.write { transaction in
                    try transaction.reader.all(
                        """
                        SELECT CAST(pg_terminate_backend(pid) AS TEXT) FROM pg_stat_activity
                        WHERE application_name = \(name)
                        """
                    ) { $0.values }
                }
                #expect(!ended.isEmpty)
                let size = try await test.store.read { try Head($0).size }
                #expect(size == Int64(round * 2 + 2))
                let outcome = try await test.perform(Note("after \(round)"))
                #expect(!outcome.isRepeat)
            }
            try await killer.close()
            try await test.expectWhole(size: 7)
        }
    }

    /// Runs `body` while `holding` stands still inside its transaction.
    private func whileHeld(
        _ holding: @escaping @Sendable (_ hold: @escaping @Sendable () -> Void) async throws -> Void,
        _ body: () async throws -> Void
    ) async throws {
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let release = DispatchSemaphore(value: 0)
        let held = Task {
            defer { start.finish() }
            try await holding {
                start.finish()
                release.wait()
            }
        }
        for await _ in started {}
        let result: Result<Void, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        release.signal()
        try await held.value
        try result.get()
    }

    private func expectBusy(_ body: () async throws -> Void) async throws {
        let begun = ContinuousClock.now
        await #expect { try await body() } throws: { error in
            guard case StorageError.busy = error else { return false }
            return true
        }
        #expect(begun.duration(to: .now) < .seconds(30))
    }
}
