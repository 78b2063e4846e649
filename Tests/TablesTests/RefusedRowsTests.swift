import Ledger
import Tables
import Testing

@Suite("A file of refused rows")
struct RefusedRowsTests {
    private static let columns = [TableColumn("问题"), TableColumn("原因")]
    private static let table = "台账\n序号,问题,原因\n1,噪声,施工\n2,\"污\n水\",\n3,=x,-1+1\n"

    @Test("can be mended and imported again", arguments: TableFormat.allCases)
    func isImportedAgain(format: TableFormat) throws {
        let scratch = try Scratch()
        let first = try refuse(try scratch.reader(Array(Self.table.utf8)), format, to: scratch.path("first"))
        let again = try TableReader(scratch.path("first"))
        let header = try again.header(Self.columns)
        // The table's own column of that name is the one that counts.
        #expect(header.names == ["序号", "问题", "原因"])
        #expect(header.unknown == ["序号"])
        let rows = try again.all()
        #expect(rows.map { header.cell("问题", of: $0) } == ["污\n水", "=x"])
        #expect(rows.map { header.cell("原因", of: $0) } == ["", "-1+1"])
        #expect(rows.map { $0[0] } == ["4", "6"])
        #expect(rows.map { $0[1] } == ["没有原因", "没有原因"])
        #expect(first == 2)

        // Refused once more, it has these columns once.
        _ = try refuse(try TableReader(scratch.path("first")), format, to: scratch.path("second"))
        let once = try TableReader(scratch.path("second"))
        #expect(try once.next()?.cells == ["行", "原因", "序号", "问题", "原因"])
        // In CSV the row before it takes two lines.
        let line = format == .csv ? "4" : "3"
        #expect(try once.next()?.cells == [line, "没有原因", "3", "=x", "-1+1"])
    }

    /// Refuses all rows but the first.
    private func refuse(_ reader: TableReader, _ format: TableFormat, to path: String) throws -> Int {
        let header = try reader.header(Self.columns)
        let refused = try RefusedRows(format, to: path, header, createdAt: Instant(rawValue: 0))
        for row in try reader.all().dropFirst() { try refused.append(row, reason: "没有原因") }
        try refused.finish()
        return refused.count
    }
}
