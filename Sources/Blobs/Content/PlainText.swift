import Ledger

/// Text that no program takes for anything but text.
enum PlainText {
    /// Beginnings by which browsers know a page (WHATWG MIME Sniffing 7.1), and what runs in one.
    private static let marks = [
        "<!doctype", "<html", "<script", "<svg", "<iframe", "<body", "<?xml", "<?php",
    ]

    static func isPlain(_ prefix: Prefix) -> Bool {
        let isCut = prefix.count >= ContentType.prefixBytes
        guard !prefix.bytes.isEmpty, let text = text(prefix.bytes[...], isCut: isCut) else { return false }
        let allowed = text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 9, 10, 13: true
            case 0..<0x20, 0x7F..<0xA0: false
            default: true
            }
        }
        guard allowed else { return false }
        let start = text.unicodeScalars.drop { $0.properties.isWhitespace || $0 == "\u{FEFF}" }
        if start.first == "<" || start.starts(with: "#!".unicodeScalars) { return false }
        let lowered = text.lowercased()
        return !marks.contains { lowered.contains($0) }
    }

    /// - Parameter isCut: Whether a character may be torn at the end.
    private static func text(_ bytes: ArraySlice<UInt8>, isCut: Bool) -> String? {
        for missing in 0...(isCut ? min(3, bytes.count) : 0) {
            if let text = String(validating: bytes.dropLast(missing), as: UTF8.self) { return text }
        }
        return nil
    }
}
