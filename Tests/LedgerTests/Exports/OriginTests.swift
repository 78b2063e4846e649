import Ledger
import Testing

@Suite("The origin of an export")
struct OriginTests {
    @Test func isThatOfTheLastGenesisInIt() throws {
        var ledger = SampleLedger.year
        #expect(try withFilePath(ledger.export()) { try ExportAudit.origin(of: $0) } == .sample)
        ledger.begin(GenesisTests.restored)
        #expect(try withFilePath(ledger.export()) { try ExportAudit.origin(of: $0) } == GenesisTests.restored)
    }

    @Test func isNotGuessedWhereThereIsNone() throws {
        var ledger = SampleLedger()
        ledger.append(Entry.Kind("a.b"))
        #expect(throws: ExportAudit.Failure.line(3, "the first entry is no genesis")) {
            try withFilePath(ledger.export()) { try ExportAudit.origin(of: $0) }
        }
        #expect(throws: ExportAudit.Failure.notAnExport) {
            try withFilePath([UInt8](utf8: "jiedao-export/1 full\nend 0\n")) {
                try ExportAudit.origin(of: $0)
            }
        }
        #expect(throws: ExportAudit.Failure.notAnExport) { try ExportAudit.origin(of: "/no/such/file") }
    }
}
