import Foundation
import Tables
import Testing

@Suite("Encodings of CSV")
struct EncodingTests {
    private static let rows = [["行", "内容"], ["1", "龙田街道：噪声扰民"]]
    private static let text = "行,内容\r\n1,龙田街道：噪声扰民\r\n"
    /// The same in GB 18030, as `iconv -t GB18030` makes it.
    private static let gb: [UInt8] = [
        0xD0, 0xD0, 0x2C, 0xC4, 0xDA, 0xC8, 0xDD, 0x0D, 0x0A, 0x31, 0x2C, 0xC1, 0xFA, 0xCC, 0xEF, 0xBD, 0xD6,
        0xB5, 0xC0, 0xA3, 0xBA, 0xD4, 0xEB, 0xC9, 0xF9, 0xC8, 0xC5, 0xC3, 0xF1, 0x0D, 0x0A,
    ]

    private static let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    private static let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    private static let samples: [([UInt8], TextEncoding)] = [
        (Array(text.utf8), .utf8), ([0xEF, 0xBB, 0xBF] + text.utf8, .utf8),
        ([0xFF, 0xFE] + little, .utf16LittleEndian), ([0xFE, 0xFF] + big, .utf16BigEndian), (gb, .gb18030),
        ([0x84, 0x31, 0x95, 0x33] + gb, .gb18030),
    ]

    @Test("are found out", arguments: samples)
    func areFound(bytes: [UInt8], encoding: TextEncoding) throws {
        let reader = try Scratch().reader(bytes)
        #expect(reader.kind == .csv(encoding, .comma))
        #expect(try reader.all().map(\.cells) == Self.rows)
    }

    @Test func canBeGiven() throws {
        let bytes: [UInt8] = [0xC4, 0xA3]  // One character of GBK, and one of UTF-8.
        let cells = try TextEncoding.allCases.map {
            try Scratch().reader(bytes, encoding: $0).all().first?.cells
        }
        #expect(cells == [["ģ"], ["ꏄ"], ["쒣"], ["模"]])
    }

    @Test func ofFourBytesAreRead() throws {
        let rows = try Scratch().reader([0x61, 0x2C, 0x95, 0x32, 0x89, 0x38], encoding: .gb18030).all()
        #expect(rows.map(\.cells) == [["a", "\u{20048}"]])
    }

    private static let faults: [(String, [UInt8], TextEncoding, Int, Int64)] = [
        ("行,a\n1,", [0xFF], .utf8, 2, 9), ("行\n\n", [0xE5, 0x85], .utf8, 3, 6),
        ("行\n", [0xED, 0xA0, 0x80], .utf8, 2, 5), ("行\n", [0xC0, 0x80], .utf8, 2, 5),
        ("a\nb\nc", [0xFF, 0x61], .gb18030, 3, 6), ("a\n", [0x84], .gb18030, 2, 3),
    ]

    @Test("name the line and the place of a byte that is no text", arguments: faults)
    func name(start: String, bytes: [UInt8], encoding: TextEncoding, line: Int, place: Int64) throws {
        let error = TableError.undecodable(line: line, place: place, byte: bytes[0], encoding: encoding)
        #expect(throws: error) { try Scratch().reader(Array(start.utf8) + bytes, encoding: encoding).all() }
    }

    @Test func aFaultInUTF8IsNotTakenForOtherCharacters() throws {
        // Sixteen good characters, then one that is cut off; GB 18030 would read it as something.
        let bytes = Array("龙田街道龙田街道龙田街道龙田街道".utf8) + [0xE5, 0x85, 0x0A]
        let reader = try Scratch().reader(bytes)
        #expect(throws: TableError.undecodable(line: 1, place: 49, byte: 0xE5, encoding: .utf8)) {
            try reader.all()
        }
    }

    private static let reports = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/data/citizen-reports").standardized

    @Test(
        .enabled(
            if: FileManager.default.fileExists(atPath: reports.path),
            "there are no citizens' reports here"
        )
    )
    func citizensReportsAreTheSameInBoth() throws {
        let gbk = try TableReader(Self.reports.appending(path: "pingshan_2018_sample500_gbk.csv").path)
        let utf8 = try TableReader(Self.reports.appending(path: "pingshan_2018_02_10_utf8.csv").path)
        #expect(gbk.kind == .csv(.gb18030, .comma))
        #expect(utf8.kind == .csv(.utf8, .comma))
        let rows = try gbk.all()
        let all = try utf8.all()
        #expect(rows.count == 501 && all.count == 6953)
        #expect(rows == Array(all.prefix(501)))
    }
}
