import Foundation
import Ledger
import Storage

/// A store made for one measurement.
struct Workbench {
    let store: Store
    let key: SigningKey
    let day: LocalDay

    static func make(
        in database: Database,
        schema: Schema = BenchModule.schema
    ) async throws -> Workbench {
        let (zone, day) = (Zone(name: "Asia/Shanghai"), LocalDay(year: 2018, month: 3, day: 5))
        guard let zone, let day, let key = SigningKey(newNamed: "bench.example") else {
            throw StorageError.failed("this machine has no time zone database")
        }
        let genesis = Genesis(
            origin: key.name,
            subdistrict: "440310001",
            zone: zone,
            logKey: key.verifier,
            drawKey: key.verifier.publicKey
        )
        let clock = WallClock { Instant(rawValue: Int64(Date().timeIntervalSince1970 * 1000)) }
        let store = try await Store.create(
            database,
            schema: schema,
            genesis: genesis,
            catalog: "{}",
            clock: clock
        )
        return Workbench(store: store, key: key, day: day)
    }

    /// Sends commands from `writers` tasks for a while and gives how many were done a second.
    func rate(_ shape: BenchCommand.Shape, writers: Int, seconds: Double, first: Int64) async throws -> Double
    {
        let start = ContinuousClock.now
        let end = start + .seconds(seconds)
        let (store, day) = (store, day)
        let done = try await withThrowingTaskGroup(of: Int64.self) { group in
            for writer in 0..<writers {
                group.addTask {
                    var count: Int64 = 0
                    while ContinuousClock.now < end {
                        let number = first + count * Int64(writers) + Int64(writer)
                        let command = BenchCommand(number: number, shape: shape, day: day)
                        _ = try await store.perform(
                            Order(id: CommandID(UUID()), actor: .program, command: command)
                        )
                        count += 1
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        return Double(done) / start.duration(to: .now).seconds
    }

    /// Records `count` entries in commands of `step` and gives how many were done a second.
    func bulk(_ shape: BenchCommand.Shape, count: Int64, step: Int64, first: Int64) async throws -> Double {
        let start = ContinuousClock.now
        for place in stride(from: 0, to: count, by: Int(step)) {
            let command = BenchBulk(
                first: first + place,
                count: min(step, count - place),
                shape: shape,
                day: day
            )
            _ = try await store.perform(Order(id: CommandID(UUID()), actor: .program, command: command))
        }
        return Double(count) / start.duration(to: .now).seconds
    }
}
