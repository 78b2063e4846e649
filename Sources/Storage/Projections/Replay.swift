import Ledger
import Synchronization

/// Makes the projections again from the entries.
package enum Replay {
    private static let span: Int64 = 1024

    /// A row that is not what the replay gives.
    package struct Difference: Equatable, Sendable, CustomStringConvertible {
        package enum Kind: String, Sendable {
            case missing = "is missing"
            case surplus = "comes from no entry"
            case differs = "differs from the replay"
        }

        package let table: String
        /// The row's primary key, as text.
        package let key: String
        package let kind: Kind
        package let detail: String

        package var description: String {
            "\(table) \(key): \(kind.rawValue)\(detail.isEmpty ? "" : " (\(detail))")"
        }
    }

    /// Replays all entries into a scratch database and compares it, row by row, with the store.
    ///
    /// The walk goes by ranges beside running writers; only its end and the comparison share one read transaction.
    ///
    /// - Returns: The entries replayed and the differences, at most `limit` of them.
    package static func check(
        _ database: Database,
        schema: Schema,
        limit: Int = 1000,
        progress: @Sendable (Int64, Int64) -> Void = { _, _ in }
    ) async throws -> (entries: Int64, differences: [Difference]) {
        let scratch = try ScratchStore(schema)
        let size = try await database.read { try Head($0).size }
        for start in stride(from: 0, to: size, by: Int(span)) {
            let range = start..<min(start + span, size)
            let records = try await database.read { try EntryStore.records(range, $0) }
            try scratch.apply(records, schema)
            progress(range.upperBound, size)
        }
        return try await database.read { reader in
            let now = try Head(reader).size
            for start in stride(from: size, to: now, by: Int(span)) {
                try scratch.apply(try EntryStore.records(start..<min(start + span, now), reader), schema)
            }
            try scratch.finish()
            var differences = try Comparison(reader, scratch).run(schema.projections, limit: limit)
            differences += try CommandCheck.run(reader, scratch, limit: limit - differences.count)
            return (now, differences)
        }
    }

    /// Empties the projections and fills them again, in one transaction that holds the ledger's head.
    package static func rebuild(
        _ database: Database,
        schema: Schema,
        progress: @escaping @Sendable (Int64, Int64) -> Void = { _, _ in }
    ) async throws -> Int64 {
        let dialect = database.dialect
        return try await database.write { transaction in
            let head = try Head(locking: transaction, dialect: dialect)
            for table in schema.projections.reversed() {
                // Rows that refer to others of their own table go first.
                if table == "fact" {
                    try transaction.execute("DELETE FROM fact WHERE reverses_entry IS NOT NULL")
                }
                try transaction.execute("DELETE FROM \(SQL.identifier(table))")
            }
            var totals = FactTotals()
            for start in stride(from: 0, to: head.size, by: Int(span)) {
                let range = start..<min(start + span, head.size)
                for (sequence, record) in try EntryStore.records(range, transaction.reader) {
                    try apply(record, at: sequence, schema, transaction, &totals)
                }
                progress(range.upperBound, head.size)
            }
            try totals.write(transaction)
            return head.size
        }
    }

    /// Gives the entry, or nil where it was redacted.
    @discardableResult
    fileprivate static func apply(
        _ record: EntryRecord,
        at sequence: Int64,
        _ schema: Schema,
        _ transaction: Transaction,
        _ totals: inout FactTotals
    ) throws -> Entry? {
        guard let content = record.content else { return nil }
        let entry: Entry
        do { entry = try Entry(bytes: content.bytes) } catch {
            throw StorageError.damaged("entry \(sequence) cannot be read: \(error)")
        }
        try FactStore.insert(entry, transaction)
        for fact in entry.facts { totals.add(fact) }
        try schema.apply(entry, transaction)
        return entry
    }
}

/// A database that lives as long as a check.
final class ScratchStore: Sendable {
    private struct State {
        var totals = FactTotals()
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

    init(_ schema: Schema) throws {
        database = try ScratchDatabase()
        try database.write { try schema.migrator.migrate($0, dialect: .sqlite) }
    }

    func apply(_ records: [(sequence: Int64, record: EntryRecord)], _ schema: Schema) throws {
        try state.withLock { state in
            try database.write { transaction in
                for (sequence, record) in records {
                    guard
                        let entry = try Replay.apply(record, at: sequence, schema, transaction, &state.totals)
                    else {
                        continue
                    }
                    if let last = state.commands.last, last.id == entry.command {
                        state.commands[state.commands.count - 1].count += 1
                    } else {
                        state.commands.append(Command(id: entry.command, first: sequence, count: 1))
                    }
                }
            }
        }
    }

    func finish() throws {
        try state.withLock { state in try database.write { try state.totals.write($0) } }
    }

    func read<Value>(_ body: (Reader) throws -> Value) throws -> Value { try database.read(body) }
}

/// Walks two tables in the order of their keys.
private struct Comparison {
    private let store: Reader
    private let scratch: ScratchStore
    private static let page = 500

    init(_ store: Reader, _ scratch: ScratchStore) {
        self.store = store
        self.scratch = scratch
    }

    func run(_ tables: [String], limit: Int) throws -> [Replay.Difference] {
        var differences: [Replay.Difference] = []
        for table in tables where differences.count < limit {
            differences += try compare(table, limit: limit - differences.count)
        }
        return differences
    }

