import Blobs
import Foundation
import Ledger
import Storage
import Synchronization
import Testing

@Suite("Sweeping every hour")
struct SweeperTests {
    @Test("removes what no entry has named for a day, and goes on", arguments: Shelf.available)
    func removes(shelf: Shelf) async throws {
        try await BlobPlace.use(shelf) { place in
            let blobs = try await place.blobs()
            let named = try await blobs.put(sample(1000, seed: 1))
            try await place.name(named, in: 4)
            let lost = try await blobs.put(sample(2000, seed: 2))
            let notices = Notices()
            let rest = Rests([
                {
                    notices.note("new")
                    place.clock.move(hours: 23)
                },
                {
                    notices.note("23 hours")
                    place.clock.move(hours: 2)
                }, { notices.note("25 hours") },
            ])
            await BlobSweeper(
                blobs,
                namedIn: place.database,
                clock: place.clock.wall,
                sleep: rest.sleep,
                report: notices.add
            ).run()
            #expect(notices.texts == ["new", "23 hours", "1 blobs, 2000 bytes", "25 hours"])
            #expect(rest.asked == Array(repeating: .seconds(3600), count: 4))
            try await blobs.verify(named)
            await #expect(throws: BlobError.missing(lost)) { try await blobs.open(lost) }
        }
    }

    @Test("does not end where the store fails, and tries again", arguments: Shelf.available)
    func triesAgain(shelf: Shelf) async throws {
        try await BlobPlace.use(shelf) { place in
            let blobs = try await place.blobs()
            _ = try await blobs.put(sample(2000))
            place.clock.move(hours: 25)
            let rename: @Sendable (SQL) async throws -> Void = { sql in
                try await place.database.write { try $0.execute(sql) }
            }
            try await rename("ALTER TABLE blob_reference RENAME TO away")
            let notices = Notices()
            let rest = Rests([{ try await rename("ALTER TABLE away RENAME TO blob_reference") }])
            await BlobSweeper(
                blobs,
                namedIn: place.database,
                clock: place.clock.wall,
                sleep: rest.sleep,
                report: notices.add
            ).run()
            #expect(notices.texts == ["troubled", "1 blobs, 2000 bytes"])
        }
    }

    @Test("ends when its task is cancelled", arguments: Shelf.available)
    func ends(shelf: Shelf) async throws {
        try await BlobPlace.use(shelf) { place in
            let blobs = try await place.blobs()
            let notices = Notices()
            let sweeper = BlobSweeper(
                blobs,
                namedIn: place.database,
                clock: place.clock.wall,
                report: notices.add
            )
            let task = Task { await sweeper.run() }
            task.cancel()
            await task.value
            #expect(notices.texts == [])
        }
    }
}

/// What happens at each rest; after the last the task is told to end.
private final class Rests: Sendable {
    private let state: Mutex<(left: [@Sendable () async throws -> Void], asked: [Duration])>

    init(_ rests: [@Sendable () async throws -> Void]) { state = Mutex((rests, [])) }

    var asked: [Duration] { state.withLock { $0.asked } }

    var sleep: @Sendable (Duration) async throws -> Void {
        { [self] duration in
            let next = state.withLock { state -> (@Sendable () async throws -> Void)? in
                state.asked.append(duration)
                return state.left.isEmpty ? nil : state.left.removeFirst()
            }
            guard let next else { throw CancellationError() }
            try await next()
        }
    }
}

private final class Notices: Sendable {
    private let heard = Mutex<[String]>([])

    var texts: [String] { heard.withLock { $0 } }

    func note(_ text: String) { heard.withLock { $0.append(text) } }

    var add: @Sendable (BlobSweeper.Notice) -> Void {
        { [self] notice in
            let text =
                switch notice {
                case .swept(let sweep): "\(sweep.blobs) blobs, \(sweep.bytes) bytes"
                case .troubled: "troubled"
                }
            note(text)
        }
    }
}
