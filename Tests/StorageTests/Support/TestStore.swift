import Foundation
import Ledger
import Storage
import Synchronization
import TestSupport
import Testing

/// A clock that a test sets; each reading moves it on by a millisecond.
final class TestClock: Sendable {
    private let present: Mutex<Int64>

    init(_ start: Int64 = 1_520_215_200_000) { present = Mutex(start) }

    func set(_ instant: Int64) { present.withLock { $0 = instant } }

    var wall: WallClock {
        WallClock { [self] in
            present.withLock { now in
                now += 1
                return Instant(rawValue: now)
            }
        }
    }
}

/// Gives a test a new store in an empty place, and takes the place away afterwards.
func withStore(
    on engine: TestEngine,
    clock: TestClock = TestClock(),
    schema: Schema = TestModule.schema,
    _ body: (TestStore) async throws -> Void
) async throws {
    let place = try await TestPlace(engine)
    do {
        let store = try await TestStore(place, clock: clock, schema: schema)
        try await body(store)
        try await store.store.close()
    } catch {
        try? await place.remove()
        throw error
    }
    try await place.remove()
}

/// A store with the tests' own kinds.
struct TestStore: Sendable {
    let place: TestPlace
    let store: Store
    let key: SigningKey
    let clock: TestClock
    let schema: Schema

    static let zone = Zone(name: "Asia/Shanghai")!
    static let day = LocalDay("2018-03-05")!

    init(_ place: TestPlace, clock: TestClock, schema: Schema) async throws {
        self.place = place
        self.clock = clock
        self.schema = schema
        key = try #require(SigningKey(newNamed: "test.example"))
        store = try await Store.create(
            try await place.database(),
            schema: schema,
            genesis: Self.genesis(key),
            catalog: "{}",
            clock: clock.wall
        )
    }

    static func genesis(_ key: SigningKey, previous: Checkpoint? = nil) -> Genesis {
        Genesis(
            origin: key.name,
            subdistrict: "440310001",
            zone: zone,
            logKey: key.verifier,
            drawKey: key.verifier.publicKey,
            previous: previous
        )
    }

    /// The same store, opened again as another process would.
    func reopened() async throws -> Store {
        try await Store.open(try await place.database(), schema: schema, clock: clock.wall)
    }

    @discardableResult
    func perform(
        _ command: any Command,
        id: CommandID = CommandID(UUID()),
        on other: Store? = nil
    ) async throws -> Outcome {
        try await (other ?? store).perform(Order(id: id, actor: .program, command: command))
    }

    /// The ledger verifies, and the projections equal the replay.
    func expectWhole(size: Int64? = nil, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let found = try await store.read { try Head($0).size }
        if let size { #expect(found == size, sourceLocation: sourceLocation) }
        let problems = try await StoreAudit.run(store.database).problems.map(\.description)
        #expect(problems == [], sourceLocation: sourceLocation)
        let differences = try await Replay.check(store.database, schema: schema).differences
        #expect(differences.map(\.description) == [], sourceLocation: sourceLocation)
    }
}
