import Foundation
import Testing

/// Programs by which tests read what was printed: other people's eyes on our paper.
enum Tool {
    static let names = [
        "pdftotext", "pdfinfo", "pdffonts", "pdfdetach", "pdftoppm", "vips", "zbarimg", "weasyprint",
    ]
    static let areThere = names.allSatisfy { FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)") }

    /// - Returns: What it printed.
    static func run(_ name: String, _ arguments: String...) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/\(name)")
        process.arguments = arguments
        process.environment = ["LC_ALL": "C.UTF-8"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let printed = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(name) \(arguments.joined(separator: " "))")
        return String(decoding: printed, as: UTF8.self)
    }

    /// What stands in the codes of a picture.
    static func codes(in picture: URL) throws -> String {
        try run("zbarimg", "--raw", "--quiet", picture.path)
    }
}

/// A folder of one test, gone afterwards.
final class Desk: Sendable {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "jiedao-papers-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func write(_ data: Data, as name: String) throws -> URL {
        let file = folder.appending(path: name)
        try data.write(to: file)
        return file
    }

    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? [] }
}
