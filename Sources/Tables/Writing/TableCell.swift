package import Ledger

/// What stands in a cell of a table that is written.
package enum TableCell: Equatable, Sendable {
    case text(String)
    case integer(Int64)
    case day(LocalDay)
    /// A moment, shown as the wall clock of the zone.
    case instant(Instant, Zone)

    static let empty = TableCell.text("")

    /// As CSV has it: `2018-06-01`, `2018-06-01 08:30`.
    var text: String {
        switch self {
        case .text(let text): text
        case .integer(let number): String(number)
        case .day(let day): day.description
        case .instant(let instant, let zone): zone.clock(of: instant)
        }
    }
}

/// What a table that is written looks like.
package struct TableSheet: Equatable, Sendable {
    package struct Column: Equatable, Sendable {
        package let name: String
        /// In digits of the standard font, two for a Chinese character; CSV has no widths.
        package let width: Int

        package init(_ name: String, width: Int = 16) {
            self.name = name
            self.width = width
        }
    }

    /// Stands above the header and on the tab of a workbook; CSV, which programs read, begins with the header.
    package let title: String?
    package let columns: [Column]

    package init(title: String? = nil, columns: [Column]) {
        self.title = title
        self.columns = columns
    }
}
