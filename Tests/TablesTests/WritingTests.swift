import Foundation
import Ledger
import Tables
import TestSupport
import Testing

@Suite("Writing tables")
struct WritingTests {
    private static let instant = Instant(rawValue: 1_527_813_000_000)  // 2018-06-01 08:30 in Shenzhen.

    private func write(
        _ format: TableFormat,
        _ sheet: TableSheet,
        _ rows: [[TableCell]],
        to path: String
    ) throws {
        let writer = try TableWriter(format, to: path, sheet, createdAt: Self.instant)
        for row in rows { try writer.append(row) }
        try writer.finish()
    }

    private func sample() throws -> [TableCell] {
        let zone = try #require(Zone(name: "Asia/Shanghai"))
        let day = try #require(LocalDay("2018-06-01"))
        return [
            .text("噪声,\"大\""), .integer(-12), .day(day), .instant(Self.instant, zone), .text("=1+1"),
            .text(""),
        ]
    }

    private static let sheet = TableSheet(
        title: "整改台账[2018]",
        columns: ["问题", "数", "日期", "时间", "式", "空"].map { TableSheet.Column($0, width: 20) }
    )

    @Test func makesCSVThatExcelOpensInChinese() throws {
        let scratch = try Scratch()
        try write(.csv, Self.sheet, [try sample()], to: scratch.path())
        let bytes = try Data(contentsOf: URL(filePath: scratch.path()))
        let text = "问题,数,日期,时间,式,空\r\n\"噪声,\"\"大\"\"\",-12,2018-06-01,2018-06-01 08:30,'=1+1,\r\n"
        #expect(Array(bytes) == [0xEF, 0xBB, 0xBF] + Array(text.utf8))
    }

    @Test(
        "keeps spreadsheets from running a text of a CSV file",
        arguments: [
            ("=1", "'=1"), ("+a", "'+a"), ("-1+1", "'-1+1"), ("@a", "'@a"), ("\ta", "\"'\ta\""),
            ("\ra", "\"'\ra\""),
            ("＝1", "'＝1"), ("'=1", "''=1"), ("-", "'-"), ("+1.", "'+1."), ("-5", "-5"), ("+5.20", "+5.20"),
            ("a=1", "a=1"),
            ("'a", "'a"), ("-1-1", "'-1-1"), ("--1", "'--1"),
        ]
    )
    func keeps(text: String, field: String) throws {
        let scratch = try Scratch()
        try write(
            .csv,
            TableSheet(columns: [.init("a"), .init("b")]),
            [[.text("x"), .text(text)]],
            to: scratch.path()
        )
        let written = try String(contentsOfFile: scratch.path(), encoding: .utf8)
        #expect(written.hasSuffix("a,b\r\nx,\(field)\r\n"))
        #expect(try TableReader(scratch.path()).all().last?.cells == ["x", text])
    }

    struct Shown: Decodable, Equatable {
        let sheet: String
        let created: String
        let merged: [String]
        let frozen: String
        let widths: [String: Int]
        let rows: [[String]]
        let bold: [[String]]
        let formats: [String]
        let bordered: Bool
    }

