import Foundation
import Ledger
import Storage

/// Blobs as rows of PostgreSQL, so that every server sees them and a backup of the database has them.
struct BlobRows: BlobShelf {
    let drafts: String
    private let database: Database
    private let clock: WallClock

    init(database: Database, clock: WallClock, drafts: String) async throws(BlobError) {
        self.database = database
        self.clock = clock
        self.drafts = drafts
        try await BlockingWork.run { () throws(BlobError) in try Folder.makePrivate(drafts) }
    }

    /// Keeps the content in one transaction.
    ///
    /// The row of `blob` is locked in it, so a sweep or the same content from elsewhere waits.
    func keep(_ draft: DraftFile, as id: BlobID, mending: Bool) async throws(BlobError) {
        let (time, size) = (clock.now, Int64(BlobStore.chunkBytes))
        let count = (id.size + size - 1) / size
        do {
            try await database.write { transaction in
                try transaction.execute(
                    """
                    INSERT INTO blob (hash, size, stored_at) VALUES (\(id.hash), \(id.size), \(time))
                    ON CONFLICT (hash) DO UPDATE SET size = excluded.size, stored_at = excluded.stored_at
                    """
                )
                if mending { try transaction.execute("DELETE FROM blob_chunk WHERE hash = \(id.hash)") }
                let present = try transaction.reader.first(
                    "SELECT COUNT(*) FROM blob_chunk WHERE hash = \(id.hash)"
                ) { try $0.integer(0) }
                if present == count { return }
                for number in 0..<count {
                    let bytes = try draft.bytes(at: number * size, count: Int(size))
                    try transaction.execute(
                        """
                        INSERT INTO blob_chunk (hash, number, bytes) VALUES (\(id.hash), \(number), \(bytes))
                        ON CONFLICT (hash, number) DO NOTHING
                        """
                    )
                }
            }
        } catch { throw BlobError(error, doing: "Keeping \(id)") }
    }

    func reader(_ id: BlobID) async throws(BlobError) -> any BlobReader {
        let size: Int64?
        do {
            size = try await database.read { reader in
                try reader.first("SELECT size FROM blob WHERE hash = \(id.hash)") { try $0.integer(0) }
            }
        } catch { throw BlobError(error, doing: "Reading \(id)") }
        guard let size else { throw .missing(id) }
        guard size == id.size else { throw .damaged(id, "it has \(size) bytes instead of \(id.size)") }
        return RowReader(id: id, database: database)
    }

    func sweep(
        olderThan limit: Instant,
        referenced: @Sendable ([Hash]) async throws -> Set<Hash>
    ) async throws -> BlobSweep {
        var sweep = BlobSweep()
        let drafts = drafts
        sweep.drafts = try await BlockingWork.run { () throws(BlobError) in
            try DraftFile.sweep(drafts, olderThan: limit)
        }
        var last: Hash?
        while true {
            let old = try await old(after: last, limit)
            guard let next = old.last else { return sweep }
            last = next.hash
            let named = try await referenced(old.map(\.hash))
            for id in old where !named.contains(id.hash) {
                guard try await remove(id.hash, limit) else { continue }
                sweep.blobs += 1
                sweep.bytes += id.size
            }
        }
    }

    private func old(after last: Hash?, _ limit: Instant) async throws -> [BlobID] {
        let last = last?.bytes ?? []
        return try await database.read { reader in
            try reader.all(
                """
                SELECT hash, size FROM blob
                WHERE hash > \(last) AND stored_at < \(limit)
                ORDER BY hash
                LIMIT 500
                """
            ) { BlobID(hash: try $0.hash(0), size: try $0.integer(1, in: 0...1 << 40)) }
        }
    }

    /// Removes the blob unless it was put again meanwhile.
    private func remove(_ hash: Hash, _ limit: Instant) async throws -> Bool {
        try await database.write { transaction in
            try transaction.execute("DELETE FROM blob WHERE hash = \(hash) AND stored_at < \(limit)")
            return try transaction.reader.first("SELECT 1 FROM blob WHERE hash = \(hash)") { _ in true }
                == nil
        }
    }
}

private struct RowReader: BlobReader {
    let id: BlobID
    let database: Database

    func bytes(at offset: Int64, count: Int) async throws(BlobError) -> [UInt8] {
        let (number, start) = offset.quotientAndRemainder(dividingBy: Int64(BlobStore.chunkBytes))
        let chunk: [UInt8]?
        do {
            chunk = try await database.read { reader in
                try reader.first(
                    "SELECT bytes FROM blob_chunk WHERE hash = \(id.hash) AND number = \(number)"
                ) { try $0.bytes(0) }
            }
        } catch { throw BlobError(error, doing: "Reading \(id)") }
        return Array((chunk ?? []).dropFirst(Int(start)).prefix(count))
    }
}
