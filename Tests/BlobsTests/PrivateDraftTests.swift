import Blobs
import Foundation
import Storage
import Testing

@Suite("The folder of drafts beside PostgreSQL")
struct PrivateDraftTests {
    @Test func isMadeForItsUserAlone() async throws {
        try await BlobPlace.use(.files) { place in
            let drafts = place.folder.appending(path: "drafts")
            _ = try await place.rows(drafts: drafts)
            let attributes = try FileManager.default.attributesOfItem(atPath: drafts.path)
            #expect(attributes[.posixPermissions] as? Int == 0o700)
            // Another process takes the same.
            _ = try await place.rows(drafts: drafts)
        }
    }

    @Test("is not taken where others may enter it", arguments: [0o755, 0o770, 0o701, 0o777])
    func open(rights: Int) async throws {
        try await BlobPlace.use(.files) { place in
            let drafts = place.folder.appending(path: "drafts")
            try FileManager.default.createDirectory(at: drafts, withIntermediateDirectories: false)
            try FileManager.default.setAttributes([.posixPermissions: rights], ofItemAtPath: drafts.path)
            await #expect(throws: BlobError.self) { try await place.rows(drafts: drafts) }
        }
    }

    @Test func isNotTakenThroughALink() async throws {
        try await BlobPlace.use(.files) { place in
            let (target, drafts) = (
                place.folder.appending(path: "theirs"), place.folder.appending(path: "drafts")
            )
            try FileManager.default.createDirectory(
                at: target,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
            try FileManager.default.createSymbolicLink(at: drafts, withDestinationURL: target)
            await #expect(throws: BlobError.self) { try await place.rows(drafts: drafts) }
        }
    }

    @Test(.enabled(if: geteuid() == 0, "only root gives a folder away"))
    func isNotTakenFromSomebodyElse() async throws {
        try await BlobPlace.use(.files) { place in
            let drafts = place.folder.appending(path: "drafts")
            try FileManager.default.createDirectory(
                at: drafts,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
            try #require(chown(drafts.path, 65_534, 65_534) == 0)
            await #expect(throws: BlobError.self) { try await place.rows(drafts: drafts) }
        }
    }

    @Test func isAnotherForEachUser() {
        #expect(BlobStore.privateDrafts.hasSuffix("jiedao-drafts-\(geteuid())"))
    }
}

extension BlobPlace {
    /// As for a store in PostgreSQL; the database itself is not asked.
    fileprivate func rows(drafts: URL) async throws(BlobError) -> BlobStore {
        try await BlobStore(of: .server(""), database: database, clock: clock.wall, drafts: drafts.path)
    }
}
