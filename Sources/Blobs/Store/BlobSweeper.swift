package import Ledger
package import Storage

/// Removes, as long as it runs, content that no entry names: what was uploaded and then not sent, and what redacted
/// entries named.
///
/// Any number of processes may run one on the same store.
package struct BlobSweeper: Sendable {
    private let blobs: BlobStore
    private let database: Database
    private let clock: WallClock
    private let sleep: @Sendable (Duration) async throws -> Void
    private let report: @Sendable (Notice) -> Void

    package enum Notice: Sendable {
        /// Something was removed.
        case swept(BlobSweep)
        /// It is tried again the next time.
        case troubled(any Error)
    }

    /// How long content may wait for the entry that names it.
    package static let patience = Duration.seconds(24 * 3600)
    package static let pause = Duration.seconds(3600)

    /// - Parameters:
    ///   - database: The store's whose entries name the content.
    ///   - clock: The real time, by which the blobs are dated.
    ///   - sleep: Throws where the task is cancelled meanwhile.
    package init(
        _ blobs: BlobStore,
        namedIn database: Database,
        clock: WallClock,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        report: @escaping @Sendable (Notice) -> Void
    ) {
        (self.blobs, self.database, self.clock) = (blobs, database, clock)
        (self.sleep, self.report) = (sleep, report)
    }

    /// Sweeps at once and then every hour, until its task is cancelled.
    package func run() async {
        while !Task.isCancelled {
            do {
                let sweep = try await sweep()
                if sweep != BlobSweep() { report(.swept(sweep)) }
            } catch {
                // What a cancelled one says is no trouble.
                if !Task.isCancelled { report(.troubled(error)) }
            }
            do { try await sleep(Self.pause) } catch { return }
        }
    }

    /// Sweeps once.
    package func sweep() async throws -> BlobSweep {
        let limit = clock.now.advanced(byMilliseconds: -Self.patience.components.seconds * 1000)
        return try await blobs.sweep(olderThan: limit) { [database] hashes in
            var named: Set<Hash> = []
            for start in stride(from: 0, to: hashes.count, by: 500) {
                // A server that stops does not wait for the rest of the shelf.
                try Task.checkCancellation()
                let some = Array(hashes[start..<min(start + 500, hashes.count)])
                named.formUnion(try await database.read { try BlobReferences.named(some, $0) })
            }
            return named
        }
    }
}
