import Blobs
import Foundation
import Ledger
import Testing

@Suite("Blobs outlive the process")
struct PowerCutTests {
    @Test(
        "a killed process leaves all that was acknowledged, and drafts for the sweep",
        arguments: [1, 9, 30]
    )
    func killed(after count: Int) async throws {
        try await BlobPlace.use(.files) { place in
            let (child, output) = try BlobChild.start(.put, in: place.folder)
            var text = ""
            while text.components(separatedBy: "kept ").count <= count {
                let data = output.availableData
                try #require(!data.isEmpty, "the child ended by itself: \(text)")
                text += String(decoding: data, as: UTF8.self)
            }
            kill(child.processIdentifier, SIGKILL)
            text += String(decoding: output.readDataToEndOfFile(), as: UTF8.self)
            child.waitUntilExit()
            let ids = text.split(separator: "\n").compactMap { line -> BlobID? in
                let words = line.split(separator: " ")
                guard words.count == 3, words[0] == "kept", let hash = Hash(hex: String(words[1])),
                    let size = Int64(words[2])
                else { return nil }
                return BlobID(hash: hash, size: size)
            }
            #expect(ids.count >= count)
            let blobs = try await place.blobs()
            for id in ids { try await blobs.verify(id) }
            let named = Set(ids.map(\.hash))
            let later = place.clock.now.advanced(byMilliseconds: 60_000)
            _ = try await blobs.sweep(olderThan: later) { _ in named }
            #expect(try place.draftCount() == 0)
            for id in ids { try await blobs.verify(id) }
        }
    }

    static let canMount: Bool = {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/unshare")
        process.arguments = ["-rm", "/bin/mount", "-t", "tmpfs", "none", "/mnt"]
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    @Test(.enabled(if: canMount, "no file system can be mounted here"))
    func aFullDiskIsSaidSo() async throws {
        try await BlobPlace.use(.files) { place in
            let disk = place.folder.appending(path: "disk")
            try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
            let mount = "/bin/mount -t tmpfs -o size=3m none \"$0\" && exec \"$@\""
            let (child, output) = try BlobChild.start(
                .put,
                in: disk,
                by: ["/usr/bin/unshare", "-rm", "/bin/sh", "-c", mount, disk.path]
            )
            let text = String(decoding: output.readDataToEndOfFile(), as: UTF8.self)
            child.waitUntilExit()
            #expect(text.components(separatedBy: "kept ").count > 3)
            let errors = text.split(separator: "\n").filter { $0.hasPrefix("error ") }
            #expect(errors.count == 3)
            #expect(errors.allSatisfy { $0.hasPrefix("error There is no room left for the file: ") })
        }
    }
}