    private func compare(_ table: String, limit: Int) throws -> [Replay.Difference] {
        let shape = try scratch.read { try TableShape(table, $0) }
        var (left, right) = (Pages(shape), Pages(shape))
        var differences: [Replay.Difference] = []
        while differences.count < limit {
            let stored = try left.peek { try store.all($0) { $0 } }
            let replayed = try right.peek { sql in try scratch.read { try $0.all(sql) { $0 } } }
            switch (stored, replayed) {
            case (nil, nil): return differences
            case (let row?, nil):
                differences.append(shape.difference(row, .surplus))
                left.pass()
            case (nil, let row?):
                differences.append(shape.difference(row, .missing))
                right.pass()
            case (let row?, let other?):
                if shape.precedes(row, other) {
                    differences.append(shape.difference(row, .surplus))
                    left.pass()
                } else if shape.precedes(other, row) {
                    differences.append(shape.difference(other, .missing))
                    right.pass()
                } else {
                    if row.values != other.values {
                        differences.append(shape.difference(row, .differs, from: other))
                    }
                    left.pass()
                    right.pass()
                }
            }
        }
        return differences
    }

    /// Reads a table page by page behind the last key seen.
    private struct Pages {
        private let shape: TableShape
        private var rows: [Row] = []
        private var place = 0
        private var isAtEnd = false

        init(_ shape: TableShape) { self.shape = shape }

        mutating func peek(_ fetch: (SQL) throws -> [Row]) throws -> Row? {
            if place < rows.count { return rows[place] }
            guard !isAtEnd else { return nil }
            rows = try fetch(shape.page(after: rows.last, limit: Comparison.page))
            place = 0
            isAtEnd = rows.count < Comparison.page
            return rows.first
        }

        mutating func pass() { place += 1 }
    }
}

/// A table's columns, its key first.
private struct TableShape {
    let table: String
    let columns: [String]
    let keyCount: Int

    init(_ table: String, _ scratch: Reader) throws {
        self.table = table
        let info = try scratch.all("PRAGMA table_info(\(SQL.identifier(table)))") { row in
            (name: try row.text(1), key: try row.integer(5))
        }
        let key = info.filter { $0.key > 0 }.sorted { $0.key < $1.key }.map(\.name)
        precondition(!key.isEmpty, "The projection \(table) has no primary key.")
        columns = key + info.filter { $0.key == 0 }.map(\.name)
        keyCount = key.count
    }

    func page(after row: Row?, limit: Int) -> SQL {
        let key = SQL.joined(columns.prefix(keyCount).map { SQL.identifier($0) })
        let all = SQL.joined(columns.map { SQL.identifier($0) })
        let start: SQL =
            row.map { row in
                "WHERE (\(key)) > (\(SQL.list(Array(row.values.prefix(keyCount)))))"
            } ?? ""
        return "SELECT \(all) FROM \(SQL.identifier(table)) \(start) ORDER BY \(key) LIMIT \(limit)"
    }

    func precedes(_ left: Row, _ right: Row) -> Bool {
        for (one, other) in zip(left.values.prefix(keyCount), right.values) {
            switch (one, other) {
            case (.integer(let a), .integer(let b)) where a != b: return a < b
            case (.text(let a), .text(let b)) where !a.utf8.elementsEqual(b.utf8):
                return a.utf8.lexicographicallyPrecedes(b.utf8)
            case (.bytes(let a), .bytes(let b)) where a != b: return a.lexicographicallyPrecedes(b)
            default: continue
            }
        }
        return false
    }

    func difference(_ row: Row, _ kind: Replay.Difference.Kind, from other: Row? = nil) -> Replay.Difference {
        let key = row.values.prefix(keyCount).map(\.description).joined(separator: ", ")
        let changed = zip(zip(row.values, other?.values ?? row.values), columns).filter { $0.0.0 != $0.0.1 }
        let detail = changed.map { "\($0.1) is \($0.0.0), should be \($0.0.1)" }.joined(separator: "; ")
        return Replay.Difference(table: table, key: key, kind: kind, detail: detail)
    }
}

/// Command ids are not projections, but what entries say of them must agree.
private enum CommandCheck {
    static func run(_ reader: Reader, _ scratch: ScratchStore, limit: Int) throws -> [Replay.Difference] {
        var differences: [Replay.Difference] = []
        func report(_ id: String, _ kind: Replay.Difference.Kind) {
            if differences.count < limit {
                differences.append(.init(table: "ledger_command", key: id, kind: kind, detail: ""))
            }
        }
        var expected = scratch.commands[...]
        try reader.query("SELECT id, first_entry, entry_count FROM ledger_command ORDER BY first_entry") {
            row in
            let (first, count) = (try row.integer(1), try row.integer(2))
            let id = CommandID(bytes: try row.bytes(0))
            while let next = expected.first, next.first < first {
                report(next.id.description, .missing)
                expected.removeFirst()
            }
            let name = id?.description ?? "of entry \(first)"
            guard let next = expected.first, next.first == first else {
                // The entry may have been redacted, and its command id with it.
                if try EntryStore.record(Entry.ID(rawValue: first), reader)?.content != nil {
                    report(name, .surplus)
                }
                return
            }
            expected.removeFirst()
            if next.id != id || next.count != count { report(name, .differs) }
        }
        for next in expected { report(next.id.description, .missing) }
        return differences
    }
}
