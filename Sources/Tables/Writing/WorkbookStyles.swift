import CXlsxWriter

/// How the cells of a ledger look; the workbook owns them.
struct WorkbookStyles {
    let title: UnsafeMutablePointer<lxw_format>
    let header: UnsafeMutablePointer<lxw_format>
    let text: UnsafeMutablePointer<lxw_format>
    let number: UnsafeMutablePointer<lxw_format>
    let day: UnsafeMutablePointer<lxw_format>
    let moment: UnsafeMutablePointer<lxw_format>

    /// Nil where there is no memory for them.
    init?(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
        guard let title = workbook_add_format(workbook), let header = Self.bordered(workbook),
            let text = Self.bordered(workbook), let number = Self.bordered(workbook),
            let day = Self.bordered(workbook), let moment = Self.bordered(workbook)
        else { return nil }
        for format in [title, header] {
            format_set_bold(format)
            format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        }
        format_set_font_size(title, 16)
        for format in [header, text] { format_set_text_wrap(format) }
        format_set_num_format(text, "@")
        format_set_num_format(number, "0")
        format_set_num_format(day, "yyyy-mm-dd")
        format_set_num_format(moment, "yyyy-mm-dd hh:mm")
        (self.title, self.header, self.text, self.number, self.day, self.moment) =
            (title, header, text, number, day, moment)
    }

    private static func bordered(
        _ workbook: UnsafeMutablePointer<lxw_workbook>
    ) -> UnsafeMutablePointer<lxw_format>? {
        guard let format = workbook_add_format(workbook) else { return nil }
        format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        return format
    }
}
