/// What stands between the fields of a CSV file.
package enum Delimiter: String, CaseIterable, Sendable {
    case comma = ","
    case semicolon = ";"
    case tab = "\t"

    var byte: UInt8 {
        switch self {
        case .comma: UInt8(ascii: ",")
        case .semicolon: UInt8(ascii: ";")
        case .tab: UInt8(ascii: "\t")
        }
    }

    /// The one by which most of the first rows fall into equally many fields; of equals the one that makes more.
    ///
    /// - Parameter text: The first bytes of the file, in UTF-8; they may end within a row.
    static func guess(_ text: [UInt8]) -> Delimiter {
        var best: (delimiter: Delimiter, rows: Int, fields: Int) = (.comma, 0, 0)
        for delimiter in allCases {
            var parser = CSVParser(delimiter: delimiter, limits: TableLimits())
            var rows: [TableRow] = []
            // What is wrong with the file is said when it is read.
            try? parser.push(text, into: &rows)
            if rows.count < 2 { try? parser.finish(into: &rows) }
            let counts = Dictionary(grouping: rows.prefix(20).map(\.cells.count).filter { $0 > 1 }) { $0 }
            for (fields, same) in counts where (same.count, fields) > (best.rows, best.fields) {
                best = (delimiter, same.count, fields)
            }
        }
        return best.delimiter
    }
}
