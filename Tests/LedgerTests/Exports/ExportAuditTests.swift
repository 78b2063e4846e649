import Foundation
import Ledger
import TestSupport
import Testing

@Suite("Auditing an export")
struct ExportAuditTests {
    private let ledger = SampleLedger.year

    @Test func findsNothingInAGoodOne() throws {
        let auditor = try audit(ledger.export())
        #expect(auditor.problems == [])
        #expect(auditor.problemCount == 0)
        #expect(auditor.frontier == ledger.frontier)
        #expect(auditor.covered == 10)
        #expect(auditor.redacted == [4])
        #expect(auditor.withheld == 0)
        #expect(auditor.origins.map(\.genesis) == [.sample])
    }

    @Test func handsOverEveryLineInOrderWithItsEntry() throws {
        var lines: [ExportLine] = []
        var entries: [Int64] = []
        _ = try withFile(ledger.export()) { file in
            try ExportAudit.run(file) { line, entry in
                lines.append(line)
                if let entry { entries.append(entry.id.rawValue) }
            }
        }
        #expect(lines == ledger.lines())
        #expect(entries == [0, 1, 2, 3, 5, 6, 7, 8, 9])
    }

    @Test func acceptsLeavesThatAPublicExportWithholds() throws {
        var ledger = ledger
        for place in [2, 3, 6] as [Int64] { ledger.absent[place] = .withheld }
        let auditor = try audit(ledger.export(.public))
        #expect(auditor.problems == [])
        #expect(auditor.withheld == 3)
        #expect(auditor.redacted == [4])
        #expect(auditor.frontier == ledger.frontier)
    }

    @Test func withholdsNothingInAFullExport() throws {
        var ledger = ledger
        ledger.absent[2] = .withheld
        let failure = ExportAudit.Failure.line(8, "this line cannot stand here")
        #expect(throws: failure) { try audit(ledger.export()) }
    }

    @Test func namesEntriesThatAreMissingWithoutARedaction() throws {
        var ledger = ledger
        ledger.absent[2] = .redacted
        ledger.absent[8] = .redacted
        // Entry 8 is the redaction of entry 4, which is left without an explanation.
        #expect(
            try audit(ledger.export()).problems == [
                .missingContent(2), .missingContent(4), .missingContent(8),
            ]
        )
    }

    @Test func saysWhereItIsCutOffAfterAnyLine() throws {
        let lines = ledger.lines()
        for count in 0..<lines.count {
            let bytes = lines.prefix(count).flatMap(\.bytes)
            let failure: ExportAudit.Failure =
                count == 0
                ? .notAnExport
                : .line(count + 1, "the last line, \"end\", is missing; the file was cut off")
            #expect(throws: failure) { try audit(bytes) }
        }
    }

    @Test func saysWhereItIsCutOffInsideALine() throws {
        let bytes = ledger.export()
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<200 {
            let count = Int.random(in: 1..<bytes.count, using: &generator)
            guard bytes[count - 1] != 0x0A else { continue }
            let line = bytes[..<count].count { $0 == 0x0A } + 1
            #expect(throws: ExportAudit.Failure.reading(.unfinishedLine(line: line))) {
                try audit(Array(bytes[..<count]))
            }
        }
    }

    @Test func namesALineThatIsMissing() throws {
        let lines = ledger.lines()
        for (place, line) in lines.enumerated() {
            var rest = lines
            rest.remove(at: place)
            let auditor = try? audit(rest.flatMap(\.bytes))
            // Without one of its checkpoints a ledger is as good; only less of it may be covered.
            if case .checkpoint = line {
                #expect(auditor?.problems == [])
            } else {
                #expect(auditor?.problems != [])
            }
        }
    }

    @Test func namesTwoLinesThatChangedPlaces() throws {
        let lines = ledger.lines()
        for place in lines.indices.dropFirst() {
            if case .command = lines[place], case .command = lines[place - 1] { continue }
            var swapped = lines
            swapped.swapAt(place - 1, place)
            #expect((try? audit(swapped.flatMap(\.bytes)))?.problems != [])
        }
    }

    @Test func namesEntriesWhoseCatalogIsNotThere() throws {
        var lines = ledger.lines()
        lines[1] = .catalog("another catalog")
        #expect(try audit(lines.flatMap(\.bytes)).problems == [.catalog(0, .catalog)])
    }

    @Test(
        "refuses what is no export",
        arguments: [
            "", "\n", "end 0\n", "jiedao-export/2 full\nend 0\n", "{\"a\":1}\n",
            "jiedao-export/1 full \nend 0\n",
        ]
    )
    func refuses(text: String) {
        #expect(throws: ExportAudit.Failure.notAnExport) { try audit([UInt8](utf8: text)) }
    }

    @Test(
        "refuses lines that no export has, or not there",
        arguments: [
            (2, "\n"), (2, "end\n"), (2, "end 1\n"), (2, "end 9223372036854775807\n"),
            (2, "end 18446744073709551616\n"),
            (2, "jiedao-export/1 full\n"), (2, "null \u{0}\n"), (2, "entry [\n"), (3, "end 0\nend 0\n"),
            (3, "command 00000000-0000-4000-8000-100000000007 \(Hash.emptyTree) 0 9223372036854775807\n\n"),
        ]
    )
    func refuses(line: Int, text: String) {
        let bytes = [UInt8](utf8: "jiedao-export/1 full\n" + text)
        guard
            case .line(line, _)? = #expect(throws: ExportAudit.Failure.self, performing: { try audit(bytes) })
        else {
            Issue.record("It was refused for another reason.")
            return
        }
    }

    @Test func refusesACheckpointThatIsNotLargerThanTheOneBefore() throws {
        for order in [[0, 0], [1, 0]] {
            let lines = [ExportLine.header(.full)] + order.map { .checkpoint(ledger.checkpoints[$0]) }
            #expect(throws: ExportAudit.Failure.line(3, "checkpoints are not in order of their sizes")) {
                try audit(lines.flatMap(\.bytes))
            }
        }
    }

    private func audit(_ bytes: [UInt8]) throws -> LedgerAuditor {
        try withFile(bytes) { try ExportAudit.run($0) }
    }
}
