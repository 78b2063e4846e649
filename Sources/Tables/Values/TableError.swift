package import Ledger

/// Why a table could not be read or written, and where.
package enum TableError: Error, Equatable, Sendable {
    case file(FileError)

    /// A byte that is no text in this encoding; `place` counts the bytes of the file from 1.
    case undecodable(line: Int, place: Int64, byte: UInt8, encoding: TextEncoding)
    /// A byte 0, which no text has.
    case notText(line: Int)
    /// The quotes that begin on this line have no end.
    case unclosedQuote(line: Int)
    case cellTooLong(line: Int, column: Int, limit: Int)
    case tooManyColumns(line: Int, limit: Int)

    /// The older format (.xls), or one that is locked by a password.
    case olderOrLocked
    /// What is wrong with which part of the workbook.
    case brokenWorkbook(part: String, reason: String)
    case tooLargeUnpacked(part: String, limit: Int)
    case noSuchSheet(SheetChoice, sheets: [String])

    /// None of the first rows names any of the columns.
    case noHeader(names: [String])
    case header(line: Int, missing: [String], doubled: [DoubledColumn])

    /// A sheet ends at row 1,048,576.
    case tooManyRows
    /// Making the workbook failed; the reason is the library's, for the log.
    case unwritable(path: String, reason: String)

    /// A column that the header names more than once, with the letters of its places.
    package struct DoubledColumn: Equatable, Sendable {
        package let name: String
        package let letters: [String]

        package init(name: String, letters: [String]) {
            self.name = name
            self.letters = letters
        }
    }
}

extension TableError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .file(let error): error.description
        case .undecodable(let line, let place, let byte, let encoding):
            "Line \(line): byte \(place) of the file, 0x\(String(byte, radix: 16, uppercase: true)), is no text in \(encoding.name). Save the file as UTF-8, or name its encoding."
        case .notText(let line):
            "Line \(line) holds a byte 0, so this is no text. Save the table as CSV or XLSX."
        case .unclosedQuote(let line):
            "The quotes that begin on line \(line) have no end. Add the closing quotes, or double those that belong to the text."
        case .cellTooLong(let line, let column, let limit):
            "Line \(line), column \(ColumnLetters.text(column)): the cell is longer than \(limit). Shorten it, or look for quotes without an end before it."
        case .tooManyColumns(let line, let limit):
            "Line \(line) has more than \(limit) columns. Remove those that are not needed."
        case .olderOrLocked:
            "This is an older workbook (.xls), or one locked by a password. Open it and save it as .xlsx without a password."
        case .brokenWorkbook(let part, let reason):
            "The workbook cannot be read: \(part): \(reason). Open it and save it anew as .xlsx."
        case .tooLargeUnpacked(let part, let limit):
            "The workbook is too large: \(part) takes more than \(limit >> 20) MiB unpacked. Split it, or save it as CSV."
        case .noSuchSheet(let choice, let sheets):
            "The workbook has no sheet \(choice). It has: \(sheets.joined(separator: ", "))."
        case .noHeader(let names):
            "None of the first \(TableHeader.rowsMax) rows names the columns. One of them must have: \(names.joined(separator: ", "))."
        case .header(let line, let missing, let doubled):
            (["The header is on line \(line)."]
                + (missing.isEmpty ? [] : ["It lacks: \(missing.joined(separator: ", "))."])
                + doubled.map { "\($0.name) stands in the columns \($0.letters.joined(separator: ", "))." })
                .joined(separator: " ")
        case .tooManyRows:
            "A sheet has room for \(WorkbookFile.rowsMax) rows. Write CSV, or fewer rows."
        case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)."
        }
    }
}
