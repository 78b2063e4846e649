import CXlsxWriter
import Foundation
import Ledger

/// Writes a workbook of one sheet as an office's ledger looks: title over all columns, bold header that stays in
/// sight, borders, and days that a spreadsheet can count with.
final class WorkbookOutput {
    /// Of a cell, in units of UTF-16 (Excel specifications and limits).
    static let cellUnitsMax = 32_767
    /// Excel keeps no more digits of a number.
    private static let integerMax: Int64 = 999_999_999_999_999

    private let path: String
    /// Nil once it is closed, which also frees it.
    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private let styles: WorkbookStyles
    private var row: UInt32 = 0

    init(_ path: String, _ table: TableSheet, createdAt: Instant) throws(TableError) {
        // Its own files lie beside the result, where there must be room for it anyway.
        let folder = strdup((path as NSString).deletingLastPathComponent)
        defer { free(folder) }
        var options = lxw_workbook_options()
        options.constant_memory = 1
        options.tmpdir = folder.map { $0.pointee == 0 ? nil : $0 } ?? nil
        guard let workbook = workbook_new_opt(path, &options) else {
            throw .unwritable(path: path, reason: "no workbook could be begun")
        }
        guard let sheet = workbook_add_worksheet(workbook, SheetName.text(table.title)),
            let styles = WorkbookStyles(workbook)
        else {
            workbook_close(workbook)
            throw .unwritable(path: path, reason: "no sheet could be begun")
        }
        (self.path, self.workbook, self.sheet, self.styles) = (path, workbook, sheet, styles)
        var properties = lxw_doc_properties()
        properties.created = time_t(createdAt.rawValue / 1000)
        try check(workbook_set_properties(workbook, &properties))
        try begin(table)
    }

    deinit { close() }

    /// Writes what there is, since the library knows no other way to free a workbook.
    func close() {
        if let workbook { workbook_close(workbook) }
        workbook = nil
    }

    func append(_ cells: [TableCell]) throws(TableError) {
        guard row < WorkbookFile.rowsMax else { throw .tooManyRows }
        for (column, cell) in cells.enumerated() { try write(cell, UInt16(column)) }
        row += 1
    }

    func finish() throws(TableError) {
        guard let workbook else { return }
        self.workbook = nil
        try check(workbook_close(workbook))
        try expectWhole()
    }

    private func begin(_ table: TableSheet) throws(TableError) {
        for (number, column) in table.columns.enumerated() {
            let width = Double(min(max(column.width, 1), 255))
            try check(worksheet_set_column(sheet, UInt16(number), UInt16(number), width, nil))
        }
        let last = UInt16(max(table.columns.count, 1) - 1)
        if let title = table.title {
            try check(worksheet_set_row(sheet, row, 30, nil))
            let text = try fitting(title, 0)
            if last == 0 {
                try check(worksheet_write_string(sheet, row, 0, text, styles.title))
            } else {
                try check(worksheet_merge_range(sheet, row, 0, row, last, text, styles.title))
            }
            row += 1
        }
        for (number, column) in table.columns.enumerated() {
            let text = try fitting(column.name, number)
            try check(worksheet_write_string(sheet, row, UInt16(number), text, styles.header))
        }
        row += 1
        worksheet_freeze_panes(sheet, row, 0)
        // On paper: A4 across, as wide as the page, the header on each.
        worksheet_set_landscape(sheet)
        worksheet_set_paper(sheet, 9)
        worksheet_fit_to_pages(sheet, 1, 0)
        try check(worksheet_repeat_rows(sheet, 0, row - 1))
    }

    private func write(_ cell: TableCell, _ column: UInt16) throws(TableError) {
        switch cell {
        case .integer(let number) where number.magnitude <= Self.integerMax.magnitude:
            try check(worksheet_write_number(sheet, row, column, Double(number), styles.number))
        case .day(let day) where day.year >= 1900:
            try write(day, "00:00", column, styles.day)
        case .instant(let instant, let zone) where zone.day(of: instant).year >= 1900:
            try write(zone.day(of: instant), zone.clock(of: instant).suffix(5), column, styles.moment)
        default:
            let text = try fitting(cell.text, Int(column))
            if text.isEmpty {
                try check(worksheet_write_blank(sheet, row, column, styles.text))
            } else {
                try check(worksheet_write_string(sheet, row, column, text, styles.text))
            }
        }
    }

    private func write(
        _ day: LocalDay,
        _ clock: some StringProtocol,
        _ column: UInt16,
        _ style: UnsafeMutablePointer<lxw_format>
    ) throws(TableError) {
        var time = lxw_datetime()
        (time.year, time.month, time.day) = (Int32(day.year), Int32(day.month), Int32(day.day))
        (time.hour, time.min) = (Int32(clock.prefix(2)) ?? 0, Int32(clock.suffix(2)) ?? 0)
        try check(worksheet_write_datetime(sheet, row, column, &time, style))
    }

    private func fitting(_ text: String, _ column: Int) throws(TableError) -> String {
        let text = EscapedText.escaped(WritableText.text(text))
        guard text.utf16.count <= Self.cellUnitsMax else {
            throw .cellTooLong(line: Int(row) + 1, column: column, limit: Self.cellUnitsMax)
        }
        return text
    }

    /// Reads the last row again: the library does not notice that a disk became full while it kept its rows there.
    private func expectWhole() throws(TableError) {
        let written = try InputFile(path)
        let workbook = try WorkbookFile(written, limits: .own)
        let finder = LastRow()
        let part = try workbook.sheet(.first).part
        try XMLScanner.read(part, in: workbook.archive, limit: TableLimits.own.unpackedBytes, into: finder)
        guard finder.row == Int(row) else {
            throw .unwritable(path: path, reason: "row \(finder.row) is the last of \(row)")
        }
    }

    private func check(_ result: lxw_error) throws(TableError) {
        guard result != LXW_NO_ERROR else { return }
        throw .unwritable(path: path, reason: lxw_strerror(result).map { String(cString: $0) } ?? "unknown")
    }

    private final class LastRow: XMLSink {
        private(set) var row = 0

        func start(_ name: String, _ attributes: XMLAttributes) throws(TableError) {
            if name == "row", let number = attributes["r"].flatMap({ Int($0) }) { row = number }
        }
    }
}

extension TableLimits {
    /// For what we wrote ourselves, which may be as large as a sheet gets.
    fileprivate static var own: TableLimits {
        var limits = TableLimits()
        limits.unpackedBytes = Int(Int32.max)
        return limits
    }
}

/// The name on a sheet's tab (Excel: at most 31 units of UTF-16, without some signs).
enum SheetName {
    static func text(_ title: String?) -> String {
        var name = ""
        for character in WritableText.text(title ?? "") where !"[]:*?/\\'".contains(character) {
            guard !character.isNewline, name.utf16.count + character.utf16.count <= 31 else { break }
            name.append(character)
        }
        // "History" is Excel's own.
        return name.allSatisfy(\.isWhitespace) || name.lowercased() == "history" ? "Sheet1" : name
    }
}
