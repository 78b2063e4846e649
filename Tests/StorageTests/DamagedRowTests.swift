import Ledger
import Storage
import TestSupport
import Testing

@Suite("A row that was altered")
struct DamagedRowTests {
    private static let changes: [(SQL, @Sendable (Reader) throws -> Void)] = [
        ("UPDATE ledger_head SET time = -1", { _ = try Head($0) }),
        ("UPDATE ledger_head SET time = 9223372036854775807", { _ = try Head($0) }),
        ("UPDATE ledger_head SET size = 3", { _ = try Head($0) }),
        ("UPDATE ledger_entry SET bytes = salt", { _ = try EntryStore.entry(Entry.ID(rawValue: 1), $0) }),
        (
            "UPDATE ledger_entry SET leaf = (SELECT leaf FROM ledger_entry WHERE sequence = 0) WHERE sequence = 1",
            { _ = try EntryStore.entry(Entry.ID(rawValue: 1), $0) }
        ),
        (
            "UPDATE ledger_entry SET bytes = (SELECT bytes FROM ledger_entry WHERE sequence = 0) WHERE sequence = 1",
            { _ = try EntryStore.entry(Entry.ID(rawValue: 1), $0) }
        ),
        ("UPDATE ledger_checkpoint SET size = size + 1", { _ = try CheckpointStore.latest($0) }),
        ("UPDATE ledger_checkpoint SET note = 'x'", { _ = try CheckpointStore.latest($0) }),
        (
            "INSERT INTO reference_counter (series, last) VALUES ('a', 9223372036854775807)",
            { _ = try ReferenceCounter.next(in: "a", $0) }
        ),
    ]

    @Test(
        "is a named damage to whoever reads it",
        arguments: TestEngine.available,
        Array(changes.indices)
    )
    func isNamed(engine: TestEngine, number: Int) async throws {
        let (change, read) = Self.changes[number]
        try await withStore(on: engine) { test in
            try await test.perform(Note("a"))
            _ = try await test.store.checkpoint(signing: test.key)
            try await test.store.database.write { try $0.execute(change) }
            let error = await #expect(throws: StorageError.self) { try await test.store.read(read) }
            guard case .damaged? = error else {
                Issue.record("\(change.text) gave \(String(describing: error))")
                return
            }
        }
    }
}
