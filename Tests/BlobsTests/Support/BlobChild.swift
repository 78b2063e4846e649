import Blobs
import Foundation
import Ledger
import Storage
import Testing

/// A part of this test program that runs as a process of its own, so that it can be killed or starved.
@Suite("A child process")
struct BlobChild {
    static let folder = ProcessInfo.processInfo.environment["JIEDAO_BLOB_CHILD"]

    /// Puts contents without end, and says of each that was kept what it is; ends at the first error.
    @Test(.enabled(if: folder != nil, "it is run by other tests"))
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

    private static func say(_ line: String) { FileHandle.standardOutput.write(Data("\n\(line)\n".utf8)) }

    /// Starts the child beside the store in `folder`.
    ///
    /// - Parameter start: What to run first, given the child's command line after it.
    static func start(in folder: URL, by start: [String] = []) throws -> (Process, lines: FileHandle) {
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let command = start + [program, "--testing-library", "swift-testing", "--filter", "BlobChild"]
        let child = Process()
        let output = Pipe()
        child.executableURL = URL(filePath: command[0])
        child.arguments = Array(command.dropFirst())
        child.environment = ProcessInfo.processInfo.environment.merging(["JIEDAO_BLOB_CHILD": folder.path]) {
            $1
        }
        child.standardOutput = output
        child.standardError = FileHandle.nullDevice
        try child.run()
        return (child, output.fileHandleForReading)
    }
}
