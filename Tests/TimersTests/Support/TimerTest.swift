import Foundation
import Ledger
import Storage
import Synchronization
import TestSupport
import Testing
import Timers

/// A new store with bells, a time that the test moves, and what the services told.
final class TimerTest: Sendable {
    let place: TestPlace
    let store: Store
    let time: ManualTime
    let fault: Switch
    let kinds: TimerKinds
    private let heard = Mutex<[TimerNotice]>([])

    static let subject = Subject("test", Identifier<TimerTest>(rawValue: 7))

    /// Gives a test a store in an empty place, and takes the place away afterwards.
    static func run(
        on engine: TestEngine,
        clock: WallClock? = nil,
        _ body: (TimerTest) async throws -> Void
    ) async throws {
        let place = try await TestPlace(engine)
        do {
            let test = try await TimerTest(place, clock: clock)
            try await body(test)
            try await test.store.close()
        } catch {
            try? await place.remove()
            throw error
        }
        try await place.remove()
    }

    private init(_ place: TestPlace, clock: WallClock?) async throws {
        let (time, fault) = (ManualTime(), Switch())
        (self.place, self.time, self.fault) = (place, time, fault)
        kinds = BellModule.kinds(refusing: fault)
        let key = try #require(SigningKey(newNamed: "test.example"))
        store = try await Store.create(
            try await place.database(),
            schema: BellModule.schema,
            genesis: Genesis(
                origin: key.name,
                subdistrict: "440310001",
                zone: try #require(Zone(name: "Asia/Shanghai")),
                logKey: key.verifier,
                drawKey: key.verifier.publicKey
            ),
            catalog: "{}",
            clock: clock ?? time.wall
        )
    }

    /// The same store, opened again as another process would.
    func reopened(clock: WallClock? = nil) async throws -> Store {
        try await Store.open(
            try await place.database(),
            schema: BellModule.schema,
            clock: clock ?? time.wall
        )
    }

    func service(
        _ holder: String = "a",
        on other: Store? = nil,
        kinds: TimerKinds? = nil,
        settings: TimerService.Settings = .init(),
        sleeper: Sleeper? = nil
    ) -> TimerService {
        TimerService(
            other ?? store,
            kinds ?? self.kinds,
            holder: holder,
            settings: settings,
            sleeper: sleeper ?? time.sleeper
        ) { notice in self.heard.withLock { $0.append(notice) } }
    }

    var notices: [TimerNotice] { heard.withLock { $0 } }

    /// Runs the service from its first rest on, until `body` is over.
    func running(_ service: TimerService, _ body: () async throws -> Void) async throws {
        let rests = time.rests
        try await withThrowingTaskGroup { group in
            group.addTask { await service.run() }
            await time.untilRests(rests + 1)
            try await body()
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    /// Lets time pass second by second, the service doing what it does, until it rests again.
    func pass(_ milliseconds: Int64) async {
        var left = milliseconds
        while left > 0 {
            let (step, rests) = (min(left, 1000), time.rests)
            left -= step
            time.pass(step)
            if step == 1000 { await time.untilRests(rests + 1) }
        }
    }

    /// Wakes the service and waits until it rests again.
    func wake(_ service: TimerService) async {
        let rests = time.rests
        service.wake()
        await time.untilRests(rests + 1)
    }

    @discardableResult
    func tell(_ event: some Event) async throws -> Outcome {
        try await perform(Tell(event))
    }

    @discardableResult
    func perform(_ command: any Command, id: CommandID = CommandID(UUID())) async throws -> Outcome {
        try await store.perform(Order(id: id, actor: .program, command: command))
    }

    func rung() async throws -> [Ringing] {
        try await store.read { reader in
            try reader.all("SELECT name, ordinal, due, time FROM rung ORDER BY entry") { row in
                Ringing(
                    name: TimerName(rawValue: try row.text(0))!,
                    ordinal: Int(try row.integer(1)),
                    due: try row.integer(2),
                    time: try row.integer(3)
                )
            }
        }
    }

    func pending() async throws -> [PendingTimer] {
        try await store.read { try TimerTable.pending(about: Self.subject, $0) }
    }

    func failures() async throws -> [TimerFailure] {
        try await store.read { try TimerFailure.all(limit: 1000, $0) }
    }

    func entries(of kind: Entry.Kind) async throws -> Int {
        try await store.read { reader in
            let size = try Head(reader).size
            return try EntryStore.records(0..<size, reader).count { record in
                try record.record.content.map { try Entry(bytes: $0.bytes).kind == kind } ?? false
            }
        }
    }

    /// The projections equal the replay.
    func expectReplay(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let differences = try await Replay.check(store.database, schema: BellModule.schema).differences
        #expect(differences.map(\.description) == [], sourceLocation: sourceLocation)
    }
}
