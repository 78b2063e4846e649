import Foundation
package import Ledger
package import Storage

/// Keeps files, pictures and other content that entries name by its hash.
///
/// An entry names a blob only after `put` has returned, and within the time that `sweep` leaves it. It takes bytes as
/// they come; whoever seals content does so before.
package struct BlobStore: Sendable {
    private let shelf: any BlobShelf

    /// The bytes that are read and written at a time, and that a row of PostgreSQL holds.
    package static let chunkBytes = 256 << 10

    /// The blobs of the store at `location`.
    ///
    /// - Parameters:
    ///   - database: The store's. PostgreSQL has one connection that writes; where large files come often, give a
    ///     `Database` of their own, so that the ledger does not wait for them.
    ///   - clock: The real time, never a demo store's: the age of a blob is measured by it.
    ///   - drafts: For PostgreSQL, a folder for uploads until they are whole; it must be this user's alone.
    package init(
        of location: StoreLocation,
        database: Database,
        clock: WallClock,
        drafts: String = BlobStore.privateDrafts
    ) async throws(BlobError) {
        switch location {
        case .file(let path): shelf = try await BlobFolder.beside(path, clock: clock)
        case .server: shelf = try await BlobRows(database: database, clock: clock, drafts: drafts)
        }
    }

    /// Copies in a folder, made where it is missing.
    ///
    /// - Parameter clock: The real time.
    package static func copies(in folder: String, clock: WallClock) async throws(BlobError) -> BlobStore {
        BlobStore(try await BlobFolder.copies(folder, clock: clock))
    }

    /// Copies in a folder that is there; it need only be readable.
    package static func existing(in folder: String, clock: WallClock) async throws(BlobError) -> BlobStore {
        BlobStore(try await BlobFolder.existing(folder, clock: clock))
    }

    private init(_ shelf: any BlobShelf) { self.shelf = shelf }

    /// A folder for each user of the machine, so that no two come into each other's way.
    package static var privateDrafts: String {
        FileManager.default.temporaryDirectory.appending(path: "jiedao-drafts-\(geteuid())").path
    }

    /// The bytes that are free where content comes in.
    package func room() async throws(BlobError) -> Int64 {
        let folder = shelf.drafts
        return try await BlockingWork.run { () throws(BlobError) in
            var status = statvfs()
            _ = try OpenFile.call("Asking for room in \(folder)") { statvfs(folder, &status) }
            return Int64(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
        }
    }

    /// Begins content that comes piece by piece.
    ///
    /// - Parameters:
    ///   - limit: The most bytes that it may have.
    ///   - mending: Whether the same content that is there already may be damaged, so that it is replaced in any case.
    package func draft(limit: Int64 = .max, mending: Bool = false) async throws(BlobError) -> BlobDraft {
        let shelf = shelf
        let file = try await BlockingWork.run { () throws(BlobError) in try DraftFile(in: shelf.drafts) }
        return BlobDraft(file, limit: limit) { (file, id) throws(BlobError) in
            try await shelf.keep(file, as: id, mending: mending)
        }
    }

    /// Keeps a stream and returns when it is on disk.
    ///
    /// The same content twice is kept once.
    package func put<Pieces: AsyncSequence>(
        _ pieces: Pieces,
        limit: Int64 = .max
    ) async throws -> BlobID where Pieces.Element == [UInt8] {
        let draft = try await draft(limit: limit)
        for try await piece in pieces { try await draft.append(piece[...]) }
        // Some streams just end when their task is cancelled; half a file must not pass for a whole one.
        try Task.checkCancellation()
        return try await draft.keep()
    }

    package func put(_ bytes: [UInt8]) async throws(BlobError) -> BlobID {
        let draft = try await draft()
        try await draft.append(bytes[...])
        return try await draft.keep()
    }

    /// The content, or a part of it.
    ///
    /// A whole one is compared with its name before its last piece is given.
    package func open(_ id: BlobID, range: Range<Int64>? = nil) async throws(BlobError) -> BlobBytes {
        BlobBytes(id: id, range: range, reader: try await shelf.reader(id))
    }

    /// Whether content of this name and size is there; what it is nobody has read.
    package func holds(_ id: BlobID) async throws(BlobError) -> Bool {
        do throws(BlobError) { _ = try await shelf.reader(id) } catch {
            switch error {
            case .missing, .damaged: return false
            case .full, .tooLarge, .closed, .failed, .store: throw error
            }
        }
        return true
    }

    /// Whether both are the same folder, under whatever names.
    package func isSame(as other: BlobStore) -> Bool {
        guard let one = shelf as? BlobFolder, let other = other.shelf as? BlobFolder else { return false }
        return one.isSame(as: other)
    }

    /// Reads the content and compares it with its name.
    ///
    /// - Throws: `missing` or `damaged`.
    package func verify(_ id: BlobID) async throws(BlobError) {
        var pieces = try await open(id).makeAsyncIterator()
        while try await pieces.next(isolation: nil) != nil {}
    }

    /// Removes what no entry names, and what torn uploads left behind.
    ///
    /// A blob that is put again while this runs stays. Between `put` and the entry that names a blob there must be less
    /// time than between `limit` and now.
    ///
    /// - Parameters:
    ///   - limit: What was put after it stays in any case.
    ///   - referenced: Which of the given hashes entries name.
    package func sweep(
        olderThan limit: Instant,
        referenced: @Sendable ([Hash]) async throws -> Set<Hash>
    ) async throws -> BlobSweep {
        try await shelf.sweep(olderThan: limit, referenced: referenced)
    }
}
