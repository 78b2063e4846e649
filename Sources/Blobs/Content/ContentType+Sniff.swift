package import Ledger

extension ContentType {
    /// How much of the beginning `sniff` wants to see.
    package static let prefixBytes = 8192

    /// The type of content that begins with `prefix`: all of it, or its first `prefixBytes`.
    ///
    /// - Returns: Nil where it is none that the office takes.
    package static func sniff(_ prefix: [UInt8]) -> ContentType? {
        let bytes = Prefix(bytes: prefix)
        return picture(bytes) ?? sound(bytes) ?? baseMedia(bytes) ?? document(bytes)
    }

    private static func picture(_ bytes: Prefix) -> ContentType? {
        // ISO/IEC 10918-1 B.2.1: start of image, then a marker of the frame or its tables.
        if bytes.begins([0xFF, 0xD8, 0xFF]), bytes.count > 3, (0xC0...0xFE).contains(bytes[3]) {
            return .jpeg
        }
        // PNG (third edition) 5.2 and 11.2.1: signature, then IHDR.
        if bytes.begins([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), bytes.text(12, 4) == "IHDR" {
            return .png
        }
        if ["GIF87a", "GIF89a"].contains(bytes.text(0, 6)) { return .gif }
        // RFC 9649 section 2.4.
        let isWebP = bytes.text(0, 4) == "RIFF" && bytes.text(8, 7) == "WEBPVP8"
        return isWebP && ["VP8 ", "VP8L", "VP8X"].contains(bytes.text(12, 4)) ? .webp : nil
    }

    private static func sound(_ bytes: Prefix) -> ContentType? {
        if bytes.text(0, 4) == "RIFF", bytes.text(8, 4) == "WAVE" { return .wav }
        // RFC 4867 sections 5.1 and 5.3.
        if bytes.text(0, 6) == "#!AMR\n" || bytes.text(0, 9) == "#!AMR-WB\n" { return .amr }
        // RFC 3533 section 6: version 0.
        if bytes.text(0, 5) == "OggS\0" { return .ogg }
        if bytes.text(0, 3) == "ID3", bytes.count > 9, bytes[3] < 0xFF { return .mp3 }
        // A lone frame could be anything; a second one where the first ends could not.
        guard let length = MPEGAudioFrame.length(bytes, at: 0) else { return nil }
        return MPEGAudioFrame.length(bytes, at: length) == nil ? nil : .mp3
    }

    /// ISO/IEC 14496-12 4.3, `ftyp`; the brands are registered at mp4ra.org.
    private static func baseMedia(_ bytes: Prefix) -> ContentType? {
        guard bytes.text(4, 4) == "ftyp" else { return nil }
        switch bytes.text(8, 4) {
        case "heic", "heix", "heim", "heis": return .heic
        case "mif1":
            // The general brand of still pictures; AVIF has it too.
            let others = stride(from: 16, to: min(Int(bytes.big32(0) ?? 0), 64), by: 4).map {
                bytes.text($0, 4)
            }
            return others.contains("heic") || others.contains("heix") ? .heic : nil
        case "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "MSNV", "3gp4",
            "3gp5", "3gp6", "3g2a":
            return .mp4
        case "M4A ": return .m4a
        case "qt  ": return .quickTime
        default: return nil
        }
    }

    private static func document(_ bytes: Prefix) -> ContentType? {
        if bytes.text(0, 5) == "%PDF-" { return .pdf }
        if bytes.begins([0x50, 0x4B, 3, 4]) { return archive(bytes) }
        return PlainText.isPlain(bytes) ? .text : nil
    }

    /// Looks at the names of local file headers (APPNOTE.TXT 4.3.7).
    ///
    /// Office files have folders of set names (ECMA-376 part 1, chapter 8).
    private static func archive(_ bytes: Prefix) -> ContentType {
        for place in 0..<max(0, bytes.count - 30) where bytes.begins([0x50, 0x4B, 3, 4], at: place) {
            let name = bytes.text(place + 30, Int(bytes[place + 26]) | Int(bytes[place + 27]) << 8) ?? ""
            if name.hasPrefix("xl/") { return .xlsx }
            if name.hasPrefix("word/") { return .docx }
        }
        return .zip
    }
}

/// The beginning of content, to be asked about places that it may not have.
struct Prefix {
    let bytes: [UInt8]

    var count: Int { bytes.count }

    subscript(place: Int) -> UInt8 { bytes[place] }

    func begins(_ start: [UInt8], at place: Int = 0) -> Bool { bytes.dropFirst(place).starts(with: start) }

    /// One character a byte; nil where the content ends before.
    func text(_ place: Int, _ length: Int) -> String? {
        guard place >= 0, place + length <= count else { return nil }
        return String(String.UnicodeScalarView(bytes[place..<place + length].map { Unicode.Scalar($0) }))
    }

    func big32(_ place: Int) -> UInt32? {
        guard place >= 0, place + 4 <= count else { return nil }
        return bytes[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }

    func little(_ place: Int, _ length: Int) -> Int? {
        guard place >= 0, place + length <= count else { return nil }
        return bytes[place..<place + length].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
