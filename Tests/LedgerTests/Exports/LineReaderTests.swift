import Foundation
import Ledger
import Testing

@Suite("Reading lines")
struct LineReaderTests {
    @Test(
        "gives them without their ends",
        arguments: [
            ("", []), ("\n", [""]), ("a\n", ["a"]), ("a\n\nb\n", ["a", "", "b"]), ("a\r\n", ["a\r"]),
        ]
    )
    func gives(text: String, lines: [String]) throws {
        #expect(try read([UInt8](utf8: text)).map(\.text) == lines)
    }

    @Test func givesLinesOfEveryLengthAroundTheBuffer() throws {
        let lengths = [0, 1, 262_143, 262_144, 262_145, 524_287, 524_288, 3, Limit.lineBytes, 0, 5]
        let lines = lengths.map { [UInt8](repeating: 0x61, count: $0) }
        #expect(try read(lines.flatMap { $0 + [0x0A] }) == lines)
    }

    @Test func countsThem() throws {
        try withFile([UInt8](utf8: "a\nb\n")) { file in
            var reader = LineReader(file)
            #expect(reader.number == 0)
            _ = try reader.next()
            _ = try reader.next()
            #expect(reader.number == 2)
            #expect(try reader.next() == nil)
            #expect(reader.number == 2)
        }
    }

    @Test func saysWhereTheFileWasCutOff() throws {
        #expect(throws: LineReader.Failure.unfinishedLine(line: 3)) { try read([UInt8](utf8: "a\nb\nc")) }
    }

    @Test("refuses a line above the limit, whether or not it ends", arguments: [true, false])
    func refuses(ends: Bool) {
        let long = [UInt8](repeating: 0x61, count: Limit.lineBytes + 1)
        #expect(throws: LineReader.Failure.lineTooLong(line: 2)) {
            try read([UInt8](utf8: "a\n") + long + (ends ? [0x0A] : []))
        }
    }

    private func read(_ bytes: [UInt8]) throws -> [[UInt8]] {
        try withFile(bytes) { file in
            var reader = LineReader(file)
            var lines: [[UInt8]] = []
            while let line = try reader.next() { lines.append(line) }
            return lines
        }
    }
}
