import Tables
import Testing

@Suite("The header of a table")
struct HeaderTests {
    private static let columns = [
        TableColumn("问题"), TableColumn("责任单位(主办)", otherNames: ["责任单位"]),
        TableColumn("备注", isRequired: false),
    ]

    private func header(_ text: String) throws -> (TableHeader, TableReader) {
        let reader = try Scratch().reader(Array(text.utf8))
        return (try reader.header(Self.columns), reader)
    }

    @Test func isFoundBelowTitles() throws {
        let (header, reader) = try header("整改台账,,\n填表单位：问题,,\n序号,问题,责任单位\n1,噪声,环保办\n2,污水,\n")
        #expect(header.line == 3)
        #expect(header.names == ["序号", "问题", "责任单位"])
        #expect(header.unknown == ["序号"])
        let row = try #require(try reader.next())
        #expect(row.line == 4)
        #expect(header.cell("问题", of: row) == "噪声")
        #expect(header.cell("责任单位(主办)", of: row) == "环保办")
        #expect(header.cell("备注", of: row) == nil)
        #expect(try reader.next()?.line == 5)
        #expect(try reader.next() == nil)
    }

    @Test(
        "is the same with blanks, in full width, over two lines, or marked as needed",
        arguments: ["责任单位（主办）", " 责 任　单位 (主办)", "\"责任\n单位\r\n（主办）\"", "*责任单位", "责任单位＊"]
    )
    func isTheSame(name: String) throws {
        #expect(try header("\(name),问题\na,b\n").0.unknown == [])
    }

    @Test func namesWhatIsMissingAndWhatStandsTwice() throws {
        #expect(
            throws: TableError.header(
                line: 2,
                missing: ["责任单位(主办)"],
                doubled: [.init(name: "问题", letters: ["B", "D"])]
            )
        ) { try header("台账\n序号,问题,来源,问 题,备注\n") }
    }

    @Test func isNotBelowTheTenthRow() throws {
        let titles = { (count: Int) in String(repeating: "题\n", count: count) + "问题,责任单位\n" }
        #expect(try header(titles(9)).0.line == 10)
        #expect(throws: TableError.noHeader(names: Self.columns.map(\.name))) { try header(titles(10)) }
        #expect(throws: TableError.noHeader(names: Self.columns.map(\.name))) { try header("") }
    }

    @Test func ofARowThatIsTooShortGivesNothing() throws {
        let (header, reader) = try header("问题,备注,责任单位\n噪声\n")
        let row = try #require(try reader.next())
        #expect(header.cell("备注", of: row) == "")
    }
}
