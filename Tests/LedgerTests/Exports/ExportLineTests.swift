import Ledger
import Testing

@Suite("A line of an export")
struct ExportLineTests {
    @Test func comesBackFromItsBytes() throws {
        for scope in [ExportLine.Scope.full, .public] {
            var ledger = SampleLedger.year
            ledger.absent[2] = .withheld
            for line in ledger.lines(scope) {
                let bytes = line.bytes
                #expect(bytes.last == 0x0A)
                #expect(ExportLine(Array(bytes.dropLast())) == line)
            }
        }
    }

    @Test func isWrittenSo() {
        let digest = String(repeating: "ab", count: 32)
        let record = CommandRecord(
            id: .numbered(7),
            digest: Hash(hex: digest)!,
            first: Entry.ID(rawValue: 3),
            count: 2
        )
        let lines: [(ExportLine, String)] = [
            (.header(.full), "jiedao-export/1 full\n"),
            (.header(.public), "jiedao-export/1 public\n"),
            (.catalog("甲\n"), "catalog 55SyCg==\n"),
            (.leaf(Leaf(data: Hash(hex: digest)!), .redacted), "redacted \(digest)\n"),
            (.leaf(Leaf(data: Hash(hex: digest)!), .withheld), "withheld \(digest)\n"),
            (.command(record), "command 00000000-0000-4000-8000-100000000007 \(digest) 3 2\n"),
            (.end(entries: 10), "end 10\n"),
        ]
        for (line, text) in lines { #expect(line.bytes.text == text) }
        let content = EntryRecord.Content(salt: .numbered(1), bytes: [UInt8](utf8: "{}"))
        #expect(ExportLine.entry(content).bytes.text == "entry \(Hex.encode(Salt.numbered(1).bytes)) {}\n")
    }

    @Test(
        "is nil in any other spelling",
        arguments: [
            "", "end", "end ", "end 07", "end +7", "end -1", "end 7 ", "end  7", "END 7",
            "end 9223372036854775808",
            "jiedao-export/1", "jiedao-export/1 Full", "jiedao-export/1 full ", "jiedao-export/2 full",
            "catalog", "catalog 55SyCg", "catalog /w==", "checkpoint", "checkpoint AAAA", "checkpoint YQo=",
            "entry", "entry ", "entry \(salt)", "entry \(salt) ", "entry \(salt){}",
            "entry \(salt.uppercased()) {}",
            "entry \(salt.dropLast()) {}", "entry \(salt)0 {}", "leaf \(salt)", "redacted \(salt.dropLast())",
            "redacted \(salt)00", "redacted \(salt) ", "withheld", "withheld \(salt.uppercased())",
            "command \(id) \(salt) 3", "command \(id) \(salt) 3 2 1", "command \(id) \(salt) -1 2",
            "command \(id) \(salt) 3 0", "command \(id) \(salt) 03 2", "command \(id) \(salt) 3 +2",
            "command \(id.uppercased()) \(salt) 3 2", "command \(id.dropLast()) \(salt) 3 2",
            "command \(id) \(salt.uppercased()) 3 2", "command \(id)  \(salt) 3 2",
        ]
    )
    func isNil(text: String) { #expect(ExportLine([UInt8](utf8: text)) == nil) }

    @Test func isNilWhereItIsNotUTF8() {
        #expect(ExportLine([UInt8](utf8: "end ") + [0xFF]) == nil)
        #expect(ExportLine([0xFF, 0x20, 0x31]) == nil)
    }

    private static let salt = String(repeating: "0a", count: 32)
    private static let id = "0191e3a0-5a7c-4d2e-8f10-2b3c4d5e6f7a"
}
