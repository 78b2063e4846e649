import CQRencode
import Foundation

/// A QR code (ISO/IEC 18004), drawn by libqrencode.
package struct QRCode: Equatable, Sendable {
    /// Modules on a side, without the quiet zone: 21 to 177.
    package let width: Int
    /// Row by row, true being dark.
    private let modules: [Bool]

    /// The share of damage that a reader mends: about 7, 15, 25 and 30 percent (ISO/IEC 18004 6.5.1).
    package enum Correction: Sendable {
        case low, medium, quartile, high

        fileprivate var level: QRecLevel {
            switch self {
            case .low: QR_ECLEVEL_L
            case .medium: QR_ECLEVEL_M
            case .quartile: QR_ECLEVEL_Q
            case .high: QR_ECLEVEL_H
            }
        }

        /// Bytes that the largest symbol holds (ISO/IEC 18004 table 7, version 40, byte mode).
        package var bytesMax: Int {
            switch self {
            case .low: 2953
            case .medium: 2331
            case .quartile: 1663
            case .high: 1273
            }
        }
    }

    /// UTF-8 in the AIM's list of encodings (ECI 26), without which a reader may guess another one.
    private static let utf8: UInt32 = 26

    /// - Throws: `QRCodeError` where the text is empty, or longer than a symbol holds.
    package init(_ text: String, correction: Correction = .medium) throws(QRCodeError) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty else { throw .empty }
        let isASCII = bytes.allSatisfy { $0 < 0x80 }
        // Naming the encoding takes 12 bits.
        let most = correction.bytesMax - (isASCII ? 0 : 2)
        guard bytes.count <= most else { throw .tooLong(bytes: bytes.count, most: most) }
        guard let input = QRinput_new2(0, correction.level) else { throw .notDrawn }
        defer { QRinput_free(input) }
        guard isASCII || QRinput_appendECIheader(input, Self.utf8) == 0,
            QRinput_append(input, QR_MODE_8, Int32(bytes.count), bytes) == 0,
            let symbol = QRcode_encodeInput(input)
        else { throw .notDrawn }
        defer { QRcode_free(symbol) }
        width = Int(symbol.pointee.width)
        guard let data = symbol.pointee.data else { throw .notDrawn }
        // The lowest bit is the colour; the others say what a module is for.
        modules = UnsafeBufferPointer(start: data, count: width * width).map { $0 & 1 == 1 }
    }

    package func isDark(row: Int, column: Int) -> Bool { modules[row * width + column] }
}

/// Why there is no QR code.
package enum QRCodeError: Error, Equatable, Sendable {
    case empty
    case tooLong(bytes: Int, most: Int)
    /// The library had no memory.
    case notDrawn
}

extension QRCodeError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .empty: "There is no text for the QR code. Give at least one character."
        case .tooLong(let bytes, let most):
            "The text of the QR code has \(bytes) bytes; at most \(most) can be drawn. Give a shorter one."
        case .notDrawn: "The QR code could not be drawn. Try again."
        }
    }
}
