import Blobs
import Foundation
import Ledger
import Storage
import Synchronization
import TestSupport
import Testing

/// Where blobs lie in a test: beside a SQLite store always, in PostgreSQL where the test script has made one.
enum Shelf: Sendable {
    case files
    case rows

    static var available: [Shelf] { TestEngine.available.map { $0 == .sqlite ? .files : .rows } }
}

/// An empty store for one test, gone afterwards.
struct BlobPlace: Sendable {
    let shelf: Shelf
    let database: Database
    let clock = BlobClock()
    private let place: TestPlace

    private init(_ shelf: Shelf) async throws {
        self.shelf = shelf
        place = try await TestPlace(shelf == .files ? .sqlite : .postgresql)
        database = try await Database(place.location, creating: true)
        // Those of other modules stand between in the program.
        let others = ["0002 none", "0004 none", "0005 none"].map { Migration($0, "") }
        let between = Module(migrations: others, kinds: [], projections: [])
        try await database.migrate(Schema([between, BlobModule.module]).migrator)
    }

    static func use(_ shelf: Shelf, _ body: (BlobPlace) async throws -> Void) async throws {
        let place = try await BlobPlace(shelf)
        let result: Result<Void, any Error>
        do { result = .success(try await body(place)) } catch { result = .failure(error) }
        try await place.database.close()
        try await place.place.remove()
        try result.get()
    }

    var folder: URL { place.folder }
    var location: StoreLocation { place.location }

    /// The blobs, as a process of its own would open them.
    func blobs() async throws -> BlobStore {
        try await BlobStore(of: location, database: database, clock: clock.wall, drafts: drafts.path)
    }

    /// Notes that an entry names the content, as an applier does.
    func name(_ id: BlobID, in entry: Int64) async throws {
        try await database.write { transaction in
            try transaction.execute(
                "INSERT INTO blob_reference (hash, entry, size) VALUES (\(id.hash), \(entry), \(id.size))"
            )
        }
    }

    /// A folder for copies.
    var copies: URL { folder.appending(path: "copies") }

    var drafts: URL { folder.appending(path: "blobs/drafts") }

    func file(_ id: BlobID) -> URL {
        let name = id.hash.description
        return folder.appending(path: "blobs/\(name.prefix(2))/\(name.dropFirst(2))")
    }

    func draftCount() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: drafts.path).count }

    /// Changes a byte of what is kept.
    func damage(_ id: BlobID, at offset: Int) async throws {
        switch shelf {
        case .files:
            let file = try FileHandle(forUpdating: file(id))
            try file.seek(toOffset: UInt64(offset))
            let byte = try #require(try file.read(upToCount: 1)?.first)
            try file.seek(toOffset: UInt64(offset))
            try file.write(contentsOf: [byte ^ 1])
            try file.close()
        case .rows:
            let number = offset / BlobStore.chunkBytes
            try await database.write { transaction in
                let found = try transaction.reader.first(
                    "SELECT bytes FROM blob_chunk WHERE hash = \(id.hash) AND number = \(number)"
                ) { try $0.bytes(0) }
                var bytes = try #require(found)
                bytes[offset % BlobStore.chunkBytes] ^= 1
                try transaction.execute(
                    "UPDATE blob_chunk SET bytes = \(bytes) WHERE hash = \(id.hash) AND number = \(number)"
                )
            }
        }
    }
}

/// The real time, until a test moves it.
final class BlobClock: Sendable {
    private let ahead = Mutex<Int64>(0)

    func move(hours: Int64) { ahead.withLock { $0 += hours * 3_600_000 } }

    var now: Instant {
        Instant(rawValue: Int64(Date().timeIntervalSince1970 * 1000) + ahead.withLock { $0 })
    }

    var wall: WallClock { WallClock { [self] in now } }
}

extension BlobStore {
    func bytes(_ id: BlobID, range: Range<Int64>? = nil) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await piece in try await open(id, range: range) {
            #expect(!piece.isEmpty && piece.count <= BlobStore.chunkBytes)
            bytes += piece
        }
        return bytes
    }
}

/// Bytes that differ from chunk to chunk.
func sample(_ count: Int, seed: UInt8 = 0) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 251) ^ seed }
}
