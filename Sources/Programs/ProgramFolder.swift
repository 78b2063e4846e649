import Dispatch
package import Foundation

/// A folder of its own for one run of a program: what goes in, what comes out, and what it complains of.
package struct ProgramFolder: Sendable {
    package let path: String

    private static let queue = DispatchQueue(label: "jiedao.program-folder", attributes: .concurrent)

    /// - Parameter name: What its name begins with, so that one that a killed process left is known.
    package static func make(in parent: String, name: String) async throws -> ProgramFolder {
        try await run("Making a folder in \(parent)") {
            let path = "\(parent)/\(name)-\(String(UInt64.random(in: 0...UInt64.max), radix: 16))"
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
            return ProgramFolder(path: path)
        }
    }

    package func file(_ name: String) -> String { "\(path)/\(name)" }

    package func write(_ data: Data, to name: String) async throws {
        let path = file(name)
        try await Self.run("Writing \(path)") { try data.write(to: URL(filePath: path)) }
    }

    /// At most `limit` bytes from the beginning; nil where the program made no such file.
    package func read(_ name: String, limit: Int) async throws -> [UInt8]? {
        let path = file(name)
        return try await Self.run("Reading \(path)") {
            // What a program made is trusted as little as the program: no link is followed.
            let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
            guard descriptor >= 0 else { return nil }
            let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            return Array(try handle.read(upToCount: limit) ?? Data())
        }
    }

    package func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// Does what waits for a disk on a thread of its own kind, so that it holds none of the cooperative pool.
    private static func run<Value: Sendable>(
        _ doing: String,
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(
                    with: Result { try body() }.mapError {
                        ProgramError.file(doing: doing, $0.localizedDescription)
                    }
                )
            }
        }
    }
}
