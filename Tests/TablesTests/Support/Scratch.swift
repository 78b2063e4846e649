import Foundation
import Tables
import TestSupport

/// A folder for one test's files, gone with it.
final class Scratch {
    let folder = FileManager.default.temporaryDirectory.appending(path: "jiedao-tables-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String = "table") -> String { folder.appending(path: name).path }

    func file(_ bytes: [UInt8]) throws -> String {
        let path = path(UUID().uuidString)
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    /// A CSV file's rows, read with as much as the test says about it.
    func rows(
        _ text: String,
        delimiter: Delimiter? = nil,
        limits: TableLimits = TableLimits()
    ) throws -> [TableRow] {
        var options = TableReader.Options()
        options.delimiter = delimiter
        return try TableReader(try file(Array(text.utf8)), options: options, limits: limits).all()
    }

    func reader(_ bytes: [UInt8], encoding: TextEncoding? = nil) throws -> TableReader {
        var options = TableReader.Options()
        options.encoding = encoding
        return try TableReader(try file(bytes), options: options)
    }

    /// Lets `ledgers.py` do something with a file, and gives what it prints.
    @discardableResult
    func ledgers(_ command: String, _ path: String) throws -> Data {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "ledgers.py")
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [script.path, command, path]
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return data
    }
}

extension TableReader {
    func all() throws -> [TableRow] {
        var rows: [TableRow] = []
        while let row = try next() { rows.append(row) }
        return rows
    }
}

/// A cell as somebody could write it, with everything that formats have trouble with.
struct CellSource {
    private static let pieces = [
        "a", "台账", "é", "\u{65}\u{301}", "👩‍👩‍👧", "\"", "\"\"", ",", ";", "\t", "\n", "\r\n", "\r", " ",
        "\u{3000}", "'",
        "=1+1", "+", "-", "@", "＝", "0", "12", ".", "_x0041_", "_", "<&>", "]]>", "\u{1}", "\u{1F}",
        "\u{FEFF}", "𠮷",
    ]

    var generator: SeededGenerator

    mutating func cell() -> String {
        (0..<Int.random(in: 0...5, using: &generator)).map { _ in
            Self.pieces.randomElement(using: &generator) ?? ""
        }.joined()
    }

    mutating func row(_ columns: Int) -> [String] { (0..<columns).map { _ in cell() } }
}
