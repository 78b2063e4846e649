import Ledger

/// Walks two tables in the order of their keys.
struct Comparison {
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
        let shape = try TableShape(table, scratch)
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

    init(_ table: String, _ scratch: ScratchStore) throws {
        self.table = table
        (columns, keyCount) = try scratch.shape(of: table)
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
