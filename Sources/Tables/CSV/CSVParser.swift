/// A push parser for CSV in UTF-8, cut anywhere (RFC 4180 section 2, and what programs write beside it).
///
/// Rows end with CR LF, LF or CR. Quotes count at the start of a field only; elsewhere they are text, and text behind
/// the closing quotes still belongs to the field. Rows without anything are passed over.
struct CSVParser {
    private enum State { case start, text, quoted, quoteInQuoted }

    /// The physical line that the next byte stands on.
    private(set) var line = 1
    private let delimiter: UInt8
    private let limits: TableLimits
    private var state = State.start
    private var field: [UInt8] = []
    private var cells: [String] = []
    private var rowLine = 1
    private var quoteLine = 1
    private var isAfterReturn = false

    init(delimiter: Delimiter, limits: TableLimits) {
        self.delimiter = delimiter.byte
        self.limits = limits
    }

    /// Adds the rows that have come to their end to `rows`, also those before an error.
    mutating func push(_ bytes: [UInt8], into rows: inout [TableRow]) throws(TableError) {
        for byte in bytes {
            switch byte {
            case 0: throw .notText(line: line)
            case UInt8(ascii: "\n") where isAfterReturn:
                isAfterReturn = false
                if state == .quoted { try add(byte) }
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                isAfterReturn = byte == UInt8(ascii: "\r")
                line += 1
                if state == .quoted { try add(byte) } else { endRow(into: &rows) }
            default:
                isAfterReturn = false
                try take(byte)
            }
        }
    }

    /// To be called at the end of the file, where the last row may have no line end.
    mutating func finish(into rows: inout [TableRow]) throws(TableError) {
        guard state != .quoted else { throw .unclosedQuote(line: quoteLine) }
        endRow(into: &rows)
    }

    /// A byte that ends no line, or does so as text.
    private mutating func take(_ byte: UInt8) throws(TableError) {
        switch (state, byte) {
        case (.quoted, UInt8(ascii: "\"")): state = .quoteInQuoted
        case (.quoted, _): try add(byte)
        case (.start, UInt8(ascii: "\"")):
            state = .quoted
            quoteLine = line
        case (.quoteInQuoted, UInt8(ascii: "\"")):
            state = .quoted
            try add(byte)
        case (_, delimiter):
            endField()
            guard cells.count < limits.columns else {
                throw .tooManyColumns(line: rowLine, limit: limits.columns)
            }
        default:
            state = .text
            try add(byte)
        }
    }

    private mutating func add(_ byte: UInt8) throws(TableError) {
        guard field.count < limits.cellBytes else {
            throw .cellTooLong(line: rowLine, column: cells.count, limit: limits.cellBytes)
        }
        field.append(byte)
    }

    private mutating func endField() {
        cells.append(FormulaGuard.removed(from: String(decoding: field, as: UTF8.self)))
        field.removeAll(keepingCapacity: true)
        state = .start
    }

    private mutating func endRow(into rows: inout [TableRow]) {
        endField()
        if !TableRow.isBlank(cells) { rows.append(TableRow(line: rowLine, cells: cells)) }
        cells.removeAll(keepingCapacity: true)
        rowLine = line
    }
}
