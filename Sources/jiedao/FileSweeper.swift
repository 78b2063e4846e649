import Blobs
import Logging
import ServiceLifecycle
import Storage

/// Removes files that no entry names, as long as the server runs.
struct FileSweeper: Service {
    let blobs: BlobStore
    let store: Store
    let logger: Logger

    func run() async throws {
        let sweeper = BlobSweeper(blobs, namedIn: store.database, clock: .system) { [logger] notice in
            switch notice {
            case .swept(let sweep): logger.info("removed \(sweep.words)")
            case .troubled(let error):
                logger.warning("files were not swept, tried again in an hour: \(error)")
            }
        }
        await cancelWhenGracefulShutdown { await sweeper.run() }
    }
}
