/// A row of a table as text, with the place where somebody finds it again.
package struct TableRow: Equatable, Sendable {
    /// In a CSV file the physical line on which the row begins, in a workbook the number beside the row; from 1.
    package let line: Int
    package let cells: [String]

    package init(line: Int, cells: [String]) {
        self.line = line
        self.cells = cells
    }

    /// The text of a cell; empty where the row is too short to have it.
    package subscript(_ column: Int) -> String { column < cells.count ? cells[column] : "" }

    /// Whether it has nothing but blanks; such rows end up below a ledger by themselves and are never given.
    var isBlank: Bool { Self.isBlank(cells) }

    static func isBlank(_ cells: [String]) -> Bool { cells.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
}

/// How a sheet names its columns: A to Z, then AA.
enum ColumnLetters {
    /// - Parameter column: From 0.
    static func text(_ column: Int) -> String {
        var (rest, letters) = (column + 1, "")
        while rest > 0 {
            letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8((rest - 1) % 26))) + letters
            rest = (rest - 1) / 26
        }
        return letters
    }

    /// The column of a cell such as `AB12`, from 0; nil where it begins with no letters, or with more than three.
    static func column(of cell: some Sequence<UInt8>) -> Int? {
        var (column, count) = (0, 0)
        for byte in cell {
            guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xDF), byte >= 0x41 else { break }
            column = column * 26 + Int(byte & 0xDF) - 0x40
            count += 1
            if count > 3 { return nil }
        }
        return count == 0 ? nil : column - 1
    }
}
