import Blobs
import Foundation
import Ledger
import Testing

@Suite("Keeping blobs")
struct BlobStoreTests {
    @Test(
        "gives back what was put, under its SHA-256",
        arguments: Shelf.available,
        [0, 1, 262_143, 262_144, 262_145, 700_000]
    )
    func givesBack(shelf: Shelf, count: Int) async throws {
        try await BlobPlace.use(shelf) { place in
            let bytes = sample(count)
            let id = try await place.blobs().put(bytes)
            #expect(id == BlobID(hash: Hash(of: bytes), size: Int64(count)))
            let blobs = try await place.blobs()
            #expect(try await blobs.bytes(id) == bytes)
            try await blobs.verify(id)
            #expect(try place.draftCount() == 0)
        }
    }

    @Test func liesInAFileNamedByItsHash() async throws {
        try await BlobPlace.use(.files) { place in
            let id = try await place.blobs().put(Array("abc".utf8))
            // FIPS 180-4, the example of one block.
            let path = "blobs/ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
            #expect(place.file(id).path == place.folder.appending(path: path).path)
            #expect(try Data(contentsOf: place.file(id)) == Data("abc".utf8))
        }
    }

    @Test("takes streams, drafts in pieces, and both for the same content", arguments: Shelf.available)
    func takesStreams(shelf: Shelf) async throws {
        try await BlobPlace.use(shelf) { place in
            let blobs = try await place.blobs()
            let bytes = sample(600_000)
            let stream = AsyncStream<[UInt8]> { continuation in
                for start in stride(from: 0, to: bytes.count, by: 7000) {
                    continuation.yield(Array(bytes[start..<min(start + 7000, bytes.count)]))
                }
                continuation.finish()
            }
            let first = try await blobs.put(stream)
            let draft = try await blobs.draft(limit: 600_000)
            try await draft.append(bytes[..<13])
            try await draft.append(bytes[13..<13])
            try await draft.append(bytes[13...])
            #expect(try await draft.keep() == first)
            #expect(try await blobs.bytes(first) == bytes)
            await #expect(throws: BlobError.closed) { try await draft.append([1]) }
            await #expect(throws: BlobError.closed) { try await draft.keep() }
        }
    }

    @Test("gives back any part", arguments: Shelf.available)
    func parts(shelf: Shelf) async throws {
        try await BlobPlace.use(shelf) { place in
            let blobs = try await place.blobs()
            let bytes = sample(600_000)
            let id = try await blobs.put(bytes)
            for range in [0..<1, 262_143..<262_145, 262_144..<524_288, 1..<599_999, 599_999..<600_000, 5..<5]
            {
                let part = Int64(range.lowerBound)..<Int64(range.upperBound)
                #expect(try await blobs.bytes(id, range: part) == Array(bytes[range]))
            }
            #expect(try await blobs.bytes(id, range: 599_998..<900_000) == Array(bytes[599_998...]))
        }
    }

    @Test("refuses what is longer than the limit and leaves nothing behind", arguments: Shelf.available)
    func limit(shelf: Shelf) async throws {
        try await BlobPlace.use(shelf) { place in
            let blobs = try await place.blobs()
            let draft = try await blobs.draft(limit: 10)
            try await draft.append(sample(10)[...])
            await #expect(throws: BlobError.tooLarge(limit: 10)) { try await draft.append([1]) }
            await #expect(throws: BlobError.closed) { try await draft.keep() }
            #expect(try place.draftCount() == 0)
        }
    }

    @Test("forgets a draft that is discarded or dropped", arguments: Shelf.available)
    func dropped(shelf: Shelf) async throws {
        try await BlobPlace.use(shelf) { place in
            let blobs = try await place.blobs()
            let draft = try await blobs.draft()
            try await draft.append([1, 2])
            #expect(try place.draftCount() == 1)
            await draft.discard()
            #expect(try place.draftCount() == 0)
            struct Torn: Error {}
            let torn = AsyncThrowingStream<[UInt8], any Error> { continuation in
                continuation.yield([1, 2, 3])
                continuation.finish(throwing: Torn())
            }
            await #expect(throws: Torn.self) { try await blobs.put(torn) }
            #expect(try place.draftCount() == 0)
        }
    }

    @Test func keepsNothingOfAStreamThatEndsBecauseItsTaskIsCancelled() async throws {
        try await BlobPlace.use(.files) { place in
            let blobs = try await place.blobs()
            let endless = AsyncStream<[UInt8]> { $0.yield([1, 2, 3]) }
            let task = Task { try await blobs.put(endless) }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try place.draftCount() == 0)
        }
    }

    @Test("keeps the same content once, from many at a time", arguments: Shelf.available)
    func concurrent(shelf: Shelf) async throws {
        try await BlobPlace.use(shelf) { place in
            let (one, other) = (try await place.blobs(), try await place.blobs())
            let ids = try await withThrowingTaskGroup(of: BlobID.self) { group in
                for number in 0..<24 {
                    let bytes = sample(300_000, seed: UInt8(number % 3))
                    group.addTask { try await (number % 2 == 0 ? one : other).put(bytes) }
                }
                return try await group.reduce(into: Set<BlobID>()) { $0.insert($1) }
            }
            #expect(ids.count == 3)
            for id in ids { try await one.verify(id) }
            let swept = try await one.sweep(olderThan: place.clock.now.advanced(byMilliseconds: 1000)) { _ in
                []
            }
            #expect(swept.blobs == 3 && swept.bytes == 900_000 && swept.drafts == 0)
        }
    }

    @Test("tells what is missing", arguments: Shelf.available)
    func missing(shelf: Shelf) async throws {
        try await BlobPlace.use(shelf) { place in
            let blobs = try await place.blobs()
            let id = BlobID(hash: Hash(of: [1]), size: 1)
            await #expect(throws: BlobError.missing(id)) { try await blobs.open(id) }
        }
    }

    @Test("never gives the last piece of what is damaged", arguments: Shelf.available, [0, 300_000, 599_999])
    func damaged(shelf: Shelf, offset: Int) async throws {
        try await BlobPlace.use(shelf) { place in
            let blobs = try await place.blobs()
            let id = try await blobs.put(sample(600_000))
            try await place.damage(id, at: offset)
            var count = 0
            await #expect {
                for try await piece in try await blobs.open(id) { count += piece.count }
            } throws: { error in
                guard case BlobError.damaged(id, _) = error else { return false }
                return true
            }
            #expect(count == 2 * BlobStore.chunkBytes)
            await #expect(throws: BlobError.self) { try await blobs.verify(id) }
            let longer = BlobID(hash: id.hash, size: id.size + 1)
            await #expect(throws: BlobError.self) { try await blobs.open(longer) }
        }
    }

    @Test func mendsADamagedFileWhenTheContentComesAgain() async throws {
        try await BlobPlace.use(.files) { place in
            let blobs = try await place.blobs()
            let id = try await blobs.put(sample(1000))
            try await place.damage(id, at: 500)
            #expect(try await blobs.put(sample(1000)) == id)
            try await blobs.verify(id)
        }
    }
}
