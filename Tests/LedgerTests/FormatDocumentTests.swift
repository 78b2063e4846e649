import Foundation
import Ledger
import Testing

@Suite("The format's document")
struct FormatDocumentTests {
    private let ledger = SampleLedger.example

    @Test func showsTheBytesThatTheCodeWrites() throws {
        let document = try String(contentsOf: Repository.file("Docs/ledger-format.md"), encoding: .utf8)
        let entry = ledger.contents[1].bytes
        let parts = [
            "    \(SigningKey.log.verifier)\n    \(SigningKey.log.secretText)\n",
            "Entry 1, \(entry.count) bytes:\n\n```json\n\(entry.text)\n```\n",
            "| leaf data 0 | `\(ledger.contents[0].leaf.data)` |\n",
            "| leaf hash 0 | `\(ledger.contents[0].leaf.hash)` |\n",
            "| leaf data 1 | `\(ledger.contents[1].leaf.data)` |\n",
            "| leaf hash 1 | `\(ledger.contents[1].leaf.hash)` |\n",
            "| root of 2 | `\(ledger.frontier.root)` |\n",
            "```text\n\(ledger.checkpoints[0].note)```\n",
            "```json\n\(try ledger.receipt(for: 1).json.text)\n```\n",
            "```text\n\(ledger.export().text)```\n",
        ]
        for part in parts { #expect(document.contains(part), "The document does not show:\n\(part)") }
    }

    @Test func namesEveryLimitThatTheCodeHas() throws {
        let document = try String(contentsOf: Repository.file("Docs/ledger-format.md"), encoding: .utf8)
        let limits = [
            (Limit.entryBytes, "32 768 bytes"), (Limit.facts, "0 to 100 facts"),
            (Limit.depth, "16 is the deepest allowed"), (Limit.receiptBytes, "524 288 bytes"),
            (Limit.lineBytes, "4 194 304 bytes"), (Salt.byteCount, "*salt* of 32 random bytes"),
            (Limit.marks, "at most 30 code points"), (Limit.catalogBytes, "at most 3 145 722 bytes"),
            (Int(Limit.instant.rawValue), "from 0 to 253402300799999"),
        ]
        for (limit, text) in limits {
            #expect(text.replacing(" ", with: "").contains("\(limit)"))
            #expect(document.contains(text), "The document does not say \"\(text)\".")
        }
        #expect(document.contains("`\(Receipt.format)`"))
        #expect(document.contains("`\(ExportLine.format) full` or `\(ExportLine.format) public`"))
    }
}

enum Repository {
    /// A file of this repository by its path.
    static func file(_ path: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: path)
    }
}