    @Test func makesAWorkbookThatLooksLikeALedger() throws {
        let scratch = try Scratch()
        try write(.xlsx, Self.sheet, [try sample()], to: scratch.path("t.xlsx"))
        let shown = try JSONDecoder().decode(
            Shown.self,
            from: try scratch.ledgers("show", scratch.path("t.xlsx"))
        )
        #expect(shown.sheet == "整改台账2018")
        #expect(shown.created == "2018-06-01T00:30:00")
        #expect(shown.merged == ["A1:F1"])
        #expect(shown.frozen == "A3")
        #expect(shown.widths == ["A": 21, "B": 21])
        #expect(shown.bordered)
        #expect(
            shown.bold == [["A1"], ["A2", "B2", "C2", "D2", "E2", "F2"], []]
        )
        #expect(
            shown.rows.last == [
                "s:噪声,\"大\"", "n:-12", "d:2018-06-01 00:00:00", "d:2018-06-01 08:30:00", "s:=1+1", "n:None",
            ]
        )
        #expect(shown.formats == ["@", "0", "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "@", "@"])
    }

    @Test func readsAWorkbookAsItWasWritten() throws {
        let scratch = try Scratch()
        try write(.xlsx, Self.sheet, [try sample()], to: scratch.path())
        #expect(
            try TableReader(scratch.path()).all() == [
                TableRow(line: 1, cells: ["整改台账[2018]"]),
                TableRow(line: 2, cells: ["问题", "数", "日期", "时间", "式", "空"]),
                TableRow(line: 3, cells: ["噪声,\"大\"", "-12", "2018-06-01", "2018-06-01 08:30", "=1+1"]),
            ]
        )
    }

    @Test("reads any text as it was written", arguments: TableFormat.allCases)
    func roundTrip(format: TableFormat) throws {
        let scratch = try Scratch()
        var source = CellSource(generator: SeededGenerator(seed: 2018))
        let rows = (0..<3000).map { _ in source.row(5) }
        try write(
            format,
            TableSheet(columns: (1...5).map { TableSheet.Column("列\($0)") }),
            rows.map { $0.map { .text($0) } },
            to: scratch.path()
        )
        let read = try TableReader(scratch.path()).all().dropFirst()
        // Blank rows are not given, and a workbook has no empty cells at the end of a row.
        let expected = rows.filter { !$0.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
        #expect(read.count == expected.count)
        for (row, cells) in zip(read, expected) {
            let padded = row.cells + Array(repeating: "", count: 5 - row.cells.count)
            // Compared by scalars, since é and é are equal as texts.
            #expect(padded.map { Array($0.unicodeScalars) } == cells.map { Array($0.unicodeScalars) })
        }
    }

    @Test func writesNumbersThatASheetWouldRoundAsText() throws {
        let scratch = try Scratch()
        let numbers: [Int64] = [999_999_999_999_999, 1_000_000_000_000_000, .max, .min]
        try write(
            .xlsx,
            TableSheet(columns: [.init("a")]),
            numbers.map { [.integer($0)] },
            to: scratch.path()
        )
        #expect(try TableReader(scratch.path()).all().dropFirst().map(\.cells) == numbers.map { ["\($0)"] })
        let early = try #require(LocalDay("1899-12-31"))
        try write(.xlsx, TableSheet(columns: [.init("a")]), [[.day(early)]], to: scratch.path("early"))
        #expect(try TableReader(scratch.path("early")).all().last?.cells == ["1899-12-31"])
    }

    @Test func refusesACellThatNoSheetHolds() throws {
        let scratch = try Scratch()
        let sheet = TableSheet(columns: [.init("a"), .init("b")])
        let fits = String(repeating: "𠮷", count: 16_383) + "x"
        try write(.xlsx, sheet, [[.text(""), .text(fits)]], to: scratch.path("fits"))
        var limits = TableLimits()
        limits.cellBytes = 1 << 20
        #expect(try TableReader(scratch.path("fits"), limits: limits).all().last?.cells == ["", fits])
        #expect(throws: TableError.cellTooLong(line: 2, column: 1, limit: 32_767)) {
            try write(.xlsx, sheet, [[.text(""), .text(fits + "x")]], to: scratch.path("not"))
        }
    }

    @Test(
        "leaves nothing behind unless it is finished, and nothing else away",
        arguments: TableFormat.allCases
    )
    func leaves(format: TableFormat) throws {
        let scratch = try Scratch()
        let sheet = TableSheet(columns: [.init("a")])
        do {
            let writer = try TableWriter(format, to: scratch.path(), sheet, createdAt: Self.instant)
            try writer.append([.text("x")])
        }
        #expect(!FileManager.default.fileExists(atPath: scratch.path()))
        try Data("old".utf8).write(to: URL(filePath: scratch.path()))
        #expect(throws: TableError.file(FileError(scratch.path(), code: 17))) {
            try TableWriter(format, to: scratch.path(), sheet, createdAt: Self.instant)
        }
        #expect(try String(contentsOfFile: scratch.path(), encoding: .utf8) == "old")
    }
}
