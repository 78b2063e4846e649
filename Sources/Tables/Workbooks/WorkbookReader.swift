/// Reads a sheet of a workbook row by row, holding a piece of its XML and the texts that its cells share.
final class WorkbookReader {
    let sheet: String
    private let rows: SheetRows
    private let stream: ZipStream
    private let scanner: XMLScanner
    private var isAtEnd = false
    /// Rows in reverse order, the next one last.
    private var ready: [TableRow] = []
    /// What is thrown once the rows before it have been given.
    private var failure: TableError?

    init(_ file: InputFile, sheet choice: SheetChoice, limits: TableLimits) throws(TableError) {
        let workbook = try WorkbookFile(file, limits: limits)
        let (name, part) = try workbook.sheet(choice)
        let formats = NumberFormats()
        try workbook.readStyles(into: formats)
        let shared = SharedTexts(limit: limits.sharedTextBytes)
        try workbook.readSharedTexts(into: shared)
        let finder = MergedRows.Finder(part: part.name, columns: limits.columns)
        try XMLScanner.read(part, in: workbook.archive, limit: limits.unpackedBytes, into: finder)
        sheet = name
        rows = SheetRows(
            part: part.name,
            shared: shared,
            formats: formats,
            numbers: NumberText(countsFrom1904: workbook.contents.countsFrom1904),
            merged: MergedRows(finder.areas),
            limits: limits
        )
        stream = try ZipStream(part, in: workbook.archive, limit: limits.unpackedBytes)
        scanner = try XMLScanner(part.name, rows)
    }

    func next() throws(TableError) -> TableRow? {
        while ready.isEmpty {
            if let failure { throw failure }
            if isAtEnd { return nil }
            do throws(TableError) { try readPiece() } catch { failure = error }
            ready = rows.rows.reversed()
            rows.rows = []
        }
        return ready.removeLast()
    }

    private func readPiece() throws(TableError) {
        if let piece = try stream.next() { return try scanner.push(piece) }
        isAtEnd = true
        try scanner.finish()
    }
}
