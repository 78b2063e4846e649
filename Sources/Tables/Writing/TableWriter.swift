import Foundation
package import Ledger

package enum TableFormat: String, CaseIterable, Sendable {
    case csv
    case xlsx
}

/// Writes a table row by row, in constant memory, to a file that is not there yet.
///
/// The file is whole once `finish` has returned; without it, nothing stays.
package final class TableWriter {
    private enum Target {
        case csv(CSVOutput)
        case workbook(WorkbookOutput)
    }

    private let path: String
    private let target: Target
    private var isFinished = false

    /// - Parameter createdAt: What a workbook names as the time when it was made.
    /// - Throws: `file`, also where the file exists.
    package init(
        _ format: TableFormat,
        to path: String,
        _ sheet: TableSheet,
        createdAt: Instant
    ) throws(TableError) {
        // Made here in both cases, so that only its owner reads it.
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .file(FileError(path)) }
        self.path = path
        switch format {
        case .csv: target = .csv(CSVOutput(file, path))
        case .xlsx:
            close(file)
            do throws(TableError) {
                target = .workbook(try WorkbookOutput(path, sheet, createdAt: createdAt))
            } catch {
                unlink(path)
                throw error
            }
        }
        if case .csv(let output) = target { try output.append(sheet.columns.map(\.name)) }
    }

    deinit {
        if isFinished { return }
        if case .workbook(let output) = target { output.close() }
        unlink(path)
    }

    package func append(_ cells: [TableCell]) throws(TableError) {
        precondition(!isFinished, "A table that is finished takes no more rows.")
        switch target {
        case .csv(let output): try output.append(cells.map(\.text))
        case .workbook(let output): try output.append(cells)
        }
    }

    package func finish() throws(TableError) {
        precondition(!isFinished, "A table is finished once.")
        switch target {
        case .csv(let output): try output.finish()
        case .workbook(let output): try output.finish()
        }
        isFinished = true
    }
}
