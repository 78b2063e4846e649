import Foundation

/// A step of the schema, written once for both engines and never changed after its release.
///
/// The text may use type words: `$INT64`, `$BYTES`, `$TEXT` (compared byte by byte), `$EMPTY` (no bytes), and after the closing
/// parenthesis `$STRICT`, or `$STRICT_BY_KEY` for a table kept in the order of its primary key. Comments begin
/// with `--`, statements are parted by `;`.
package struct Migration: Sendable {
    /// The number that begins the name, from 1.
    package let number: Int
    package let name: String
    let text: String
    private let searches: [SearchTable]

    /// - Parameters:
    ///   - name: A number of four digits, a blank, a word: `0001 ledger`.
    ///   - searches: Search tables to be made as well.
    package init(_ name: String, _ text: String, searches: [SearchTable] = []) {
        guard let number = Int(name.prefix(4)), name.dropFirst(4).first == " " else {
            preconditionFailure("A migration's name is four digits, a blank and a word: \(name)")
        }
        self.number = number
        self.name = name
        self.text = text
        self.searches = searches
    }

    func statements(for dialect: Dialect) -> [SQL] {
        Self.statements(of: text, for: dialect)
            + searches.flatMap { Self.statements(of: $0.text, for: dialect) + dialect.index(of: $0) }
    }

    private static func statements(of text: String, for dialect: Dialect) -> [SQL] {
        let lines = text.split(separator: "\n").map { line in
            line.range(of: "--").map { String(line[..<$0.lowerBound]) } ?? String(line)
        }
        var rendered = lines.joined(separator: "\n")
        for (word, type) in dialect.words { rendered = rendered.replacing(word, with: type) }
        return rendered.split(separator: ";")
            .map { $0.trimmingPrefix(while: \.isWhitespace) }
            .filter { !$0.isEmpty }
            .map { SQL(stringLiteral: String($0)) }
    }
}

/// The spelling in which the engines differ.
package enum Dialect: Sendable {
    case sqlite
    case postgresql

    /// By which records are found in a search table.
    func index(of table: SearchTable) -> [SQL] {
        switch self {
        case .sqlite: [SQLiteSearch.index(of: table)]
        case .postgresql: PostgreSQLSearch.index(of: table)
        }
    }

    var words: [(String, String)] {
        switch self {
        case .sqlite:
            [
                ("$STRICT_BY_KEY", "STRICT, WITHOUT ROWID"), ("$STRICT", "STRICT"), ("$INT64", "INTEGER"),
                ("$BYTES", "BLOB"), ("$TEXT", "TEXT"), ("$EMPTY", "x''"),
            ]
        case .postgresql:
            // The C collation compares bytes, as SQLite does, so one order holds on both engines.
            [
                ("$STRICT_BY_KEY", ""), ("$STRICT", ""), ("$INT64", "BIGINT"), ("$BYTES", "BYTEA"),
                ("$EMPTY", "''"),
                ("$TEXT", "TEXT COLLATE \"C\""),
            ]
        }
    }
}
