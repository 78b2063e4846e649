import Ledger
import Synchronization

/// A database that lives as long as a check.
final class ScratchStore: Sendable {
    private struct State {
        var totals = FactTotals()
        var walk = LogWalk()
        var commands: [Command] = []
    }

    struct Command {
        let id: CommandID
        let first: Int64
        var count: Int64
    }

    private let database: ScratchDatabase
    private let state = Mutex(State())

    /// The commands that the entries name, in order.
    var commands: [Command] { state.withLock { $0.commands } }

    /// How many entries were replayed.
    var size: Int64 { state.withLock { $0.walk.size } }

    init(_ schema: Schema) throws {
        database = try ScratchDatabase()
        try database.write { try schema.migrator.migrate($0, dialect: .sqlite) }
    }

    func apply(_ records: [(sequence: Int64, record: EntryRecord)], _ schema: Schema) throws {
        try state.withLock { state in
            try database.write { transaction in
                for (sequence, record) in records {
                    guard let entry = try state.walk.pass(record, at: sequence) else { continue }
                    try Replay.apply(entry, schema, transaction, &state.totals)
                    if let last = state.commands.last, last.id == entry.command {
                        state.commands[state.commands.count - 1].count += 1
                    } else {
                        state.commands.append(Command(id: entry.command, first: sequence, count: 1))
                    }
                }
            }
        }
    }

    /// Writes the roll-ups that are still to be written.
    ///
    /// - Throws: `StorageError.damaged` where the entries replayed are not all that the head says.
    func finish(at head: Head, _ reader: Reader) throws {
        try state.withLock { state in
            try state.walk.expectEnd(at: head, reader)
            try database.write { try state.totals.write($0) }
            state.totals = FactTotals()
        }
    }

    func read<Value>(_ body: (Reader) throws -> Value) throws -> Value { try database.read(body) }

    /// The columns of a table, those of its key first and in the key's order.
    func shape(of table: String) throws -> (columns: [String], keyCount: Int) {
        let columns = try database.columns(of: table)
        let key = columns.filter { $0.keyPlace > 0 }.sorted { $0.keyPlace < $1.keyPlace }.map(\.name)
        precondition(!key.isEmpty, "The projection \(table) has no primary key.")
        return (key + columns.filter { $0.keyPlace == 0 }.map(\.name), key.count)
    }
}
