import Foundation
import Ledger

/// Blobs as files: `ab/cdef…`, the name being the SHA-256 in hexadecimal.
///
/// They lie in `blobs` beside a SQLite store, or as a copy in any folder.
struct BlobFolder: BlobShelf {
    private let folder: String
    private let clock: WallClock

    private init(_ folder: String, clock: WallClock) { (self.folder, self.clock) = (folder, clock) }

    static func beside(_ store: String, clock: WallClock) async throws(BlobError) -> BlobFolder {
        let parent = URL(filePath: store).deletingLastPathComponent().path
        let shelf = BlobFolder("\(parent)/blobs", clock: clock)
        try await BlockingWork.run { () throws(BlobError) in
            try Folder.make(shelf.drafts)
            try Folder.synchronize(parent)
        }
        return shelf
    }

    /// A folder for copies, made where it is missing; the one above it must be there, as it is where the right disk is
    /// mounted and the name is typed right.
    static func copies(_ folder: String, clock: WallClock) async throws(BlobError) -> BlobFolder {
        let shelf = BlobFolder(folder, clock: clock)
        try await BlockingWork.run { () throws(BlobError) in
            if access(folder, F_OK) != 0 {
                _ = try OpenFile.call("Making the folder \(folder)") { mkdir(folder, 0o700) }
                try Folder.synchronize(URL(filePath: folder).deletingLastPathComponent().path)
            }
            try Folder.make(shelf.drafts)
            // What copying left behind that was cut off; nobody else comes to take it away here.
            _ = try DraftFile.sweep(shelf.drafts, olderThan: Instant(rawValue: .max))
        }
        return shelf
    }

    /// A folder that is there, such as a copy on a disk that can only be read.
    static func existing(_ folder: String, clock: WallClock) async throws(BlobError) -> BlobFolder {
        try await BlockingWork.run { () throws(BlobError) in
            _ = try OpenFile(folder, O_RDONLY | O_DIRECTORY)
        }
        return BlobFolder(folder, clock: clock)
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
    func keep(_ draft: DraftFile, as id: BlobID, mending: Bool) async throws(BlobError) {
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

extension BlobFolder {
    /// Whether both are one folder, under whatever names.
    func isSame(as other: BlobFolder) -> Bool {
        var (here, there) = (stat(), stat())
        guard stat(folder, &here) == 0, stat(other.folder, &there) == 0 else { return false }
        return here.st_dev == there.st_dev && here.st_ino == there.st_ino
    }
}

private struct FileReader: BlobReader {
    let file: OpenFile

    func bytes(at offset: Int64, count: Int) async throws(BlobError) -> [UInt8] {
        try await BlockingWork.run { () throws(BlobError) in try file.bytes(at: offset, count: count) }
    }
}
