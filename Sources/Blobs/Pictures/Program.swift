import Foundation

/// A program that is run to its end, without input; what it prints is dropped, what it complains of goes to a file.
struct Program: Sendable {
    let path: String
    let arguments: [String]
    var folder = "/"
    var environment: [String: String] = [:]
    var complaints = "/dev/null"

    init(path: String, arguments: [String]) {
        self.path = path
        self.arguments = arguments
    }

    enum End: Equatable, Sendable {
        case exit(Int32)
        case signal(Int32)
    }

    /// - Throws: Where the program cannot be started, or `CancellationError`.
    func run() async throws -> End {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = URL(filePath: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        let file = try OpenFile(complaints, O_WRONLY | O_CREAT)
        process.standardError = FileHandle(fileDescriptor: file.descriptor, closeOnDealloc: false)
        let ends = AsyncStream<End>.makeStream()
        process.terminationHandler = { process in
            let status = process.terminationStatus
            ends.continuation.yield(process.terminationReason == .exit ? .exit(status) : .signal(status))
            ends.continuation.finish()
        }
        try process.run()
        withExtendedLifetime(file) {}
        for await end in ends.stream { return end }
        // The stream ends early where the task was cancelled; timeout(1) hands the signal on.
        process.terminate()
        throw CancellationError()
    }
}
