package import Ledger

/// Rows that an import refused, written as a table that can be mended and imported again.
///
/// Two columns stand in front: the line of the row in the table that was sent, and the reason. `TableHeader` passes
/// over them.
package final class RefusedRows {
    private let writer: TableWriter
    private let header: TableHeader
    package private(set) var count = 0

    package init(
        _ format: TableFormat,
        to path: String,
        _ header: TableHeader,
        createdAt: Instant
    ) throws(TableError) {
        self.header = header
        let own = zip(TableHeader.refusedNames, [8, 40]).map { TableSheet.Column($0, width: $1) }
        let sheet = TableSheet(columns: own + header.names.map { TableSheet.Column($0) })
        writer = try TableWriter(format, to: path, sheet, createdAt: createdAt)
    }

    package func append(_ row: TableRow, reason: String) throws(TableError) {
        let cells = header.cells(of: row).map { TableCell.text($0) }
        try writer.append([.integer(Int64(row.line)), .text(reason)] + cells)
        count += 1
    }

    package func finish() throws(TableError) { try writer.finish() }
}
