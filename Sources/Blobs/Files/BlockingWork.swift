import Dispatch

/// Runs what waits for a disk on a thread of its own kind, so that it holds none of the cooperative pool.
enum BlockingWork {
    private static let queue = DispatchQueue(label: "jiedao.blobs", attributes: .concurrent)

    static func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws(BlobError) -> Value
    ) async throws(BlobError) -> Value {
        let result: Result<Value, BlobError> = await withCheckedContinuation { continuation in
            queue.async {
                continuation.resume(returning: Result { () throws(BlobError) in try body() })
            }
        }
        return try result.get()
    }
}

/// Runs an actor's jobs, which wait for a disk, one after another.
final class FileQueue: SerialExecutor {
    private let queue = DispatchQueue(label: "jiedao.blob-draft")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }
}
