import Ledger

/// Where blobs lie: files beside a SQLite store, or rows in PostgreSQL.
protocol BlobShelf: Sendable {
    /// The folder of drafts, on the same disk as the shelf where that is a folder.
    var drafts: String { get }
    /// Puts a whole draft under its name and returns when that is on disk. The same content may be there already; then
    /// it counts as kept now.
    ///
    /// - Parameter mending: Whether what is there already may be damaged, so that it is replaced in any case.
    func keep(_ draft: DraftFile, as id: BlobID, mending: Bool) async throws(BlobError)
    func reader(_ id: BlobID) async throws(BlobError) -> any BlobReader
    func sweep(
        olderThan limit: Instant,
        referenced: @Sendable ([Hash]) async throws -> Set<Hash>
    ) async throws -> BlobSweep
}

/// Reads one blob from any place.
protocol BlobReader: Sendable {
    /// Bytes from `offset` on: `count` of them, or fewer where the content ends or where the shelf divides it.
    func bytes(at offset: Int64, count: Int) async throws(BlobError) -> [UInt8]
}

/// What a sweep removed.
package struct BlobSweep: Equatable, Sendable {
    package internal(set) var blobs = 0
    /// Of the blobs.
    package internal(set) var bytes: Int64 = 0
    /// What uploads left behind that were torn by a power cut or a killed process.
    package internal(set) var drafts = 0

    package init() {}
}
