package import Catalog
package import Identity
package import Ledger
package import Storage
import Synchronization

/// One subdistrict as its pages show it: the store, the catalog in force, and the secrets that this process has.
package struct Office: Sendable {
    package let store: Store
    package let catalog: Catalog
    /// Nil where this process may not sign; then it serves the checkpoints that others have signed.
    package let key: SigningKey?
    /// Nil where programs may not write through this process.
    package let token: OperatorToken?
    private let reads = ReadGate()

    package init(store: Store, catalog: Catalog, key: SigningKey?, token: OperatorToken?) {
        self.store = store
        self.catalog = catalog
        self.key = key
        self.token = token
    }

    package var isDemo: Bool { store.genesis.demoClockOffset != nil }

    var zone: Zone { store.genesis.zone }

    /// The day that the subdistrict's calendar shows now.
    var today: LocalDay { zone.day(of: store.clock.now) }
}

extension Office {
    /// Reads the store, but waits no longer than `limit`.
    ///
    /// - Throws: `StorageError.busy` where the answer takes longer or too many reads are waiting, or what `body` threw.
    func read<Value: Sendable>(
        within limit: Duration = .seconds(15),
        _ body: @escaping @Sendable (Reader) throws -> Value
    ) async throws -> Value {
        let (store, reads) = (store, reads)
        return try await TimeLimit.run(limit) { try await reads.pass { try await store.read(body) } }
    }
}

/// Lets a bounded number of reads wait for the store, so that a stuck store cannot gather them without end.
private final class ReadGate: Sendable {
    private let inside = Mutex(0)
    private static let limit = 512

    func pass<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        let isAdmitted = inside.withLock { count in
            guard count < Self.limit else { return false }
            count += 1
            return true
        }
        guard isAdmitted else { throw StorageError.busy("\(Self.limit) reads are waiting already") }
        defer { inside.withLock { $0 -= 1 } }
        return try await body()
    }
}

/// Work that somebody waits for, but not for ever.
enum TimeLimit {
    /// The result of `work`, if it comes within `limit`.
    ///
    /// Work that does not heed its cancellation goes on behind the caller's back and its result is dropped, so it must
    /// be work that changes nothing.
    static func run<Value: Sendable>(
        _ limit: Duration,
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let (results, sender) = AsyncStream.makeStream(of: Result<Value, any Error>.self)
        let task = Task {
            do { sender.yield(.success(try await work())) } catch { sender.yield(.failure(error)) }
            sender.finish()
        }
        return try await withThrowingTaskGroup(of: Result<Value, any Error>?.self) { group in
            group.addTask {
                for await result in results { return result }
                return nil
            }
            group.addTask {
                try await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            guard let result = try await group.next() ?? nil else {
                task.cancel()
                throw StorageError.busy("no answer within \(limit)")
            }
            return try result.get()
        }
    }
}
