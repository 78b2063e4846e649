import Blobs
import Foundation
import Ledger
import Testing

@Suite("Sweeping blobs")
struct SweepTests {
    @Test("removes what is old and named by no entry, and nothing else", arguments: Shelf.available)
    func removes(shelf: Shelf) async throws {
        try await BlobPlace.use(shelf) { place in
            let blobs = try await place.blobs()
            let named = try await blobs.put(sample(300_000, seed: 1))
            let lost = try await blobs.put(sample(400_000, seed: 2))
            let renewed = try await blobs.put(sample(500_000, seed: 3))
            place.clock.move(hours: 48)
            let fresh = try await blobs.put(sample(10, seed: 4))
            #expect(try await blobs.put(sample(500_000, seed: 3)) == renewed)
            let limit = place.clock.now.advanced(byMilliseconds: -24 * 3_600_000)
            let swept = try await blobs.sweep(olderThan: limit) { hashes in
                #expect(Set(hashes).isSubset(of: [named.hash, lost.hash]))
                return Set(hashes).intersection([named.hash])
            }
            #expect(swept.blobs == 1 && swept.bytes == 400_000 && swept.drafts == 0)
            for id in [named, renewed, fresh] { try await blobs.verify(id) }
            await #expect(throws: BlobError.missing(lost)) { try await blobs.open(lost) }
            // A second time there is nothing to do.
            #expect(try await blobs.sweep(olderThan: limit) { _ in [named.hash] } == BlobSweep())
        }
    }

    @Test("spares what is put again while it asks", arguments: Shelf.available)
    func spares(shelf: Shelf) async throws {
        try await BlobPlace.use(shelf) { place in
            let blobs = try await place.blobs()
            let id = try await blobs.put(sample(300_000))
            place.clock.move(hours: 48)
            let limit = place.clock.now.advanced(byMilliseconds: -1000)
            let swept = try await blobs.sweep(olderThan: limit) { _ in
                let again = try await blobs.put(sample(300_000))
                #expect(again == id)
                return []
            }
            #expect(swept.blobs == 0)
            try await blobs.verify(id)
        }
    }

    @Test("stays right while many put and one sweeps", arguments: Shelf.available)
    func beside(shelf: Shelf) async throws {
        try await BlobPlace.use(shelf) { place in
            let (one, other) = (try await place.blobs(), try await place.blobs())
            let ids = try await withThrowingTaskGroup(of: BlobID?.self) { group in
                group.addTask {
                    // All is old to this one but for what has just been put.
                    for _ in 0..<40 { _ = try await other.sweep(olderThan: place.clock.now) { _ in [] } }
                    return nil
                }
                for number in 0..<60 {
                    group.addTask { try await one.put(sample(3000, seed: UInt8(number % 4))) }
                }
                return try await group.reduce(into: Set<BlobID>()) { if let id = $1 { $0.insert(id) } }
            }
            for id in ids {
                // Swept or whole, never half.
                do { try await one.verify(id) } catch BlobError.missing(let missing) {
                    #expect(missing == id)
                }
            }
            for id in ids {
                #expect(try await one.bytes(try await one.put(sample(3000, seed: 0))).count == id.size)
            }
        }
    }

    @Test func goesOnReadingAFileThatIsSweptMeanwhile() async throws {
        try await BlobPlace.use(.files) { place in
            let blobs = try await place.blobs()
            let id = try await blobs.put(sample(600_000))
            let open = try await blobs.open(id)
            let limit = place.clock.now.advanced(byMilliseconds: 1000)
            #expect(try await blobs.sweep(olderThan: limit) { _ in [] }.blobs == 1)
            var bytes: [UInt8] = []
            for try await piece in open { bytes += piece }
            #expect(bytes == sample(600_000))
        }
    }

    @Test("removes old drafts and leaves those in work and strange files", arguments: Shelf.available)
    func drafts(shelf: Shelf) async throws {
        try await BlobPlace.use(shelf) { place in
            let blobs = try await place.blobs()
            let old = place.drafts.appending(path: "jiedao-draft-0123456789abcdef")
            try Data("torn".utf8).write(to: old)
            let held = try await blobs.draft()
            // However slow the sender is, a draft that a process holds stays.
            for name in try FileManager.default.contentsOfDirectory(atPath: place.drafts.path) {
                try FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSinceNow: -90_000)],
                    ofItemAtPath: place.drafts.appending(path: name).path
                )
            }
            let strange = place.folder.appending(path: "blobs/aa/notes.txt")
            try FileManager.default.createDirectory(
                at: strange.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data("x".utf8).write(to: strange)
            let limit = place.clock.now.advanced(byMilliseconds: -86_400_000)
            #expect(try await blobs.sweep(olderThan: limit) { _ in [] }.drafts == 1)
            #expect(!FileManager.default.fileExists(atPath: old.path))
            #expect(FileManager.default.fileExists(atPath: strange.path))
            try await held.append([7])
            try await blobs.verify(try await held.keep())
        }
    }
}
