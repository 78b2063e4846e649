import Foundation
import Ledger
import Testing

@Suite("A hostile export")
struct HostileExportTests {
    private let start = [UInt8](utf8: "jiedao-export/1 full\n")
    private let salt = Hex.encode(Salt.numbered(1).bytes)

    @Test func withAHugeLineIsRefusedWithoutReadingItAll() {
        let bytes = start + [UInt8](repeating: 0x61, count: Limit.lineBytes + 400_000)
        #expect(throws: ExportAudit.Failure.reading(.lineTooLong(line: 2))) { try audit(bytes) }
    }

    @Test func withoutAnyLineIsRefused() {
        let bytes = [UInt8](repeating: 0, count: Limit.lineBytes + 400_000)
        #expect(throws: ExportAudit.Failure.reading(.lineTooLong(line: 1))) { try audit(bytes) }
    }

    @Test(
        "has its unreadable entries named",
        arguments: [
            [0xFF, 0xFE], [UInt8](repeating: 0x5B, count: 30_000), [UInt8](utf8: "{\"actor\":\"\u{FFFF}"),
            [UInt8](repeating: 0x61, count: 40_000), [0], [UInt8](utf8: "{\"a\":1e400}"),
        ] as [[UInt8]]
    )
    func hasThemNamed(entry: [UInt8]) throws {
        let bytes = start + [UInt8](utf8: "entry \(salt) ") + entry + [UInt8](utf8: "\nend 1\n")
        let problems = try audit(bytes).problems
        guard case .unreadable(0, let error)? = problems.first else {
            Issue.record("It was not named: \(problems).")
            return
        }
        #expect(error == #expect(throws: EntryError.self) { try Entry(bytes: entry) })
    }

    @Test func withCommandsOfAbsurdSizesHasThemNamed() throws {
        var ledger = SampleLedger.year
        let good = ledger.commands
        let absurd = [
            (0, Int.max), (Int64.max, 1), (Int64.max, Int.max), (9, 2), (10, 1), (0, 11), (0, 10), (1, 1),
        ]
        for (first, count) in absurd {
            ledger.commands = good
            ledger.commands[0] = CommandRecord(
                id: good[0].id,
                digest: good[0].digest,
                first: Entry.ID(rawValue: first),
                count: count
            )
            #expect(try audit(ledger.export()).problems == [.commands])
        }
    }

    @Test func withForgedCommandsHasThemNamed() throws {
        var ledger = SampleLedger.year
        let good = ledger.commands
        ledger.commands = good + [good[2]]
        #expect(try audit(ledger.export()).problems == [.commands])
        ledger.commands = []
        #expect(try audit(ledger.export()).problems == [.commands])
        ledger.commands = good.reversed()
        #expect(try audit(ledger.export()).problems == [])
        ledger.commands[3] = CommandRecord(
            id: .numbered(99),
            digest: good[3].digest,
            first: ledger.commands[3].first,
            count: 1
        )
        #expect(try audit(ledger.export()).problems == [.commands])
    }

    @Test func ofOneCommandWithSeveralEntriesIsGood() throws {
        var ledger = SampleLedger()
        ledger.begin()
        for place in 1..<4 as Range<Int64> {
            ledger.append(
                bytes: try Entry.sample.with(id: place, facts: []).bytes(),
                command: Entry.sample.command
            )
        }
        let digest = ledger.commands[1].digest
        let first = Entry.ID(rawValue: 1)
        ledger.commands[1...3] = [
            CommandRecord(id: Entry.sample.command, digest: digest, first: first, count: 3)
        ]
        #expect(try audit(ledger.export()).problems == [])
        ledger.commands[1] = CommandRecord(id: Entry.sample.command, digest: digest, first: first, count: 2)
        #expect(try audit(ledger.export()).problems == [.commands])
    }

    @Test func hasAllItsProblemsCountedAndTheFirstOnesNamed() throws {
        let line = [UInt8](utf8: "redacted \(Hash.emptyTree)\n")
        let count = LedgerAuditor.problemLimit + 5
        let bytes = start + (0..<count).flatMap { _ in line } + [UInt8](utf8: "end \(count)\n")
        let auditor = try audit(bytes)
        // Beside the missing entries: no genesis, and no commands.
        #expect(auditor.problemCount == count + 2)
        #expect(auditor.problems.count == LedgerAuditor.problemLimit)
    }

    @Test func thatIsEmptyHasNoGenesis() throws {
        #expect(try audit(start + [UInt8](utf8: "end 0\n")).problems == [.noGenesis("there is no entry")])
    }

    private func audit(_ bytes: [UInt8]) throws -> LedgerAuditor {
        try withFile(bytes) { try ExportAudit.run($0) }
    }
}
