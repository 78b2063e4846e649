import Ledger
import Tables
import Testing

@Suite("Reading CSV")
struct CSVReadingTests {
    @Test(
        "gives the fields that were meant",
        arguments: [
            ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]), ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
            ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]), ("\u{FEFF}a,b\n", [["a", "b"]]),
            ("a,,\n", [["a", "", ""]]), (#""a,b","c""d""#, [["a,b", #"c"d"#]]),
            ("\"a\r\nb\",c\n", [["a\r\nb", "c"]]), (#"a"b",c"#, [[#"a"b""#, "c"]]),
            (#""a"b,c"#, [["ab", "c"]]), (#" "a",b"#, [[#" "a""#, "b"]]), (#""",a"#, [["", "a"]]),
            ("'=1+1,'a,'\n", [["=1+1", "'a", "'"]]), ("", []), ("\n \n,,\n", []),
        ]
    )
    func gives(text: String, rows: [[String]]) throws {
        #expect(try Scratch().rows(text, delimiter: .comma).map(\.cells) == rows)
    }

    @Test func namesTheLineOnWhichARowBegins() throws {
        let rows = try Scratch().rows("a,b\n\n\"1\r\n2\r3\n4\",x\r\nlast,y\n")
        #expect(rows.map(\.line) == [1, 3, 7])
    }

    @Test(
        "guesses the delimiter",
        arguments: [
            ("a,b;c\n1,2\n", Delimiter.comma), ("a;b\n1,5;2,5\n", .semicolon), ("a\tb\n1, x\t2\n", .tab),
            ("标题;\na,b,c\n1,2,3\n", .comma), ("\"a;b;c\",d\n\"e\nf;\",g\n", .comma), ("a\n", .comma),
            ("a;b", .semicolon),
        ]
    )
    func guesses(text: String, delimiter: Delimiter) throws {
        #expect(try Scratch().reader(Array(text.utf8)).kind == .csv(.utf8, delimiter))
    }

    @Test func takesADelimiterThatIsGiven() throws {
        #expect(
            try Scratch().rows("a,b;c\nd,e;f\n", delimiter: .semicolon).map(\.cells) == [
                ["a,b", "c"], ["d,e", "f"],
            ]
        )
    }

    @Test func holdsItsLimitsToTheByte() throws {
        var limits = TableLimits()
        (limits.cellBytes, limits.columns) = (6, 3)
        let scratch = try Scratch()
        #expect(try scratch.rows("a\n台账,b,c\n", limits: limits).count == 2)
        #expect(throws: TableError.cellTooLong(line: 2, column: 1, limit: 6)) {
            try scratch.rows("a\nb,台账x\n", limits: limits)
        }
        #expect(throws: TableError.tooManyColumns(line: 3, limit: 3)) {
            try scratch.rows("a\nb\nc,d,e,\n", limits: limits)
        }
    }

    @Test func namesWhereQuotesWithoutAnEndBegin() throws {
        #expect(throws: TableError.unclosedQuote(line: 2)) { try Scratch().rows("a\nb,\"c\nd\ne\n") }
    }

    @Test func refusesWhatIsNoText() throws {
        #expect(throws: TableError.notText(line: 2)) { try Scratch().rows("a\nb\0\n") }
    }

    @Test func givesTheRowsBeforeAnErrorAndThenTheErrorAgainAndAgain() throws {
        let reader = try Scratch().reader(Array("a\nb\nc\0\n".utf8))
        #expect(try reader.next()?.cells == ["a"])
        #expect(try reader.next()?.cells == ["b"])
        for _ in 0..<2 { #expect(throws: TableError.notText(line: 3)) { try reader.next() } }
    }

    @Test func ofManyRowsNeedsAPieceAtATime() throws {
        // Longer than a piece of the file, with a character across each border that 3 and 65,536 can have.
        let count = 60_000
        let text = (1...count).map { "\($0),台账\"x\n" }.joined()
        let rows = try Scratch().rows(text)
        #expect(rows.count == count)
        #expect(rows.enumerated().allSatisfy { $1 == TableRow(line: $0 + 1, cells: ["\($0 + 1)", "台账\"x"]) })
    }

    @Test func saysWhichFileIsMissing() throws {
        let path = try Scratch().path("none.csv")
        #expect(throws: TableError.file(FileError(path, code: 2))) { try TableReader(path) }
    }

    @Test func neverCrashesOnAnything() throws {
        var generator = SeededSource(seed: 4180)
        let scratch = try Scratch()
        for _ in 0..<400 {
            let bytes = generator.bytes()
            for encoding in [nil] + TextEncoding.allCases.map(Optional.some) {
                do { _ = try scratch.reader(bytes, encoding: encoding).all() } catch is TableError {}
            }
        }
    }
}
