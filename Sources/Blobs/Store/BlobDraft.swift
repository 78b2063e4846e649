package import Ledger

/// Content on its way into the store. Dropped without `keep`, it leaves nothing behind.
package actor BlobDraft {
    private nonisolated let executor = FileQueue()
    private var file: DraftFile?
    private var stream = HashStream()
    private var size: Int64 = 0
    private let limit: Int64
    private let shelve: @Sendable (DraftFile, BlobID) async throws(BlobError) -> Void

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(
        _ file: DraftFile,
        limit: Int64,
        shelve: @escaping @Sendable (DraftFile, BlobID) async throws(BlobError) -> Void
    ) {
        self.file = file
        self.limit = limit
        self.shelve = shelve
    }

    /// Adds bytes at the end.
    ///
    /// After an error the draft is gone.
    package func append(_ bytes: ArraySlice<UInt8>) throws(BlobError) {
        guard let file else { throw .closed }
        do throws(BlobError) {
            guard Int64(bytes.count) <= limit - size else { throw .tooLarge(limit: limit) }
            try file.write(bytes)
        } catch {
            self.file = nil
            throw error
        }
        stream.update(bytes)
        size += Int64(bytes.count)
    }

    /// Puts the content under its name and returns when it is on disk.
    package func keep() async throws(BlobError) -> BlobID {
        guard let file else { throw .closed }
        self.file = nil
        let id = BlobID(hash: stream.hash, size: size)
        try await shelve(file, id)
        return id
    }

    package func discard() { file = nil }
}
