import Foundation
import Ledger
import Storage

/// A table that a test changes behind the ledger's back, one row at a time, and mends again.
struct TamperedTable: Sendable, CustomStringConvertible {
    let name: String
    /// The columns of its primary key.
    let key: [String]
    let others: [String]

    var columns: [String] { key + others }
    var description: String { name }

    init(_ name: String, key: [String], _ others: String...) {
        self.name = name
        self.key = key
        self.others = others
    }

    /// The tables of the ledger's own, which its audit reads.
    static let audited = [
        TamperedTable("ledger_entry", key: ["sequence"], "leaf", "salt", "bytes"),
        TamperedTable("ledger_tile", key: ["level", "number"], "root", "hashes"),
        TamperedTable("ledger_checkpoint", key: ["size"], "note"),
        TamperedTable("ledger_head", key: ["id"], "size", "time", "peaks"),
        TamperedTable("catalog_version", key: ["digest"], "content"),
    ]

    /// The tables that follow from the entries.
    static let replayed = [
        TamperedTable(
            "fact",
            key: ["entry", "ordinal"],
            "measure",
            "day",
            "quantity",
            "unit",
            "community",
            "office",
            "object",
            "reverses_entry",
            "reverses_ordinal"
        ),
        TamperedTable("fact_tag", key: ["entry", "ordinal", "tag"]),
        TamperedTable(
            "fact_total",
            key: ["measure", "unit", "day", "community", "office"],
            "quantity",
            "facts"
        ),
        // Its digest proves itself only to whoever sends the command again.
        TamperedTable("ledger_command", key: ["id"], "first_entry", "entry_count"),
        TamperedTable("ledger_origin", key: ["entry"], "origin"),
        TamperedTable("reference_counter", key: ["series"], "last"),
        TamperedTable("noted", key: ["id"], "name", "amount"),
    ]

    /// All columns of a table and its key, to be put into a statement.
    static func shape(of table: String) -> (columns: SQL, key: SQL) {
        let found = (audited + replayed).first { $0.name == table }!
        let more = table == "ledger_command" ? ["digest"] : []
        return (list(found.columns + more), list(found.key))
    }

    private static func list(_ names: [String]) -> SQL { SQL.joined(names.map { SQL.identifier($0) }) }

    private var table: SQL { SQL.identifier(name) }
    private var all: SQL { Self.shape(of: name).columns }

    private func isRow(_ row: [SQLValue]) -> SQL {
        SQL.joined(zip(key, row).map { "\(SQL.identifier($0)) = \($1)" }, separator: " AND ")
    }

    func rows(_ database: Database) async throws -> [[SQLValue]] {
        try await database.read {
            try $0.all("SELECT \(all) FROM \(table) ORDER BY \(Self.shape(of: name).key)") { $0.values }
        }
    }

    /// One change to one row.
    struct Change: Sendable, CustomStringConvertible {
        let table: TamperedTable
        /// The row as it was; nil where one was put in.
        let before: [SQLValue]?
        /// The row as it is now; nil where it was taken away.
        let after: [SQLValue]?

        var description: String {
            let (old, new) = (before?.description ?? "nothing", after?.description ?? "nothing")
            return "\(table): \(old.prefix(300)) became \(new.prefix(300))"
        }

        func apply(_ database: Database) async throws {
            try await table.replace(before, with: after, database)
        }
        func undo(_ database: Database) async throws {
            try await table.replace(after, with: before, database)
        }
    }

    func change(of rows: [[SQLValue]], _ chance: inout Chance) -> Change {
        let row = chance.element(of: rows)
        // Deletions and insertions now and then; the head is one row, which is only changed.
        let kind = name == "ledger_head" || name == "ledger_checkpoint" ? 2 : chance.below(columns.count + 2)
        switch kind {
        case 0: return Change(table: self, before: row, after: nil)
        case 1:
            var new = row
            for place in key.indices { new[place] = new[place].elsewhere(&chance) }
            if name == "ledger_command" { new[1] = .integer(Int64(100_000 + chance.below(1000))) }
            if name == "noted" { new[1] = .text("put in \(chance.below(100_000))") }
            return Change(table: self, before: nil, after: new)
        default:
            let places = name == "ledger_head" ? Array(1..<columns.count) : Array(columns.indices)
            var new = row
            let place = chance.element(of: places)
            new[place] = new[place] == .text("") ? .text("x") : new[place].changed(&chance)
            return Change(table: self, before: row, after: new)
        }
    }

    private func replace(_ old: [SQLValue]?, with new: [SQLValue]?, _ database: Database) async throws {
        try await database.write { transaction in
            switch (old, new) {
            case (let old?, let new?):
                let sets = zip(columns, new).map { "\(SQL.identifier($0)) = \($1)" as SQL }
                try transaction.execute("UPDATE \(table) SET \(SQL.joined(sets)) WHERE \(isRow(old))")
            case (let old?, nil): try transaction.execute("DELETE FROM \(table) WHERE \(isRow(old))")
            case (nil, let new?):
                try transaction.execute("INSERT INTO \(table) (\(all)) VALUES (\(SQL.list(new)))")
            case (nil, nil): break
            }
        }
    }
}

extension SQLValue {
    /// Another value of the same kind, far from those of the other rows.
    fileprivate func elsewhere(_ chance: inout Chance) -> SQLValue {
        switch self {
        case .integer: .integer(Int64(20_000 + chance.below(10_000)))
        case .text(let text): .text(text + "\(chance.below(1_000_000))")
        case .bytes(let bytes): .bytes(bytes.map { _ in UInt8(chance.below(256)) })
        case .null: .null
        }
    }
}
