import ArgumentParser
import Foundation
import Ledger
import Synchronization

/// How a command answers.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
}

enum Output {
    /// Prints an object as one line of JSON.
    static func json(_ object: JSON.Object) { print(JSON.object(object).text) }

    /// Prints lines, none of which can do anything to a terminal or become two.
    static func lines(_ lines: String...) {
        for line in lines { print(line.shown()) }
    }

    /// "1 row", "2 rows".
    static func count(_ number: some BinaryInteger, _ thing: String, _ things: String? = nil) -> String {
        number == 1 ? "1 \(thing)" : "\(number) \(things ?? thing + "s")"
    }

    /// A bar on a terminal; nothing where the output goes into a file.
    static func progress(_ what: String) -> @Sendable (Int64, Int64) -> Void {
        guard isatty(STDERR_FILENO) == 1 else { return { _, _ in } }
        let shown = Mutex(-1)
        return { done, total in
            let percent = Int(done * 100 / max(total, 1))
            let isNews = shown.withLock { last in
                defer { last = percent }
                return last != percent
            }
            guard isNews else { return }
            let bar =
                String(repeating: "█", count: percent / 4) + String(repeating: "·", count: 25 - percent / 4)
            let end = done >= total ? "\n" : ""
            FileHandle.standardError.write(Data("\r\(what) \(bar) \(percent)% of \(total)\(end)".utf8))
        }
    }
}

/// Writes a file that appears whole or not at all.
final class NewFile {
    private let path: String
    private let partial: String
    private let file: FileHandle
    private var buffer = Data()

    /// - Throws: `ValidationError` where something lies at the path already.
    init(_ path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw ValidationError("\(path) exists already. Choose another name, or remove it first.")
        }
        self.path = path
        // A name of its own: what somebody else has lying there is not ours to remove.
        partial = "\(path).\(UUID().uuidString.lowercased()).partial"
        do { try DurableFile.create(partial, []) } catch { throw FileError(path, code: error.code) }
        guard let file = FileHandle(forWritingAtPath: partial) else { throw FileError(path) }
        self.file = file
    }

    func write(_ bytes: [UInt8]) throws {
        buffer.append(contentsOf: bytes)
        if buffer.count > 1 << 20 { try flush() }
    }

    private func flush() throws {
        do { try file.write(contentsOf: buffer) } catch { throw FileError(path, error) }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Puts the file on disk under its name.
    ///
    /// - Parameter check: Reads what was written; where it throws, the file does not appear.
    func finish(after check: (FileHandle) throws -> Void = { _ in }) throws {
        try flush()
        do {
            try file.synchronize()
            try file.close()
        } catch { throw FileError(path, error) }
        try check(try FileHandle.reading(partial))
        // A link, unlike a rename, never takes the place of a file that has come there meanwhile.
        guard link(partial, path) == 0 else { throw FileError(path) }
        try? FileManager.default.removeItem(atPath: partial)
        try DurableFile.synchronize(folder: URL(filePath: path).deletingLastPathComponent().path)
    }

    func discard() {
        try? file.close()
        try? FileManager.default.removeItem(atPath: partial)
    }
}
