import Foundation

/// Unicode Normalization Form C, and the Stream-Safe Text Format that bounds what it costs (UAX #15).
enum NormalForm {
    /// The text in NFC.
    ///
    /// - Throws: `.tooManyMarks` where before or after it is no stream-safe text.
    static func composed(_ text: String) throws(CanonicalWriteError) -> String {
        guard !isSurely(text) else { return text }
        guard isStreamSafe(text) else { throw .tooManyMarks }
        let normal = text.precomposedStringWithCanonicalMapping
        guard isStreamSafe(normal) else { throw .tooManyMarks }
        return normal
    }

    /// Whether the text is NFC; it must be stream-safe, or the answer may take very long.
    static func holds(for text: String) -> Bool {
        isSurely(text)
            || text.precomposedStringWithCanonicalMapping.unicodeScalars.elementsEqual(text.unicodeScalars)
    }

    /// Whether nowhere more than `Limit.marks` characters follow one another whose combining class is not 0.
    static func isStreamSafe(_ text: String) -> Bool {
        var run = 0
        for scalar in text.unicodeScalars {
            // Nothing below U+0300 combines.
            let isStarter =
                scalar.value < 0x0300 || scalar.properties.canonicalCombiningClass == .notReordered
            run = isStarter ? 0 : run + 1
            if run > Limit.marks { return false }
        }
        return true
    }

    /// Whether every character lies in a range that no normalisation touches, so that the text is NFC as it is.
    ///
    /// The ranges hold only characters with NFC_Quick_Check=Yes and combining class 0: up to U+02FF, general and
    /// ideographic punctuation, kana without voicing marks, the unified ideographs, and the full-width forms.
    static func isSurely(_ text: String) -> Bool {
        if areSurely(text.utf8) { return true }
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0...0x02FF, 0x2010...0x2027, 0x2030...0x205E, 0x3001...0x3029, 0x3030...0x303E,
                0x3041...0x3096, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xFF01...0xFF60:
                continue
            default: return false
            }
        }
        return true
    }

    /// Whether UTF-8 holds nothing but ASCII and characters from U+4000 to U+9FFF, which begin with E4 to E9: most of
    /// what an office writes, told without decoding it.
    private static func areSurely(_ utf8: String.UTF8View) -> Bool {
        utf8.withContiguousStorageIfAvailable { bytes in
            bytes.allSatisfy(isSure)
        } ?? false
    }

    static func isSure(_ byte: UInt8) -> Bool { byte < 0xC0 || (0xE4...0xE9).contains(byte) }
}
