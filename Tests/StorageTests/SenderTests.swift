import Dispatch
import Foundation
import Ledger
import Storage
import TestSupport
import Testing

@Suite("Whoever sends a command")
struct SenderTests {
    @Test("sees what its own and earlier commands have recorded", arguments: TestEngine.available)
    func seesItsOwn(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            let outcomes = await together(20) { number in try await test.perform(Counting(number)) }
            #expect(outcomes.allSatisfy(isDone))
            let seen = try await test.store.read {
                try $0.all("SELECT amount FROM noted ORDER BY id") { try $0.integer(0) }
            }
            #expect(seen == Array(0..<60))
            try await test.expectWhole(size: 61)
        }
    }

    @Test("may send a refused command again under its id, mended", arguments: TestEngine.available)
    func mends(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            try await test.perform(Note("taken"))
            for wrong in [Note("a", refusing: .before), Note("a", refusing: .after), Note("a", "taken")] {
                let id = CommandID(UUID())
                await #expect(throws: (any Error).self) { try await test.perform(wrong, id: id) }
                let size = try await test.store.read { try Head($0).size }
                let outcome = try await test.perform(Note("mended \(size)"), id: id)
                #expect(outcome == Outcome(first: Entry.ID(rawValue: size), count: 1, isRepeat: false))
            }
            try await test.expectWhole(size: 5)
        }
    }

    @Test("and goes away leaves nobody waiting, and the command done", arguments: TestEngine.available)
    func goesAway(engine: TestEngine) async throws {
        try await withStore(on: engine) { test in
            let tasks = (0..<60).map { number in
                Task { try await test.perform(Note("n\(number)")) }
            }
            for (number, task) in tasks.enumerated() where number % 3 == 0 { task.cancel() }
            var firsts: Set<Int64> = []
            for task in tasks { firsts.insert(try await task.value.first.rawValue) }
            #expect(firsts == Set(1...60))
            try await test.expectWhole(size: 61)
        }
    }

    @Test func isRefusedAtOnceWhereTwentyThousandWaitAlready() async throws {
        try await withStore(on: .sqlite) { test in
            let (held, holding) = AsyncStream.makeStream(of: Void.self)
            let (refused, refusing) = AsyncStream.makeStream(of: Void.self)
            let release = DispatchSemaphore(value: 0)
            async let writing: Void = test.store.database.write { _ in
                holding.finish()
                // Longer than any of this takes, so that a missing limit fails and does not hang.
                _ = release.wait(timeout: .now() + 20)
            }
            for await _ in held {}
            // The batch at the door takes 256 at most.
            let count = 20_000 + 300
            let sending = Task {
                defer { refusing.finish() }
                return await together(count) { number in
                    do { return try await test.perform(Note("n\(number)")) } catch {
                        refusing.finish()
                        throw error
                    }
                }
            }
            for await _ in refused {}
            release.signal()
            try await writing
            let results = await sending.value
            let done = results.filter(isDone).count
            #expect((20_001...20_256).contains(done))
            for case .failure(let error) in results {
                #expect(error as? StorageError == .busy("20000 commands are waiting already"))
            }
            let size = try await test.store.read { try Head($0).size }
            #expect(size == Int64(done) + 1)
        }
    }
}

/// Records three entries, each with the number of rows that it saw before.
private struct Counting: Command {
    static let name = "counting"
    private let number: Int

    init(_ number: Int) { self.number = number }

    var request: JSON.Object { ["number": .integer(Int64(number))] }

    func record(in recorder: Recorder) throws {
        for part in 0..<3 {
            let seen = try recorder.reader.first("SELECT COUNT(*) FROM noted") { try $0.integer(0) } ?? -1
            try recorder.record(
                Noted(name: "\(number)/\(part)", amount: seen),
                about: Subject("note", recorder.next)
            )
        }
    }
}
