import Tables
import Testing

@Suite("Reading workbooks")
struct WorkbookReadingTests {
    private func reader(_ choice: SheetChoice = .first, scratch: Scratch) throws -> TableReader {
        let path = scratch.path("ledger.xlsx")
        try scratch.ledgers("make", path)
        var options = TableReader.Options()
        options.sheet = choice
        return try TableReader(path, options: options)
    }

    @Test func givesALedgerAsSomebodySeesIt() throws {
        let reader = try reader(scratch: Scratch())
        #expect(reader.kind == .sheet("台账"))
        let rows = try reader.all()
        #expect(rows.map(\.line) == [1, 2, 3, 4, 5, 8])
        #expect(
            rows.map(\.cells) == [
                ["环保督察问题整改台账"], ["序号", "问题", "责任单位", "立案日期", "时限", "证件号码", "完成", "整改照片"],
                ["序号", "问题", "责任单位", "立案日期", "时限", "证件号码", "完成", "整改前", "整改后"],
                [
                    "1", "噪声\n扰民", "环保办", "2018-06-01", "2018-06-01 08:30", "4.40307199001011E+17", "TRUE",
                    "a.jpg", "b.jpg",
                ],
                ["2", "=1+1", "环保办", "2018-06-01", "08:30", "0.3", "FALSE"],
                ["3", "A", "城管办", "2018-06-01", "26:05", "-1.5"],
            ]
        )
    }

    @Test func findsAHeaderOfTwoRows() throws {
        let reader = try reader(scratch: Scratch())
        let header = try reader.header(["序号", "问题", "整改前", "整改后"].map { TableColumn($0) })
        #expect(header.line == 3)
        let row = try #require(try reader.next())
        #expect(header.cell("整改后", of: row) == "b.jpg")
    }

    @Test func takesTheSheetThatIsAskedFor() throws {
        let scratch = try Scratch()
        #expect(try reader(.named("第二"), scratch: scratch).all() == [TableRow(line: 3, cells: ["", "二"])])
        #expect(try reader(.numbered(1), scratch: scratch).all().map(\.cells) == [["不看"]])
        // A chart has a tab, but no rows.
        #expect(try reader(.numbered(3), scratch: scratch).kind == .sheet("第二"))
        for choice in [SheetChoice.named("图"), .numbered(0), .numbered(4)] {
            #expect(throws: TableError.noSuchSheet(choice, sheets: ["字典", "台账", "第二"])) {
                try reader(choice, scratch: scratch)
            }
        }
    }

    @Test(
        "takes numbers for what their format says",
        arguments: [
            ("General", "43252", "43252"), ("0.00", "43252", "43252"), ("0%", "0.25", "0.25"),
            ("yyyy/m/d", "43252", "2018-06-01"), (#"m"月"d"日""#, "43252.5", "2018-06-01"),
            ("yyyy-mm-dd hh:mm", "43252.35416666666", "2018-06-01 08:30"),
            ("h:mm:ss AM/PM", "0.5000116", "12:00:01"), ("[h]:mm", "1.25", "30:00"),
            ("mm:ss", "0.0006944444", "00:01"),
            ("yyyy-mm-dd", "1", "1900-01-01"), ("yyyy-mm-dd", "59", "1900-02-28"), ("yyyy-mm-dd", "60", "60"),
            ("yyyy-mm-dd", "61", "1900-03-01"), ("yyyy-mm-dd", "2958465", "9999-12-31"),
            ("yyyy-mm-dd", "2958466", "2958466"), ("yyyy-mm-dd", "-1", "-1"), ("[Red]0", "1", "1"),
            (#""days" 0"#, "3", "3"), (#"0\d"#, "3", "3"), ("[$-804]aaaa", "43252", "2018-06-01"),
            ("@", "123456789012345", "123456789012345"), ("@", "1234567890123456", "1.23456789012346E+15"),
            ("@", "1.10E-4", "0.00011"), ("@", "-0.30000000000000004", "-0.3"), ("@", "nonsense", "nonsense"),
        ]
    )
    func takes(format: String, number: String, text: String) throws {
        let code = format.replacing("\"", with: "&quot;")
        let workbook = HandmadeWorkbook(
            rows: #"<row r="7"><c r="B7" s="1"><v>\#(number)</v></c></row>"#,
            styles:
                #"<numFmts><numFmt numFmtId="164" formatCode="\#(code)"/></numFmts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>"#
        )
        #expect(try Scratch().reader(workbook.bytes).all() == [TableRow(line: 7, cells: ["", text])])
    }

    @Test func countsDaysFrom1904WhereTheWorkbookDoes() throws {
        let workbook = HandmadeWorkbook(
            rows: #"<row><c s="0"><v>41790</v></c><c><v>0.5</v></c></row>"#,
            styles: #"<cellXfs><xf numFmtId="14"/></cellXfs>"#,
            properties: #"date1904="1""#
        )
        #expect(try Scratch().reader(workbook.bytes).all().map(\.cells) == [["2018-06-01", "1904-01-01"]])
    }

    @Test func readsTextsOfEachKind() throws {
        let workbook = HandmadeWorkbook(
            rows: #"""
                <row r="1"><c r="A1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><r><t>甲</t></r><r><t> 乙</t></r></is></c>
                <c r="D1" t="str"><f>A1</f><v>得</v></c><c r="E1" t="e"><v>#N/A</v></c><c r="F1" t="b"><v>0</v></c>
                <c r="G1" t="s"><v>0</v></c><c r="H1" t="s"><v>2</v></c></row>
                """#,
            shared:
                "<si><t/></si><si><r><t>汉</t></r><rPh><t>hàn</t></rPh><r><t>字</t></r></si><si><t>a_x000D_b_x0000__xD83D__xDE00_</t></si>"
        )
        #expect(
            try Scratch().reader(workbook.bytes).all().map(\.cells)
                == [["汉字", "", "甲 乙", "得", "#N/A", "FALSE", "", "a\rb_x0000_😀"]]
        )
    }

    @Test func repeatsWhatIsMergedOverRowsAndNothingElse() throws {
        func row(_ number: Int, _ cells: [(String, String)]) -> String {
            let all = cells.map { #"<c r="\#($0.0)\#(number)" t="str"><v>\#($0.1)</v></c>"# }
            return #"<row r="\#(number)">\#(all.joined())</row>"#
        }
        let workbook = HandmadeWorkbook(
            rows: row(1, [("A", "甲"), ("B", "1"), ("D", "宽")]) + row(2, [("B", "2")]) + row(3, [])
                + row(4, [("A", "乙"), ("B", "4")]),
            merged:
                #"<mergeCells><mergeCell ref="A1:A3"/><mergeCell ref="D1:E2"/><mergeCell ref="B4:C4"/></mergeCells>"#
        )
        #expect(
            try Scratch().reader(workbook.bytes).all() == [
                TableRow(line: 1, cells: ["甲", "1", "", "宽"]), TableRow(line: 2, cells: ["甲", "2", "", "宽"]),
                TableRow(line: 4, cells: ["乙", "4"]),
            ]
        )
    }
}
