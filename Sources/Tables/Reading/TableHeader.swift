/// A column that an import knows.
package struct TableColumn: Equatable, Sendable {
    package let name: String
    /// Other names that offices give it.
    package let otherNames: [String]
    package let isRequired: Bool

    package init(_ name: String, otherNames: [String] = [], isRequired: Bool = true) {
        self.name = name
        self.otherNames = otherNames
        self.isRequired = isRequired
    }
}

/// Which column of a table has which name.
package struct TableHeader: Equatable, Sendable {
    /// So many rows may be titles and the header.
    package static let rowsMax = 10

    /// What the two columns in front of a file of refused rows are called.
    ///
    /// In Chinese whatever the reader's language, since it may be mended by one and imported by another.
    static let refusedNames = ["行", "原因"]

    package let line: Int
    /// As they stand in the table, without the two columns of a file of refused rows.
    package let names: [String]
    /// Those of the names that no known column has.
    package let unknown: [String]
    /// Columns that a file of refused rows has before those of the table.
    private let ownStart: Int
    /// By the known column's name; places in a row as it was read.
    private let places: [String: Int]

    /// Takes the row that holds the most of the known columns, of equals the first.
    ///
    /// - Throws: `noHeader`, or `header` where a required column is missing or any stands there twice.
    init(in rows: [TableRow], _ columns: [TableColumn]) throws(TableError) {
        var known: [String: Int] = [:]
        for (number, column) in columns.enumerated() {
            for name in [column.name] + column.otherNames { known[ColumnName.key(name)] = number }
        }
        var best: (row: TableRow, places: [Int: [Int]])?
        for row in rows.prefix(Self.rowsMax) {
            var places: [Int: [Int]] = [:]
            for place in Self.start(of: row)..<row.cells.count {
                if let number = known[ColumnName.key(row.cells[place])] {
                    places[number, default: []].append(place)
                }
            }
            if places.count > best?.places.count ?? 0 { best = (row, places) }
        }
        guard let (row, places) = best else { throw .noHeader(names: columns.map(\.name)) }
        let missing = columns.indices.filter { columns[$0].isRequired && places[$0] == nil }
        let doubled = columns.indices.compactMap { number in
            places[number].flatMap { found in
                found.count < 2
                    ? nil
                    : TableError.DoubledColumn(
                        name: columns[number].name,
                        letters: found.map(ColumnLetters.text)
                    )
            }
        }
        guard missing.isEmpty, doubled.isEmpty else {
            throw .header(line: row.line, missing: missing.map { columns[$0].name }, doubled: doubled)
        }
        line = row.line
        ownStart = Self.start(of: row)
        names = Array(row.cells.dropFirst(ownStart))
        unknown = names.filter { !ColumnName.key($0).isEmpty && known[ColumnName.key($0)] == nil }
        self.places = Dictionary(
            uniqueKeysWithValues: places.compactMap { number, found in
                found.first.map { (columns[number].name, $0) }
            }
        )
    }

    /// Of a table without one.
    init(inOrder columns: [TableColumn]) {
        line = 0
        names = columns.map(\.name)
        unknown = []
        ownStart = 0
        places = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1.name, $0) })
    }

    /// The text of a column in a row below; nil where the table has no such column.
    package func cell(_ name: String, of row: TableRow) -> String? { places[name].map { row[$0] } }

    /// A row's cells without the two columns of a file of refused rows.
    package func cells(of row: TableRow) -> [String] { Array(row.cells.dropFirst(ownStart)) }

    /// A table's own column may be called 原因 too, so both names have to stand where they are written.
    private static func start(of row: TableRow) -> Int { isOfRefused(row) ? 2 : 0 }

    static func isOfRefused(_ row: TableRow) -> Bool {
        row.cells.prefix(2).map(ColumnName.key) == refusedNames
    }
}

/// The name of a column without what differs between two tables of the same kind.
enum ColumnName {
    /// Blanks and line breaks go, full width becomes half width, large letters small; so does the asterisk by which
    /// templates mark what must be filled in.
    static func key(_ name: String) -> String {
        var key = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            switch scalar.value {
            // Space of no width, and the mark of a file's encoding.
            case 0x200B, 0xFEFF: continue
            // Full-width forms of ASCII (Unicode block U+FF00).
            case 0xFF01...0xFF5E:
                if let half = Unicode.Scalar(scalar.value - 0xFEE0), half != "*" { key.append(half) }
            default: if !scalar.properties.isWhitespace, scalar != "*" { key.append(scalar) }
            }
        }
        return String(key).lowercased()
    }
}
