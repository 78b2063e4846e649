import Foundation
import Ledger

/// Writes CSV as Excel opens it in Chinese: UTF-8 with its mark, commas, lines ended by CR LF (RFC 4180).
final class CSVOutput {
    private let descriptor: Int32
    private let path: String
    private var pending = TextEncoding.utf8.mark

    /// - Parameter descriptor: A file of nobody else's, closed in the end.
    init(_ descriptor: Int32, _ path: String) { (self.descriptor, self.path) = (descriptor, path) }

    deinit { close(descriptor) }

    func append(_ cells: [String]) throws(TableError) {
        for (number, cell) in cells.enumerated() {
            if number > 0 { pending.append(UInt8(ascii: ",")) }
            add(FormulaGuard.added(to: WritableText.text(cell)))
        }
        pending += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
        if pending.count >= 64 << 10 { try flush() }
    }

    func finish() throws(TableError) {
        try flush()
        guard fsync(descriptor) == 0 else { throw .file(FileError(path)) }
    }

    private func add(_ text: String) {
        let needsQuotes =
            text.utf8.contains { [UInt8(ascii: ","), UInt8(ascii: "\""), 0x0A, 0x0D].contains($0) }
            // Some readers take off blanks around a field, or take one of the other delimiters.
            || text.utf8.contains { [UInt8(ascii: ";"), UInt8(ascii: "\t")].contains($0) }
            || text.first?.isWhitespace == true || text.last?.isWhitespace == true
        guard needsQuotes else {
            pending += text.utf8
            return
        }
        pending.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { pending.append(byte) }
            pending.append(byte)
        }
        pending.append(UInt8(ascii: "\""))
    }

    private func flush() throws(TableError) {
        var written = 0
        while written < pending.count {
            let count = pending[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .file(FileError(path)) }
            written += count
        }
        pending.removeAll(keepingCapacity: true)
    }
}

/// Text without the three characters that a table cannot hold: 0, and two that Unicode assigns to nobody.
enum WritableText {
    static func text(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnwritable) else { return text }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text.unicodeScalars.map { isUnwritable($0) ? "\u{FFFD}" : $0 })
        return String(scalars)
    }

    /// XML 1.0 section 2.2; the other control characters are written as `_x0001_`.
    private static func isUnwritable(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0 || scalar.value == 0xFFFE || scalar.value == 0xFFFF
    }
}
