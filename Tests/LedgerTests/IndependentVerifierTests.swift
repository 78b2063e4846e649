import Foundation
import Ledger
import TestSupport
import Testing

/// What another program, written from the document in another language, says of the files that this one writes.
@Suite(
    "The independent verifier",
    .enabled(
        if: IndependentVerifier.isInstalled,
        "It needs /usr/bin/python3 with the nacl package (Debian: python3-nacl)."
    )
)
struct IndependentVerifierTests {
    private let ledger = SampleLedger.year

    @Test func acceptsAFullExportAndCountsTheSame() throws {
        let verdict = try verify(
            "export",
            ledger.export(),
            ["--sum", "announcement.posted", "--year", "2018"]
        )
        #expect(verdict.status == 0)
        #expect(verdict.summary.ok)
        #expect(verdict.summary.problems == [])
        #expect(verdict.summary.entries == 10)
        #expect(verdict.summary.covered == 10)
        #expect(verdict.summary.root == ledger.frontier.root.description)
        // The sample, its reversal, and what was posted in February, March, May and June; April was redacted.
        let sum: Int64 = [1, -1, 2, 3, 5, 6].reduce(0, +)
        #expect(verdict.summary.sum == sum)
        #expect(verdict.summary.facts == 7)
    }

    @Test func acceptsAPublicExportARestoredLedgerAndTheWorkedExample() throws {
        var shown = ledger
        shown.absent[6] = .withheld
        #expect(try verify("export", shown.export(.public)).status == 0)
        #expect(try verify("export", SampleLedger.example.export()).status == 0)
        var restored = ledger
        restored.begin(
            Genesis(
                origin: SigningKey.restored.name,
                subdistrict: "440310001",
                zone: .shanghai,
                logKey: SigningKey.restored.verifier,
                drawKey: Array(repeating: 8, count: 32),
                previous: ledger.checkpoints[2]
            )
        )
        restored.sign(with: .restored)
        let verdict = try verify("export", restored.export())
        #expect(verdict.summary.problems == [])
        #expect(verdict.summary.covered == 11)
    }

    @Test func saysNoWhereHistoryWasRewritten() throws {
        var other = SampleLedger()
        other.begin()
        for _ in 0..<4 { other.append(Entry.Kind("a.b")) }
        other.sign()
        try withFilePath([UInt8](utf8: ledger.checkpoints[0].note.description)) {
            (checkpoint: String) throws in
            #expect(try verify("export", ledger.export(), ["--against", checkpoint]).status == 0)
            #expect(try verify("export", other.export()).status == 0)
            let key = ["--key", SigningKey.log.verifier.description]
            for options in [["--against", checkpoint], ["--against", checkpoint] + key] {
                #expect(try verify("export", other.export(), options).status == 1)
            }
            let impostor = ["--key", SigningKey.impostor.verifier.description]
            #expect(try verify("export", ledger.export(), ["--against", checkpoint] + impostor).status == 1)
        }
    }

    @Test func agreesWithTheAuditorOnTamperedExports() throws {
        let bytes = ledger.export()
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<12 {
            var changed = bytes
            let place = Int.random(in: 21..<bytes.count, using: &generator)
            changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            let problems = try? withFile(changed) { try ExportAudit.run($0).problems }
            #expect(try verify("export", changed).status == (problems == [] ? 0 : 1), "byte \(place)")
        }
    }

    @Test func refusesEveryEntryThatTheProgramRefuses() throws {
        let changes =
            EntryReadingTests.ofMembers + EntryReadingTests.ofFacts + EntryReadingTests.ofSealedFields
        let marks = String(repeating: "\u{301}", count: 31)
        let golden = EntryBytesTests.golden
        let entries = [golden] + changes.map(\.changed) + [golden.replacing("坪山围", with: "坪" + marks)]
        let accepted = try IndependentVerifier.accepted(entries)
        #expect(accepted == [golden])
        for entry in entries.dropFirst() {
            #expect(throws: EntryError.self) { try Entry(bytes: [UInt8](utf8: entry)) }
        }
    }

    @Test func acceptsAReceiptAndNoneThatIsAltered() throws {
        let receipt = try ledger.receipt(for: 1)
        let key = ["--key", SigningKey.log.verifier.description]
        #expect(try verify("receipt", receipt.json).status == 0)
        #expect(try verify("receipt", receipt.json + [0x0A], key).status == 0)
        let impostor = ["--key", SigningKey.impostor.verifier.description]
        #expect(try verify("receipt", receipt.json, impostor).status == 1)
        let altered = [
            receipt.with(entry: receipt.content.bytes.replacing("\"copies\":12", with: "\"copies\":13")),
            receipt.with(salt: .numbered(9)),
            receipt.with(proof: receipt.proof.with(path: receipt.proof.path.dropLast())),
            receipt.with(proof: InclusionProof(index: 2, size: 10, path: receipt.proof.path)),
            receipt.with(checkpoint: try Checkpoint(signing: ledger.frontier, with: .impostor)),
        ]
        for receipt in altered { #expect(try verify("receipt", receipt.json).status == 1) }
    }

    @Test func saysWhereItIsUsedWronglyOrGivenAnotherFile() throws {
        #expect(try verify("export", ledger.receipt(for: 1).json).status == 2)
        #expect(try verify("receipt", ledger.export()).status == 2)
        #expect(try verify("export", ledger.export(), ["--sum", "a.b"]).status == 2)
        #expect(try IndependentVerifier.run(["export", "/no/such/file"]).status == 2)
    }

    private func verify(
        _ what: String,
        _ bytes: [UInt8],
        _ options: [String] = []
    ) throws -> (status: Int32, summary: IndependentVerifier.Summary) {
        try withFilePath(bytes) { try IndependentVerifier.run([what, $0] + options) }
    }
}

enum IndependentVerifier {
    struct Summary: Decodable {
        var ok = false
        var entries: Int64 = 0
        var covered: Int64 = 0
        var root = ""
        var facts = 0
        var problems: [String] = []
        var sum: Int64?
    }

    static let isInstalled = (try? python(["-c", "import nacl"]).status) == 0

    /// The exit status, and the summary where one was printed.
    static func run(_ arguments: [String]) throws -> (status: Int32, summary: Summary) {
        let script = Repository.file("Tests/Process/ledger_verifier.py").path()
        let (status, output) = try python([script] + arguments)
        return (status, status == 2 ? Summary() : try JSONDecoder().decode(Summary.self, from: output))
    }

    /// Those of the entries, a line each, that it reads.
    static func accepted(_ entries: [String]) throws -> [String] {
        let program = """
            import sys
            sys.path.insert(0, sys.argv[1])
            from ledger_verifier import read_entry
            for line in open(sys.argv[2], "rb"):
                try: read_entry(line[:-1])
                except Exception: continue
                sys.stdout.buffer.write(line)
            """
        let folder = Repository.file("Tests/Process").path()
        let lines = [UInt8](utf8: entries.joined(separator: "\n") + "\n")
        let output = try withFilePath(lines) { try python(["-Bc", program, folder, $0]).output }
        return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private static func python(_ arguments: [String]) throws -> (status: Int32, output: Data) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, data)
    }
}
