package import Foundation

/// One line of an export; `Docs/ledger-format.md` is its specification.
///
/// An export is the ledger in one text file. A full one is also the backup; a public one shows only the entries of
/// public kinds, and of all others the leaf.
package enum ExportLine: Equatable, Sendable {
    /// The first line.
    case header(Scope)
    /// The content of a catalog that entries name by its SHA-256.
    case catalog(String)
    /// A signed checkpoint; the largest comes last.
    case checkpoint(Checkpoint)
    case entry(EntryRecord.Content)
    /// An entry of which only the leaf may be shown, or only the leaf is left.
    case leaf(Leaf, Absence)
    /// A command's id, the digest of its request, and the entries it made; in full exports only.
    case command(CommandRecord)
    /// The last line.
    case end(entries: Int64)

    package enum Scope: String, Sendable { case full, `public` }
    package enum Absence: String, Sendable { case redacted, withheld }

    package static let format = "jiedao-export/1"
}

/// What is kept of a command for ever, so that the same one sent again is answered and not repeated.
package struct CommandRecord: Equatable, Sendable {
    package let id: CommandID
    /// SHA-256(salt of the first entry ‖ request digest).
    package let digest: Hash
    package let first: Entry.ID
    package let count: Int

    package init(id: CommandID, digest: Hash, first: Entry.ID, count: Int) {
        self.id = id
        self.digest = digest
        self.first = first
        self.count = count
    }
}

extension ExportLine {
    /// The line with its newline.
    package var bytes: [UInt8] {
        var bytes: [UInt8]
        switch self {
        case .header(let scope): bytes = Array("\(Self.format) \(scope.rawValue)".utf8)
        case .catalog(let content): bytes = Array("catalog \(Base64.encode(Array(content.utf8)))".utf8)
        case .checkpoint(let checkpoint):
            bytes = Array("checkpoint \(Base64.encode(Array(checkpoint.note.description.utf8)))".utf8)
        case .entry(let content):
            bytes = Array("entry \(Hex.encode(content.salt.bytes)) ".utf8)
            bytes.append(contentsOf: content.bytes)
        case .leaf(let leaf, let absence): bytes = Array("\(absence.rawValue) \(leaf.data)".utf8)
        case .command(let record):
            bytes = Array("command \(record.id) \(record.digest) \(record.first) \(record.count)".utf8)
        case .end(let entries): bytes = Array("end \(entries)".utf8)
        }
        bytes.append(0x0A)
        return bytes
    }

    /// Reads a line without its newline; nil where it has another shape than `bytes` gives.
    package init?(_ line: [UInt8]) {
        guard let blank = line.firstIndex(of: 0x20) else { return nil }
        let word = String(decoding: line[..<blank], as: UTF8.self)
        let rest = line[(blank + 1)...]
        switch word {
        case "entry":
            guard rest.count > 65, rest[rest.startIndex + 64] == 0x20,
                let salt = Hex.decode(rest.prefix(64)).flatMap({ Salt(bytes: $0) })
            else { return nil }
            self = .entry(EntryRecord.Content(salt: salt, bytes: Array(rest.dropFirst(65))))
        case "redacted", "withheld":
            guard let absence = Absence(rawValue: word),
                let hash = Hex.decode(rest).flatMap({ Hash(bytes: $0) })
            else { return nil }
            self = .leaf(Leaf(data: hash), absence)
        default:
            guard let text = String(validating: rest, as: UTF8.self) else { return nil }
            self.init(word: word, rest: text)
            // Numbers and ids have other spellings, `+7` or upper case, which stand in no export.
            guard bytes.dropLast().elementsEqual(line) else { return nil }
        }
    }

    private init?(word: String, rest: String) {
        switch word {
        case Self.format:
            guard let scope = Scope(rawValue: rest) else { return nil }
            self = .header(scope)
        case "catalog":
            guard let bytes = Base64.decode(rest), let content = String(validating: bytes, as: UTF8.self)
            else {
                return nil
            }
            self = .catalog(content)
        case "checkpoint":
            guard let bytes = Base64.decode(rest), let text = String(validating: bytes, as: UTF8.self),
                let checkpoint = try? Checkpoint(text)
            else { return nil }
            self = .checkpoint(checkpoint)
        case "command":
            let parts = rest.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 4, let id = CommandID(parts[0]), let digest = Hash(hex: parts[1]),
                let first = Int64(parts[2]), let count = Int(parts[3]), first >= 0, count > 0
            else { return nil }
            self = .command(
                CommandRecord(id: id, digest: digest, first: Entry.ID(rawValue: first), count: count)
            )
        case "end":
            guard let entries = Int64(rest), entries >= 0 else { return nil }
            self = .end(entries: entries)
        default: return nil
        }
    }
}

/// Reads lines from a file, each with a limit, whatever the file's size.
package struct LineReader {
    package enum Failure: Error, Equatable, CustomStringConvertible {
        case lineTooLong(line: Int)
        case unfinishedLine(line: Int)

        package var description: String {
            switch self {
            case .lineTooLong(let line):
                "line \(line) is longer than \(Limit.lineBytes) bytes; no export has such a line"
            case .unfinishedLine(let line): "the file ends in the middle of line \(line); it was cut off"
            }
        }
    }

    private let file: FileHandle
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    /// The number of the line read last, from 1.
    package private(set) var number = 0

    package init(_ file: FileHandle) { self.file = file }

    /// The next line without its newline, or nil at the end.
    package mutating func next() throws -> [UInt8]? {
        var searched = start
        while true {
            if let newline = buffer[searched...].firstIndex(of: 0x0A) {
                let line = Array(buffer[start..<newline])
                start = newline + 1
                number += 1
                guard line.count <= Limit.lineBytes else { throw Failure.lineTooLong(line: number) }
                return line
            }
            guard buffer.count - start <= Limit.lineBytes else {
                throw Failure.lineTooLong(line: number + 1)
            }
            if isAtEnd {
                guard start == buffer.count else { throw Failure.unfinishedLine(line: number + 1) }
                return nil
            }
            buffer.removeFirst(start)
            searched = buffer.count
            start = 0
            let more = try file.read(upToCount: 1 << 18) ?? Data()
            isAtEnd = more.isEmpty
            buffer.append(contentsOf: more)
        }
    }
}
