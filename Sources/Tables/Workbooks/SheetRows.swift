/// Takes the rows of a sheet as its XML comes (ECMA-376 part 1, 18.3.1.73 and 18.3.1.4).
final class SheetRows: XMLSink {
    /// Rows that have come to their end, in the order of the sheet.
    var rows: [TableRow] = []

    private let shared: SharedTexts
    private let formats: NumberFormats
    private let numbers: NumberText
    private var merged: MergedRows
    private let part: String
    private let limits: TableLimits

    private var line = 0
    private var cells: [String] = []
    private var column = -1
    private var type = ""
    private var style = 0
    private var value: [UInt8] = []
    private var collector = TextCollector()
    private var isInRow = false
    private var isValue = false

    init(
        part: String,
        shared: SharedTexts,
        formats: NumberFormats,
        numbers: NumberText,
        merged: MergedRows,
        limits: TableLimits
    ) {
        self.part = part
        self.shared = shared
        self.formats = formats
        self.numbers = numbers
        self.merged = merged
        self.limits = limits
    }

    func start(_ name: String, _ attributes: XMLAttributes) throws(TableError) {
        switch name {
        case "row": try startRow(attributes["r"])
        case "c" where isInRow: try startCell(attributes)
        case "v": isValue = column >= 0
        default: collector.start(name)
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(TableError) {
        guard isInRow, column >= 0, isValue || collector.isCollecting else { return }
        guard value.count + bytes.count <= limits.cellBytes else {
            throw .cellTooLong(line: line, column: column, limit: limits.cellBytes)
        }
        value.append(contentsOf: bytes)
    }

    func end(_ name: String) throws(TableError) {
        switch name {
        case "v": isValue = false
        case "c" where isInRow: try endCell()
        case "row": endRow()
        default: collector.end(name)
        }
    }

    private func startRow(_ number: String?) throws(TableError) {
        let next = number.map { Int($0) ?? 0 } ?? line + 1
        guard next > line, next <= WorkbookFile.rowsMax else {
            throw .brokenWorkbook(part: part, reason: "row \(number ?? "") stands below row \(line)")
        }
        (line, column, isInRow) = (next, -1, true)
    }

    private func startCell(_ attributes: XMLAttributes) throws(TableError) {
        if let reference = attributes["r"] {
            guard let found = ColumnLetters.column(of: reference.utf8), found > column else {
                throw .brokenWorkbook(
                    part: part,
                    reason: "row \(line) has no place for its cell \(reference)"
                )
            }
            column = found
        } else {
            column += 1
        }
        type = attributes["t"] ?? "n"
        style = attributes["s"].flatMap { Int($0) } ?? 0
        value.removeAll(keepingCapacity: true)
    }

    private func endCell() throws(TableError) {
        // Cells that are only coloured may reach to the last column of the sheet.
        guard case let text = try cellText(), !text.isEmpty else { return }
        guard column < limits.columns else { throw .tooManyColumns(line: line, limit: limits.columns) }
        while cells.count < column { cells.append("") }
        cells.append(text)
    }

    private func cellText() throws(TableError) -> String {
        guard !value.isEmpty else { return "" }
        switch type {
        case "s":
            let text = Int(String(decoding: value, as: UTF8.self)).flatMap { shared[$0] }
            guard let text else {
                throw .brokenWorkbook(part: part, reason: "row \(line) names no shared text")
            }
            guard text.count <= limits.cellBytes else {
                throw .cellTooLong(line: line, column: column, limit: limits.cellBytes)
            }
            return EscapedText.text(text)
        case "str", "inlineStr": return EscapedText.text(value)
        case "b": return value == [UInt8(ascii: "1")] ? "TRUE" : "FALSE"
        case "n": return numbers.text(String(decoding: value, as: UTF8.self), formats[style])
        // An error such as #N/A, or a day in ISO 8601.
        default: return String(decoding: value, as: UTF8.self)
        }
    }

    private func endRow() {
        let isBlank = TableRow.isBlank(cells)
        merged.fill(&cells, line: line)
        // A row that has only what stands above it is blank.
        if !isBlank { rows.append(TableRow(line: line, cells: cells)) }
        cells.removeAll(keepingCapacity: true)
        isInRow = false
    }
}
