import Tables
import Testing

@Suite("What is wrong with a table")
struct TableErrorTests {
    @Test(
        "is said with the place and what to do",
        arguments: [
            (
                TableError.undecodable(line: 7, place: 120, byte: 0xFF, encoding: .gb18030),
                "Line 7: byte 120 of the file, 0xFF, is no text in GB 18030. Save the file as UTF-8, or name its encoding."
            ),
            (
                .header(line: 3, missing: ["问题", "时限"], doubled: [.init(name: "来源", letters: ["B", "AA"])]),
                "The header is on line 3. It lacks: 问题, 时限. 来源 stands in the columns B, AA."
            ),
            (
                .cellTooLong(line: 2, column: 27, limit: 65_536),
                "Line 2, column AB: the cell is longer than 65536. Shorten it, or look for quotes without an end before it."
            ),
            (
                .noSuchSheet(.named("三"), sheets: ["一", "二"]),
                #"The workbook has no sheet "三". It has: 一, 二."#
            ),
        ]
    )
    func isSaid(error: TableError, text: String) { #expect(error.description == text) }
}
