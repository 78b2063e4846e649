import Foundation
import Tables
import Testing

@Suite("Workbooks that are broken or meant to harm")
struct BrokenWorkbookTests {
    private func read(_ workbook: HandmadeWorkbook, limits: TableLimits = TableLimits()) throws -> [TableRow]
    {
        let scratch = try Scratch()
        return try TableReader(try scratch.file(workbook.bytes), limits: limits).all()
    }

    @Test func areRefusedWhereTheyUnpackToTooMuch() throws {
        let scratch = try Scratch()
        let path = scratch.path("bomb.xlsx")
        try scratch.ledgers("bomb", path)
        var limits = TableLimits()
        limits.unpackedBytes = 50 << 20
        #expect(throws: TableError.tooLargeUnpacked(part: "xl/worksheets/sheet2.xml", limit: 50 << 20)) {
            try TableReader(path, limits: limits)
        }
        #expect(try TableReader(path).all().count == 6)
    }

    @Test func areRefusedWithTooManySharedTexts() {
        var limits = TableLimits()
        limits.sharedTextBytes = 16
        let fits = HandmadeWorkbook(rows: "", shared: "<si><t>0123456789</t></si><si><t>abcdef</t></si>")
        #expect(throws: Never.self) { try read(fits, limits: limits) }
        for shared in ["<si><t>0123456789abcdefg</t></si>", "<si/><si/><si/>"] {
            #expect(throws: TableError.tooLargeUnpacked(part: "sharedStrings.xml", limit: 16)) {
                try read(HandmadeWorkbook(rows: "", shared: shared), limits: limits)
            }
        }
    }

    @Test func areRefusedWithListsThatAreTooLong() throws {
        var limits = TableLimits()
        limits.listBytes = 4096
        let fits = HandmadeWorkbook(rows: "", shared: String(repeating: " ", count: 8192))
        #expect(throws: Never.self) { try read(fits, limits: limits) }
        for part in ["_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/styles.xml"] {
            var workbook = fits
            let place = try #require(workbook.parts.firstIndex { $0.name == part })
            workbook.parts[place].text += String(repeating: " ", count: 4096)
            #expect(throws: TableError.tooLargeUnpacked(part: part, limit: 4096)) {
                try read(workbook, limits: limits)
            }
        }
    }

    @Test func areRefusedWithElementsThatStandInOneAnotherWithoutEnd() throws {
        func workbook(_ depth: Int) -> HandmadeWorkbook {
            // Within the sheet and its rows.
            let tags = ["<a>", "</a>"].map { String(repeating: $0, count: depth - 2) }
            return HandmadeWorkbook(rows: tags.joined())
        }
        #expect(try read(workbook(100)) == [])
        let error = TableError.brokenWorkbook(
            part: "xl/worksheets/sheet1.xml",
            reason: "more than 100 elements stand in one another"
        )
        #expect(throws: error) { try read(workbook(101)) }
    }

    @Test func holdTheLimitsOfCellsAndColumns() throws {
        var limits = TableLimits()
        (limits.cellBytes, limits.columns) = (4, 3)
        func cell(_ place: String, _ text: String) -> HandmadeWorkbook {
            HandmadeWorkbook(rows: #"<row r="5"><c r="\#(place)5" t="str"><v>\#(text)</v></c></row>"#)
        }
        #expect(try read(cell("C", "abcd"), limits: limits).map(\.cells) == [["", "", "abcd"]])
        #expect(try read(cell("XFD", ""), limits: limits) == [])
        #expect(throws: TableError.cellTooLong(line: 5, column: 1, limit: 4)) {
            try read(cell("B", "abcde"), limits: limits)
        }
        #expect(throws: TableError.tooManyColumns(line: 5, limit: 3)) {
            try read(cell("D", "a"), limits: limits)
        }
    }

    @Test func areRefusedWithADocumentType() throws {
        var workbook = HandmadeWorkbook(rows: "")
        let sheet = workbook.parts.count - 1
        workbook.parts[sheet].text =
            #"<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>"# + workbook.parts[sheet].text
        let error = TableError.brokenWorkbook(
            part: "xl/worksheets/sheet1.xml",
            reason: "it has a document type, which no workbook has"
        )
        #expect(throws: error) { try read(workbook) }
    }

    @Test(
        "say which part has what wrong",
        arguments: [
            ("<row r=\"2\"/><row r=\"1\"/>", "row 1 stands below row 2"),
            ("<row r=\"1048577\"/>", "row 1048577 stands below row 0"),
            ("<row><c r=\"B1\"/><c r=\"A1\"/></row>", "row 1 has no place for its cell A1"),
            ("<row><c t=\"s\"><v>0</v></c></row>", "row 1 names no shared text"),
            ("<row><c t=\"s\"><v>-1</v></c></row>", "row 1 names no shared text"),
            ("<row>", "mismatched tag on line 1"),
        ]
    )
    func say(rows: String, reason: String) {
        #expect(throws: TableError.brokenWorkbook(part: "xl/worksheets/sheet1.xml", reason: reason)) {
            try read(HandmadeWorkbook(rows: rows))
        }
    }

    @Test func areRefusedWithAChangedByte() throws {
        let scratch = try Scratch()
        var bytes = HandmadeWorkbook(rows: "<row><c><v>12345</v></c></row>").bytes
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: "12345".utf8) })
        bytes[place] += 1
        #expect(
            throws: TableError.brokenWorkbook(
                part: "xl/worksheets/sheet1.xml",
                reason: "its check sum is wrong"
            )
        ) {
            try scratch.reader(bytes).all()
        }
    }

    @Test func ofTheOlderFormatAreRefusedByName() throws {
        let bytes: [UInt8] =
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 504)
        #expect(throws: TableError.olderOrLocked) { try Scratch().reader(bytes) }
    }

    @Test func neverCrash() throws {
        let scratch = try Scratch()
        let path = scratch.path("ledger.xlsx")
        try scratch.ledgers("make", path)
        var source = SeededSource(seed: 29500)
        let packed = Array(try Data(contentsOf: URL(filePath: path)))
        let plain = HandmadeWorkbook(
            rows:
                #"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>43252.5</v></c></row><row r="2"><c t="b"><v>1</v></c></row>"#,
            styles: #"<cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs>"#,
            shared: "<si><t>甲</t></si>",
            merged: #"<mergeCells><mergeCell ref="A1:A2"/></mergeCells>"#
        )
        for _ in 0..<600 {
            // Whole files, and parts in a file that is whole.
            var workbook = plain
            let part = workbook.parts.indices.last ?? 0
            for part in [part, part - 1, part - 2] {
                let damaged = source.damaged(Array(workbook.parts[part].text.utf8))
                workbook.parts[part].text = String(decoding: damaged, as: UTF8.self)
            }
            for bytes in [source.damaged(packed), source.damaged(plain.bytes), workbook.bytes] {
                do { _ = try scratch.reader(bytes).all() } catch is TableError {}
            }
        }
    }
}
