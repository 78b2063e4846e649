import Catalog
import Testing

@Suite("Numbers of papers")
struct PaperNumberTests {
    @Test(
        "are written as their pattern says",
        arguments: [
            ("坪街交办〔{year}〕{number}号", "坪街交办〔2018〕12号"), ("{series}-{year}-{number}", "交办-2018-12"),
            ("第{number}号（{year}）", "第12号（2018）"), ("{year}年{series}{number}", "2018年交办12"),
        ]
    )
    func areWritten(pattern: String, expected: String) throws {
        let number = try #require(PaperNumber(series: "交办", year: 2018, number: 12))
        #expect(try PaperNumberPattern(pattern)(number) == expected)
    }

    @Test(
        "need a pattern that tells them apart",
        arguments: [
            ("坪街〔{year}〕号", PaperNumberError.missing("number", pattern: "坪街〔{year}〕号")),
            ("{number}号", .missing("year", pattern: "{number}号")),
            ("", .missing("year", pattern: "")),
            ("{year}{number}", .runTogether(pattern: "{year}{number}")),
            ("{year}0{number}", .runTogether(pattern: "{year}0{number}")),
            ("{number}-{number}-{year}", .repeated("number", pattern: "{number}-{number}-{year}")),
            ("{year}-{count}", .unknown("count", pattern: "{year}-{count}")),
            ("{year-{number}", .unknown("year-{number", pattern: "{year-{number}")),
            ("{year}-{number", .brace(pattern: "{year}-{number")),
            ("{year}}-{number}", .brace(pattern: "{year}}-{number}")),
        ]
    )
    func needAPattern(text: String, error: PaperNumberError) {
        #expect(throws: error) { try PaperNumberPattern(text) }
    }

    @Test func haveASeriesAYearAndAPlace() {
        #expect(PaperNumber(series: "", year: 2018, number: 1) == nil)
        #expect(PaperNumber(series: "交办", year: 18, number: 1) == nil)
        #expect(PaperNumber(series: "交办", year: 2018, number: 0) == nil)
        #expect(PaperNumber(series: "交办", year: 2018, number: 1) != nil)
    }
}
