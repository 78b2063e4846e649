import Blobs
import Ledger
import Testing

@Suite("What content is")
struct ContentTypeTests {
    static func zip(_ names: String...) -> [UInt8] {
        var bytes: [UInt8] = []
        for name in names {
            bytes += [0x50, 0x4B, 3, 4]
            bytes += [UInt8](repeating: 0, count: 22)
            bytes += [UInt8(name.utf8.count), 0, 0, 0]
            bytes += Array(name.utf8)
        }
        return bytes
    }

    static func box(_ brand: String, _ others: String = "") -> [UInt8] {
        let rest = Array("ftyp\(brand)".utf8) + [0, 0, 0, 0] + Array(others.utf8)
        return [0, 0, 0, UInt8(rest.count + 4)] + rest + Array("    mdat".utf8)
    }

    /// Two frames of 417 bytes: MPEG-1 layer III, 128 kbit/s, 44.1 kHz.
    static let mp3 = Array(
        repeatElement([0xFF, 0xFB, 0x90, 0x00] + [UInt8](repeating: 0, count: 413), count: 2).joined()
    )

    @Test(
        "is told by its first bytes",
        arguments: [
            (ContentType.jpeg, [0xFF, 0xD8, 0xFF, 0xE0, 0, 16]), (.jpeg, [0xFF, 0xD8, 0xFF, 0xDB]),
            (.png, [0x89] + Array("PNG\r\n\u{1A}\n\0\0\0\rIHDR".utf8)), (.gif, Array("GIF89a".utf8)),
            (.webp, Array("RIFF\0\0\0\0WEBPVP8L".utf8)), (.wav, Array("RIFF\0\0\0\0WAVEfmt ".utf8)),
            (.heic, box("heic", "mif1")), (.heic, box("mif1", "mif1heic")), (.mp4, box("isom", "mp41")),
            (.mp4, box("3gp4")),
            (.quickTime, box("qt  ")), (.m4a, box("M4A ")), (.amr, Array("#!AMR\n".utf8)),
            (.amr, Array("#!AMR-WB\n".utf8)),
            (.ogg, Array("OggS\0\u{2}".utf8)), (.mp3, mp3), (.mp3, Array("ID3\u{4}\0\0\0\0\0\u{10}".utf8)),
            (.pdf, Array("%PDF-1.7\n".utf8)), (.zip, zip("a.txt")),
            (.xlsx, zip("[Content_Types].xml", "xl/workbook.xml")),
            (.docx, zip("_rels/.rels", "word/document.xml")), (.zip, zip("notes/xl/a")),
            (.text, Array("序号,来源,问题\r\n1,12345,路灯不亮\r\n".utf8)), (.text, Array("\u{FEFF}a;b\n1 < 2\n".utf8)),
        ] as [(ContentType, [UInt8])]
    )
    func isTold(type: ContentType, bytes: [UInt8]) { #expect(ContentType.sniff(bytes) == type) }

    @Test(
        "is refused where it is nothing that is taken, whatever it is called",
        arguments: [
            "", "<!DOCTYPE html><p>", "  \n<HTML>", "\u{FEFF}<svg xmlns='x'/>", "<?xml version='1.0'?><svg/>",
            "<p>hello",
            "#!/bin/sh\nrm", "hello <script>alert(1)</script>", "a,b\n<SCRIPT\n", "text\0with NUL",
            "\u{1B}[31m", "GIF88a\u{1}",
            "MZ\0\0", "\u{7F}ELF\0", "II*\0", "RIFF\0\0\0\0AVI ", "%!PS\u{4}", "<?php", "BM\0\0",
            "PK\u{5}\u{6}\0\0",
        ]
    )
    func isRefused(text: String) { #expect(ContentType.sniff(Array(text.utf8)) == nil) }

    @Test(
        "is refused where it only resembles",
        arguments: [
            [0xFF, 0xD8, 0xFF], [0xFF, 0xD8, 0xFF, 0x00], [0x89] + Array("PNG\r\n\u{1A}\nIDAT".utf8),
            box("avif", "mif1"),
            box("mif1", "avif"), box("jp2 "), Array(mp3[..<417]),
            [0xFF, 0xFB] + [UInt8](repeating: 0xFF, count: 500),
            [0xC3, 0xB7, 0xD4, 0x2C], [0xE8, 0xB7],
        ] as [[UInt8]]
    )
    func resembles(bytes: [UInt8]) { #expect(ContentType.sniff(bytes) == nil) }

    @Test func textMayBeCutInACharacterAtTheEndOfALongPrefixOnly() {
        let long = Array(String(repeating: "梅", count: 3000).utf8.prefix(ContentType.prefixBytes))
        #expect(long.count % 3 != 0 && ContentType.sniff(long) == .text)
        #expect(ContentType.sniff(Array(long.dropFirst(3))) == nil)
    }

    @Test func servesNothingInAPageThatCouldRun() {
        for type in ContentType.allCases {
            #expect(!["html", "svg", "xml", "script"].contains { type.mediaType.hasSuffix($0) })
            if type.serving == .inline {
                #expect(type.mediaType.hasPrefix("audio/") || type.mediaType.hasPrefix("video/"))
            }
            #expect(type.isPicture == type.mediaType.hasPrefix("image/"))
        }
    }

    @Test func readsAnyPrefixWithoutStopping() {
        var state: UInt64 = 5
        func next() -> UInt8 {
            state = state &* 6_364_136_223_846_793_005 &+ 1
            return UInt8(state >> 56)
        }
        let starts: [[UInt8]] = [
            [0x50, 0x4B, 3, 4], Self.box("mif1"), [0xFF, 0xFB], Array("RIFF".utf8), [0xFF, 0xD8],
            Array("ID3".utf8), [],
        ]
        var count = 0
        for number in 0..<20_000 {
            let bytes = starts[number % starts.count] + (0..<Int(next() % 80)).map { _ in next() }
            if ContentType.sniff(bytes) != nil { count += 1 }
            for length in 0..<bytes.count where number % 50 == 0 {
                _ = ContentType.sniff(Array(bytes[..<length]))
            }
        }
        #expect(count > 1000)
    }
}
