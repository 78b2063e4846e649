import Foundation

/// Opens `bytes` for `body`: from a pipe where they fit into its buffer, which is quicker, and else from a file.
func withFile<Result>(_ bytes: [UInt8], _ body: (FileHandle) throws -> Result) throws -> Result {
    guard bytes.count > 32_768 else {
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Data(bytes))
        try pipe.fileHandleForWriting.close()
        return try body(pipe.fileHandleForReading)
    }
    return try withFilePath(bytes) { path in
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? file.close() }
        return try body(file)
    }
}

/// Writes `bytes` to a file for `body` and removes it afterwards.
func withFilePath<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
    let url = FileManager.default.temporaryDirectory.appending(path: "ledger-\(UUID()).txt")
    try Data(bytes).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url.path())
}
