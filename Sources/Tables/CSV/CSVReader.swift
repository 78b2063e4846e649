/// Reads a CSV file row by row, holding a piece of 64 KiB and its rows.
final class CSVReader {
    let encoding: TextEncoding
    let delimiter: Delimiter
    private let file: InputFile
    private let decoder: TextDecoder
    private var parser: CSVParser
    private var place: Int64
    private var isAtEnd = false
    /// Rows in reverse order, the next one last.
    private var rows: [TableRow] = []
    /// What is thrown once the rows before it have been given.
    private var failure: TableError?

    init(
        _ file: InputFile,
        encoding: TextEncoding?,
        delimiter: Delimiter?,
        limits: TableLimits
    ) throws(TableError) {
        let (encoding, markBytes) = try Self.encoding(file, encoding)
        self.file = file
        self.encoding = encoding
        place = Int64(markBytes)
        decoder = try TextDecoder(encoding, at: place)
        let found = if let delimiter { delimiter } else { try Self.delimiter(file, encoding, at: place) }
        self.delimiter = found
        parser = CSVParser(delimiter: found, limits: limits)
    }

    func next() throws(TableError) -> TableRow? {
        while rows.isEmpty {
            if let failure { throw failure }
            if isAtEnd { return nil }
            do throws(TableError) { try readPiece() } catch { failure = error }
            rows.reverse()
        }
        return rows.removeLast()
    }

    private func readPiece() throws(TableError) {
        let bytes = try file.bytes(at: place, count: InputFile.pieceBytes)
        place += Int64(bytes.count)
        var text: [UInt8] = []
        do throws(TextDecoder.Undecodable) {
            try decoder.decode(bytes, into: &text)
            if bytes.isEmpty { try decoder.finish() }
        } catch {
            // What stands before it says on which line it is.
            try parser.push(text, into: &rows)
            throw .undecodable(
                line: parser.line,
                place: error.place + 1,
                byte: error.byte,
                encoding: encoding
            )
        }
        try parser.push(text, into: &rows)
        guard bytes.isEmpty else { return }
        isAtEnd = true
        try parser.finish(into: &rows)
    }

    /// The encoding that was given, or guessed, with the bytes of a mark.
    private static func encoding(
        _ file: InputFile,
        _ given: TextEncoding?
    ) throws(TableError) -> (
        TextEncoding, Int
    ) {
        guard let given else { return try TextEncoding.guess(file) }
        let hasMark = try file.bytes(at: 0, count: given.mark.count) == given.mark
        return (given, hasMark ? given.mark.count : 0)
    }

    private static func delimiter(
        _ file: InputFile,
        _ encoding: TextEncoding,
        at place: Int64
    ) throws(TableError) -> Delimiter {
        var text: [UInt8] = []
        let bytes = try file.bytes(at: place, count: InputFile.pieceBytes)
        try? TextDecoder(encoding).decode(bytes, into: &text)
        return Delimiter.guess(text)
    }
}
