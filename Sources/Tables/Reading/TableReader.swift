/// Reads a table row by row, from CSV or from a sheet of an XLSX workbook, which is told by its first bytes.
///
/// It reads files while it is asked, so it belongs on a thread that may wait.
package final class TableReader {
    /// What whoever sends a table may say about it; what is left out is found out.
    package struct Options: Sendable {
        package var encoding: TextEncoding?
        package var delimiter: Delimiter?
        package var sheet = SheetChoice.first

        package init() {}
    }

    /// What kind of table it was found to be.
    package enum Kind: Equatable, Sendable {
        case csv(TextEncoding, Delimiter)
        case sheet(String)
    }

    private enum Source {
        case csv(CSVReader)
        case workbook(WorkbookReader)
    }

    private let source: Source
    /// Rows that were looked at while the header was sought, in reverse order.
    private var seen: [TableRow] = []

    package init(
        _ path: String,
        options: Options = Options(),
        limits: TableLimits = TableLimits()
    ) throws(TableError) {
        let file = try InputFile(path)
        let start = try file.bytes(at: 0, count: 8)
        if start.starts(with: ZipArchive.start) {
            source = .workbook(try WorkbookReader(file, sheet: options.sheet, limits: limits))
            return
        }
        // A compound file ([MS-CFB] 2.2): .xls, or .xlsx that is encrypted.
        if start == [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] { throw .olderOrLocked }
        source = .csv(
            try CSVReader(
                file,
                encoding: options.encoding,
                delimiter: options.delimiter,
                limits: limits
            )
        )
    }

    package var kind: Kind {
        switch source {
        case .csv(let reader): .csv(reader.encoding, reader.delimiter)
        case .workbook(let reader): .sheet(reader.sheet)
        }
    }

    /// The next row that is not blank; nil at the end.
    ///
    /// An error comes again when it is asked again.
    package func next() throws(TableError) -> TableRow? {
        if let row = seen.popLast() { return row }
        switch source {
        case .csv(let reader): return try reader.next()
        case .workbook(let reader): return try reader.next()
        }
    }

    /// Finds the header among the first rows, below the titles of a ledger; what follows is the first row below it.
    package func header(_ columns: [TableColumn]) throws(TableError) -> TableHeader {
        var rows: [TableRow] = []
        while rows.count < TableHeader.rowsMax, let row = try next() { rows.append(row) }
        let header = try TableHeader(in: rows, columns)
        seen = rows.filter { $0.line > header.line }.reversed()
        return header
    }

    /// The header of a table that has none: its columns stand in this order.
    ///
    /// A file of refused rows of such a table has one, and is read by it.
    package func header(inOrder columns: [TableColumn]) throws(TableError) -> TableHeader {
        guard let first = try next() else { return TableHeader(inOrder: columns) }
        seen.append(first)
        return TableHeader.isOfRefused(first) ? try header(columns) : TableHeader(inOrder: columns)
    }
}
