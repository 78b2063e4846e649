import Foundation
import Ledger
import TestSupport
import Testing

@Suite("Tampering with an export")
struct ExportTamperingTests {
    /// All that the ledger confirms: every line but the commands' digests, and the id of the command whose entry is
    /// redacted.
    ///
    /// They only let the same request, sent again, be known for the same.
    private struct Content: Equatable {
        var lines: [[UInt8]] = []

        mutating func add(_ line: ExportLine) {
            guard case .command(let record) = line else {
                lines.append(line.bytes)
                return
            }
            let plain = CommandRecord(
                id: record.first.rawValue == 4 ? .numbered(0) : record.id,
                digest: .emptyTree,
                first: record.first,
                count: record.count
            )
            lines.append(ExportLine.command(plain).bytes)
        }
    }

    @Test("of any byte is named, refused or harmless", arguments: [ExportLine.Scope.full, .public])
    func isNoticed(scope: ExportLine.Scope) throws {
        var ledger = SampleLedger.year
        if scope == .public { ledger.absent[6] = .withheld }
        let bytes = ledger.export(scope)
        let original = try content(of: bytes)
        #expect(original.problems == [])
        var generator = SeededGenerator(seed: 6)
        var (refused, named, harmless) = (0, 0, 0)
        for _ in 0..<600 {
            var changed = bytes
            let place = Int.random(in: bytes.indices, using: &generator)
            changed[place] =
                Bool.random(using: &generator)
                ? bytes[place] ^ (1 << UInt8.random(in: 0..<8, using: &generator))
                : .random(in: 0...255, using: &generator)
            guard let found = try? content(of: changed) else {
                refused += 1
                continue
            }
            if found.problems.isEmpty {
                #expect(found.content == original.content, "byte \(place) as \(changed[place])")
                harmless += 1
            } else {
                named += 1
            }
        }
        #expect(refused > 40 && named > 200 && harmless < 100)
    }

    @Test func byExchangingSaltsOrEntriesIsNamed() throws {
        let ledger = SampleLedger.year
        for other in [3, 5, 9] {
            var lines = ledger.lines()
            let (first, second) = (ledger.contents[2], ledger.contents[other])
            lines[1 + 1 + 3 + 2] = .entry(EntryRecord.Content(salt: second.salt, bytes: first.bytes))
            #expect(try problems(lines) == [.checkpointRoot(3), .checkpointRoot(7), .checkpointRoot(10)])
            lines[1 + 1 + 3 + 2] = .entry(second)
            #expect(
                try problems(lines).prefix(2) == [
                    .sequence(at: 2, found: Int64(other)),
                    .checkpointRoot(3),
                ]
            )
        }
    }

    private func problems(_ lines: [ExportLine]) throws -> [LedgerAuditor.Problem] {
        try content(of: lines.flatMap(\.bytes)).problems
    }

    private func content(of bytes: [UInt8]) throws -> (problems: [LedgerAuditor.Problem], content: Content) {
        var content = Content()
        let auditor = try withFile(bytes) { try ExportAudit.run($0) { line, _ in content.add(line) } }
        return (auditor.problems, content)
    }
}
