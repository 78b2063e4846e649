import Blobs
import Foundation
import Ledger
import Storage
import Testing

/// A part of this test program that runs as a process of its own, so that it can be killed or starved.
@Suite("A child process")
struct BlobChild {
    /// What the child does.
    enum Work: String {
        case put
        case copy
    }

    static let folder = ProcessInfo.processInfo.environment["JIEDAO_BLOB_CHILD"]
    static let work = ProcessInfo.processInfo.environment["JIEDAO_BLOB_WORK"].flatMap { Work(rawValue: $0) }

    /// Puts contents without end, and says of each that was kept what it is; ends at the first error.
    @Test(.enabled(if: work == .put, "it is run by other tests"))
    func putsWithoutEnd() async throws {
        let path = try #require(Self.folder) + "/store.sqlite"
        let location = StoreLocation.file(path)
        let database = try await Database(location, creating: true)
        let blobs = try await BlobStore(of: location, database: database, clock: BlobClock().wall)
        await withTaskGroup(of: Void.self) { group in
            for worker in 0..<3 {
                group.addTask {
                    for number in 0... {
                        let bytes = Array("\(worker) \(number) ".utf8) + sample(200_000)
                        do { Self.say("kept \(try await blobs.put(bytes).hash) \(bytes.count)") } catch {
                            return Self.say("error \(error)")
                        }
                    }
                }
            }
        }
    }

    /// Copies what is named to `copies`, and says how far it is; where the disk is full it makes room and does it again.
    @Test(.enabled(if: work == .copy, "it is run by other tests"))
    func copiesWhatIsNamed() async throws {
        let folder = URL(filePath: try #require(Self.folder))
        let location = StoreLocation.file(folder.appending(path: "store.sqlite").path)
        let database = try await Database(location)
        let blobs = try await BlobStore(of: location, database: database, clock: BlobClock().wall)
        let copies = folder.appending(path: "copies")
        let target = try await BlobStore.copies(in: copies.path, clock: BlobClock().wall)
        let filler = copies.appending(path: "filler")
        try Data(count: 1_000_000).write(to: filler)
        let transfer = BlobTransfer(namedIn: database) { done, _ in Self.say("passed \(done)") }
        for _ in 0..<2 {
            do {
                let survey = try await transfer.copy(from: blobs, to: target, trusting: .size)
                return Self.say("copied \(survey.copied) \(survey.named)")
            } catch {
                Self.say("error \(error)")
                try FileManager.default.removeItem(at: filler)
            }
        }
    }

    private static func say(_ line: String) { FileHandle.standardOutput.write(Data("\n\(line)\n".utf8)) }

    /// Starts the child beside the store in `folder`.
    ///
    /// - Parameter start: What to run first, given the child's command line after it.
    static func start(
        _ work: Work,
        in folder: URL,
        by start: [String] = []
    ) throws -> (Process, lines: FileHandle) {
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let command = start + [program, "--testing-library", "swift-testing", "--filter", "BlobChild"]
        let child = Process()
        let output = Pipe()
        child.executableURL = URL(filePath: command[0])
        child.arguments = Array(command.dropFirst())
        child.environment = ProcessInfo.processInfo.environment.merging([
            "JIEDAO_BLOB_CHILD": folder.path, "JIEDAO_BLOB_WORK": work.rawValue,
        ]) { $1 }
        child.standardOutput = output
        child.standardError = FileHandle.nullDevice
        try child.run()
        return (child, output.fileHandleForReading)
    }
}
