import Blobs
import Foundation
import Ledger
import Storage
import Testing

@Suite("Copying the files that entries name")
struct TransferTests {
    @Test("copies what is named and nothing else, under its hash, and once", arguments: Shelf.available)
    func copies(shelf: Shelf) async throws {
        try await BlobPlace.use(shelf) { place in
            let blobs = try await place.blobs()
            let ids = try await named([0, 1, 262_144, 700_000], in: place, blobs)
            let unnamed = try await blobs.put(sample(10, seed: 9))
            // The same content twice is one file.
            try await place.name(ids[2], in: 50)
            let copies = try await BlobStore.copies(in: place.copies.path, clock: place.clock.wall)
            let transfer = BlobTransfer(namedIn: place.database)
            let survey = try await transfer.copy(from: blobs, to: copies, trusting: .size)
            #expect(survey.named == 4 && survey.copied == 4 && survey.faultCount == 0)
            #expect(survey.namedBytes == 962_145 && survey.copiedBytes == 962_145)
            for id in ids { #expect(try Data(contentsOf: place.copy(id)).count == id.size) }
            #expect(!FileManager.default.fileExists(atPath: place.copy(unnamed).path))
            for id in ids { try await copies.verify(id) }
            let again = try await transfer.copy(from: blobs, to: copies, trusting: .size)
            #expect(again.named == 4 && again.copied == 0 && again.faultCount == 0)
        }
    }

    @Test("goes on where it was cut off", arguments: Shelf.available)
    func goesOn(shelf: Shelf) async throws {
        try await BlobPlace.use(shelf) { place in
            let blobs = try await place.blobs()
            let ids = try await named([1, 2, 3], in: place, blobs)
            let transfer = BlobTransfer(namedIn: place.database)
            let copies = try await BlobStore.copies(in: place.copies.path, clock: place.clock.wall)
            _ = try await transfer.copy(from: blobs, to: copies, trusting: .size)
            try FileManager.default.removeItem(at: place.copy(ids[1]))
            try Data("torn".utf8).write(
                to: place.copies.appending(path: "drafts/jiedao-draft-0123456789abcdef")
            )
            let later = try await BlobStore.copies(in: place.copies.path, clock: place.clock.wall)
            let survey = try await transfer.copy(from: blobs, to: later, trusting: .size)
            #expect(survey.copied == 1 && survey.copiedBytes == 2)
            #expect(try FileManager.default.contentsOfDirectory(atPath: place.copies.path + "/drafts") == [])
        }
    }

    @Test(
        "copies anew what has another size, and on demand what has other content",
        arguments: Shelf.available
    )
    func copiesAnew(shelf: Shelf) async throws {
        try await BlobPlace.use(shelf) { place in
            let blobs = try await place.blobs()
            let ids = try await named([100, 200, 300], in: place, blobs)
            let copies = try await BlobStore.copies(in: place.copies.path, clock: place.clock.wall)
            let transfer = BlobTransfer(namedIn: place.database)
            _ = try await transfer.copy(from: blobs, to: copies, trusting: .size)
            try Data(count: 99).write(to: place.copy(ids[0]))
            try Data(count: 200).write(to: place.copy(ids[1]))
            #expect(try await transfer.copy(from: blobs, to: copies, trusting: .size).copied == 1)
            try await copies.verify(ids[0])
            await #expect(throws: BlobError.self) { try await copies.verify(ids[1]) }
            #expect(try await transfer.copy(from: blobs, to: copies, trusting: .nothing).copied == 1)
            for id in ids { try await copies.verify(id) }
        }
    }

    @Test("names what is missing or damaged with its entry, and copies the rest", arguments: Shelf.available)
    func faults(shelf: Shelf) async throws {
        try await BlobPlace.use(shelf) { place in
            let blobs = try await place.blobs()
            let ids = try await named([1000, 2000, 300_000, 4000], in: place, blobs)
            let lost = BlobID(hash: Hash(of: [7]), size: 1)
            try await place.name(lost, in: 77)
            try await place.damage(ids[2], at: 299_999)
            let copies = try await BlobStore.copies(in: place.copies.path, clock: place.clock.wall)
            let transfer = BlobTransfer(namedIn: place.database)
            let survey = try await transfer.copy(from: blobs, to: copies, trusting: .size)
            #expect(survey.named == 5 && survey.copied == 3 && survey.faultCount == 2)
            let causes = Dictionary(uniqueKeysWithValues: survey.faults.map { ($0.id, $0) })
            #expect(causes[lost]?.cause == .missing && causes[lost]?.entry == Entry.ID(rawValue: 77))
            #expect(
                causes[ids[2]]?.cause.word == "damaged" && causes[ids[2]]?.entry == Entry.ID(rawValue: 12)
            )
            #expect(
                causes[lost]?.description == "The file \(lost.hash), named by entry 77, is missing"
            )
            // Nothing damaged is copied, not even a part of it.
            #expect(!FileManager.default.fileExists(atPath: place.copy(ids[2]).path))
            for id in [ids[0], ids[1], ids[3]] { try await copies.verify(id) }
            let verified = try await transfer.verify(blobs)
            #expect(verified.faults == survey.faults && verified.named == 5 && verified.copied == 0)
            #expect(try await transfer.look(into: blobs).faults.map(\.id) == [lost])
        }
    }

    @Test("brings back what a store has not, or damaged", arguments: Shelf.available)
    func bringsBack(shelf: Shelf) async throws {
        try await BlobPlace.use(shelf) { place in
            let blobs = try await place.blobs()
            let ids = try await named([0, 1000, 600_000, 5000], in: place, blobs)
            let transfer = BlobTransfer(namedIn: place.database)
            let copies = try await BlobStore.copies(in: place.copies.path, clock: place.clock.wall)
            _ = try await transfer.copy(from: blobs, to: copies, trusting: .size)
            try await place.damage(ids[1], at: 0)
            try await place.damage(ids[2], at: 300_000)
            try await place.remove(ids[3])
            let from = try await BlobStore.existing(in: place.copies.path, clock: place.clock.wall)
            let survey = try await transfer.copy(from: from, to: blobs, trusting: .nothing)
            #expect(survey.copied == 3 && survey.faultCount == 0)
            for id in ids { try await blobs.verify(id) }
            #expect(try await transfer.verify(blobs).faultCount == 0)
        }
    }

    @Test("makes no folder whose parent is missing, and reads none that is missing")
    func missingFolders() async throws {
        try await BlobPlace.use(.files) { place in
            let (path, clock) = (place.folder.appending(path: "not/mounted").path, place.clock.wall)
            await #expect(throws: BlobError.self) { try await BlobStore.copies(in: path, clock: clock) }
            await #expect(throws: BlobError.self) { try await BlobStore.existing(in: path, clock: clock) }
            #expect(!FileManager.default.fileExists(atPath: place.folder.path + "/not"))
        }
    }

    @Test("writes nothing where it only reads")
    func readsOnly() async throws {
        try await BlobPlace.use(.files) { place in
            try FileManager.default.createDirectory(at: place.copies, withIntermediateDirectories: false)
            let copies = try await BlobStore.existing(in: place.copies.path, clock: place.clock.wall)
            let survey = try await BlobTransfer(namedIn: place.database).verify(copies)
            #expect(survey == BlobSurvey())
            #expect(try FileManager.default.contentsOfDirectory(atPath: place.copies.path) == [])
        }
    }

    @Test("knows the store's own folder under another name")
    func ownFolder() async throws {
        try await BlobPlace.use(.files) { place in
            let blobs = try await place.blobs()
            let link = place.folder.appending(path: "link")
            try FileManager.default.createSymbolicLink(
                at: link,
                withDestinationURL: place.folder.appending(path: "blobs")
            )
            let own = try await BlobStore.existing(in: link.path, clock: place.clock.wall)
            let other = try await BlobStore.copies(in: place.copies.path, clock: place.clock.wall)
            #expect(own.isSame(as: blobs) && !other.isSame(as: blobs))
        }
    }

    @Test("a killed copy leaves only whole files, and is ended by the next", arguments: [1, 7, 40])
    func killed(after count: Int) async throws {
        try await BlobPlace.use(.files) { place in
            let blobs = try await place.blobs()
            let ids = try await named(Array(repeating: 100_000, count: 60), in: place, blobs)
            let (child, output) = try BlobChild.start(.copy, in: place.folder)
            var text = ""
            while text.components(separatedBy: "passed ").count <= count {
                let data = output.availableData
                try #require(!data.isEmpty, "the child ended by itself: \(text)")
                text += String(decoding: data, as: UTF8.self)
            }
            kill(child.processIdentifier, SIGKILL)
            child.waitUntilExit()
            let copies = try await BlobStore.copies(in: place.copies.path, clock: place.clock.wall)
            for id in ids where FileManager.default.fileExists(atPath: place.copy(id).path) {
                try await copies.verify(id)
            }
            let survey = try await BlobTransfer(namedIn: place.database)
                .copy(from: blobs, to: copies, trusting: .size)
            #expect(survey.named == 60 && survey.copied <= 60 - Int64(count))
            for id in ids { try await copies.verify(id) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: place.copies.path + "/drafts") == [])
        }
    }

    @Test(.enabled(if: PowerCutTests.canMount, "no file system can be mounted here"))
    func aFullDiskEndsItAndRoomEndsTheRest() async throws {
        try await BlobPlace.use(.files) { place in
            let ids = try await named(
                Array(repeating: 100_000, count: 12),
                in: place,
                try await place.blobs()
            )
            try FileManager.default.createDirectory(at: place.copies, withIntermediateDirectories: false)
            let mount = "/bin/mount -t tmpfs -o size=2m none \"$0\" && exec \"$@\""
            let (child, output) = try BlobChild.start(
                .copy,
                in: place.folder,
                by: ["/usr/bin/unshare", "-rm", "/bin/sh", "-c", mount, place.copies.path]
            )
            let text = String(decoding: output.readDataToEndOfFile(), as: UTF8.self)
            child.waitUntilExit()
            let lines = text.split(separator: "\n").filter {
                $0.hasPrefix("error ") || $0.hasPrefix("copied ")
            }
            try #require(lines.count == 2, "\(text)")
            #expect(lines[0].hasPrefix("error There is no room left for the file: "))
            let copied = lines[1].split(separator: " ").compactMap { Int($0) }
            #expect(copied.count == 2 && copied[0] > 0 && copied[0] < ids.count && copied[1] == ids.count)
        }
    }

    /// Puts contents of these sizes, the first named by entry 10.
    private func named(_ sizes: [Int], in place: BlobPlace, _ blobs: BlobStore) async throws -> [BlobID] {
        var ids: [BlobID] = []
        for (number, size) in sizes.enumerated() {
            let bytes = Array("\(number)".utf8) + sample(size)
            let id = try await blobs.put(Array(bytes.prefix(size)))
            try await place.name(id, in: Int64(10 + number))
            ids.append(id)
        }
        return ids
    }
}

extension BlobPlace {
    fileprivate func copy(_ id: BlobID) -> URL {
        let name = id.hash.description
        return copies.appending(path: "\(name.prefix(2))/\(name.dropFirst(2))")
    }

    /// Takes content away behind the store's back.
    fileprivate func remove(_ id: BlobID) async throws {
        switch shelf {
        case .files: try FileManager.default.removeItem(at: file(id))
        case .rows:
            try await database.write { try $0.execute("DELETE FROM blob WHERE hash = \(id.hash)") }
        }
    }
}
