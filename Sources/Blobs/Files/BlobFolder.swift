import Foundation
import Ledger

/// Blobs as files beside a SQLite store: `blobs/ab/cdef…`, the name being the SHA-256 in hexadecimal.
struct BlobFolder: BlobShelf {
    private let folder: String
    private let clock: WallClock

    init(beside store: String, clock: WallClock) async throws(BlobError) {
        let parent = URL(filePath: store).deletingLastPathComponent().path
        folder = "\(parent)/blobs"
        self.clock = clock
        let drafts = drafts
        try await BlockingWork.run { () throws(BlobError) in
            try Folder.make(drafts)
            try Folder.synchronize(parent)
        }
    }

    var drafts: String { "\(folder)/drafts" }

    /// Held by many who put, or by one who sweeps: a blob that is put again keeps its place.
    private var lock: String { "\(folder)/lock" }

    private func path(_ hash: Hash) -> (folder: String, file: String) {
        let name = hash.description
        let part = "\(folder)/\(name.prefix(2))"
        return (part, "\(part)/\(name.dropFirst(2))")
    }

    /// Moves the draft even where the content is there already: that renews its age, and mends it if it is damaged.
    func keep(_ draft: DraftFile, as id: BlobID) async throws(BlobError) {
        let (folder, lock, path, time) = (folder, lock, path(id.hash), clock.now)
        try await BlockingWork.run { () throws(BlobError) in
            try draft.synchronize(at: time)
            let held = try OpenFile(lock, O_RDWR | O_CREAT)
            try held.lock(LOCK_SH)
            try Folder.make(path.folder)
            _ = try OpenFile.call("Naming \(path.file)") { rename(draft.path, path.file) }
            try Folder.synchronize(path.folder)
            // Whoever made the folder may not have come to this yet.
            try Folder.synchronize(folder)
        }
    }

    func reader(_ id: BlobID) async throws(BlobError) -> any BlobReader {
        let path = path(id.hash).file
        return try await BlockingWork.run { () throws(BlobError) in
            guard access(path, F_OK) == 0 else { throw .missing(id) }
            let file = try OpenFile(path, O_RDONLY)
            let size = Int64(try file.status().st_size)
            guard size == id.size else { throw .damaged(id, "it has \(size) bytes instead of \(id.size)") }
            return FileReader(file: file)
        }
    }

    func sweep(
        olderThan limit: Instant,
        referenced: @Sendable ([Hash]) async throws -> Set<Hash>
    ) async throws -> BlobSweep {
        var sweep = BlobSweep()
        let (drafts, folder) = (drafts, folder)
        sweep.drafts = try await BlockingWork.run { () throws(BlobError) in
            try DraftFile.sweep(drafts, olderThan: limit)
        }
        let parts = try await BlockingWork.run { () throws(BlobError) in try Folder.names(folder) }
        for part in parts where part.utf8.count == 2 {
            let old = try await BlockingWork.run { () throws(BlobError) in try self.old(in: part, limit) }
            guard !old.isEmpty else { continue }
            let named = try await referenced(old)
            for hash in old where !named.contains(hash) {
                let freed = try await BlockingWork.run { () throws(BlobError) in try remove(hash, limit) }
                guard let freed else { continue }
                sweep.blobs += 1
                sweep.bytes += freed
            }
        }
        return sweep
    }

    /// Files with other names than blobs have are nobody's, and stay.
    private func old(in part: String, _ limit: Instant) throws(BlobError) -> [Hash] {
        try Folder.names("\(folder)/\(part)").compactMap { Hash(hex: part + $0) }
            .filter { hash in FileTime.of(path(hash).file).map { $0 < limit } ?? false }
    }

    /// - Returns: The bytes that were freed; nil where the blob is gone, or was put again meanwhile.
    private func remove(_ hash: Hash, _ limit: Instant) throws(BlobError) -> Int64? {
        let held = try OpenFile(lock, O_RDWR | O_CREAT)
        try held.lock(LOCK_EX)
        var status = stat()
        let path = path(hash).file
        guard lstat(path, &status) == 0, FileTime.of(status) < limit else { return nil }
        _ = try OpenFile.call("Removing \(path)") { unlink(path) }
        return Int64(status.st_size)
    }
}

private struct FileReader: BlobReader {
    let file: OpenFile

    func bytes(at offset: Int64, count: Int) async throws(BlobError) -> [UInt8] {
        try await BlockingWork.run { () throws(BlobError) in try file.bytes(at: offset, count: count) }
    }
}
