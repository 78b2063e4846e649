import Foundation

/// The files of this repository, as they lie on disk.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Folders that hold nothing of ours.
    private static let passedOver: Set = [".git", ".build", "data", "__pycache__", ".pytest_cache"]
    private static let textEndings: Set = [
        "c", "css", "csv", "h", "json", "md", "modulemap", "mustache", "py", "resolved", "sh", "swift", "txt",
        "yaml", "yml", "",
    ]

    /// Every text file, in the order of the paths.
    static let files: [TextFile] = {
        var files: [TextFile] = []
        gather("", into: &files)
        return files.sorted { $0.path < $1.path }
    }()

    /// The files of these folders, or whose path is named, with one of the endings.
    static func files(in folders: [String], ending: Set<String>) -> [TextFile] {
        files.filter { file in
            ending.contains(file.ending) && folders.contains { file.path.hasPrefix($0 + "/") }
        }
    }

    static func file(_ path: String) throws -> TextFile {
        TextFile(path: path, text: try String(contentsOf: root.appending(path: path), encoding: .utf8))
    }

    private static func gather(_ folder: String, into files: inout [TextFile]) {
        let manager = FileManager.default
        let url = folder.isEmpty ? root : root.appending(path: folder)
        for name in (try? manager.contentsOfDirectory(atPath: url.path)) ?? [] {
            let path = folder.isEmpty ? name : folder + "/" + name
            var isFolder: ObjCBool = false
            guard !passedOver.contains(name), !name.hasPrefix(".build"),
                manager.fileExists(atPath: root.appending(path: path).path, isDirectory: &isFolder)
            else { continue }
            if isFolder.boolValue {
                gather(path, into: &files)
            } else if textEndings.contains(TextFile(path: path, text: "").ending),
                let file = try? Self.file(path)
            {
                files.append(file)
            }
        }
    }
}

/// A file with its path below the repository's root.
struct TextFile: Sendable {
    let path: String
    let lines: [String]
    /// Modules imported, with the lines where.
    let imports: [(module: String, line: Int)]
    private let bytes: Data

    init(path: String, text: String) {
        self.path = path
        bytes = Data(text.utf8)
        lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        imports = lines.enumerated().compactMap { number, line in
            Self.module(importedBy: line).map { (module: $0, line: number + 1) }
        }
    }

    /// What stands behind the last dot of the name; empty where there is none.
    var ending: String {
        let name = path.split(separator: "/").last ?? ""
        return name.dropFirst().lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? ""
    }

    func holds(_ word: String) -> Bool { bytes.range(of: Data(word.utf8)) != nil }

    /// The lines that hold one of the words, each as `path:line: word`.
    func places(of words: [String]) -> [String] {
        // Whole files first, by bytes: comparing characters line by line takes a hundred times as long.
        let words = words.filter(holds)
        guard !words.isEmpty else { return [] }
        return lines.enumerated().flatMap { number, line in
            words.filter { line.contains($0) }.map { "\(path):\(number + 1): \($0)" }
        }
    }

    private static func module(importedBy line: String) -> String? {
        guard let first = line.utf8.first, "@ipf".utf8.contains(first) else { return nil }
        let words = line.split(separator: " ")
        let before = words.prefix { $0 != "import" }
        let modifiers: Set<Substring> = ["package", "public", "internal", "fileprivate", "private"]
        guard before.allSatisfy({ modifiers.contains($0) || $0.hasPrefix("@") }), before.count < words.count,
            // `import struct Foundation.Date` names its module last.
            let name = words[before.endIndex...].dropFirst().last(where: { !$0.hasPrefix("//") })
        else { return nil }
        return name.split(separator: ".").first.map(String.init)
    }
}
