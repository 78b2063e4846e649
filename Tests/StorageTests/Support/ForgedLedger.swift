import Foundation
import Ledger
import Storage
import Testing

/// A ledger that no program recorded: its hashes and signatures hold, whatever its entries say.
struct ForgedLedger {
    let key: SigningKey
    private(set) var contents: [EntryRecord.Content] = []
    private(set) var frontier = Frontier.empty
    private var commands: [CommandRecord] = []
    private var checkpoints: [Checkpoint] = []

    static let catalog = "{}"
    static let time = Instant(rawValue: 1_520_215_200_000)

    /// Holds its genesis only.
    init() throws {
        key = try #require(SigningKey(newNamed: "test.example"))
        try append(Genesis.kind, body: TestStore.genesis(key).body)
    }

    mutating func append(_ kind: Entry.Kind, body: JSON.Object, facts: [Fact] = []) throws {
        let entry = Entry(
            id: Entry.ID(rawValue: frontier.size),
            time: Self.time,
            actor: .console,
            kind: kind,
            version: 1,
            subject: try #require(Subject("note:1")),
            command: CommandID(UUID()),
            catalog: Hash(of: Array(Self.catalog.utf8)),
            facts: facts,
            body: body
        )
        let content = EntryRecord.Content(
            salt: try #require(Salt(bytes: Array(repeating: UInt8(frontier.size), count: 32))),
            bytes: try entry.bytes()
        )
        contents.append(content)
        frontier.append(content.leaf.hash)
        commands.append(
            CommandRecord(id: entry.command, digest: .emptyTree, first: entry.id, count: 1)
        )
    }

    /// A note under a name of its own.
    mutating func note(_ facts: [Fact]) throws {
        let event = Noted(name: "n\(frontier.size)", amount: 1)
        try append(Noted.kind, body: event.body, facts: facts)
    }

    mutating func sign(with other: SigningKey? = nil) throws {
        checkpoints.append(try Checkpoint(signing: frontier, with: other ?? key))
    }

    var export: [UInt8] {
        var lines: [ExportLine] = [.header(.full), .catalog(Self.catalog)]
        lines += checkpoints.map { .checkpoint($0) }
        lines += contents.map { .entry($0) }
        lines += commands.map { .command($0) }
        lines.append(.end(entries: frontier.size))
        return lines.flatMap(\.bytes)
    }

    /// Writes the log into an empty database, past the program.
    func write(into database: Database) async throws {
        let (contents, frontier) = (contents, frontier)
        try await database.write { transaction in
            for (sequence, content) in contents.enumerated() {
                try transaction.execute(
                    """
                    INSERT INTO ledger_entry (sequence, leaf, salt, bytes)
                    VALUES (\(sequence), \(content.leaf.data), \(content.salt.bytes), \(content.bytes))
                    """
                )
            }
            try transaction.execute(
                "UPDATE ledger_head SET size = \(frontier.size), time = \(Self.time), peaks = \(frontier.peakBytes)"
            )
        }
    }
}

/// Gives a test a file with the given bytes.
func withFile(_ bytes: [UInt8], _ body: (String) async throws -> Void) async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "jiedao-\(UUID().uuidString).export")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(bytes).write(to: file)
    try await body(file.path)
}
