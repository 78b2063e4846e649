import ArgumentParser
import Foundation
import Ledger
import Storage

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check a ledger or a receipt.",
        subcommands: [VerifyLedgerCommand.self, VerifyReceiptCommand.self]
    )
}

struct VerifyLedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Check every entry, leaf, tile and checkpoint of an export, a backup or a store.",
        discussion: """
            Without --key the ledger is only compared with itself: whoever holds its signing key could have written \
            all of it anew. With --against an earlier checkpoint, rewriting is found; with --key, forging it too. The files \
            that entries name by their hash are compared by "jiedao files verify".

            Example:
              jiedao verify ledger ledger.export --against checkpoint.txt --key "$(cat verifier.txt)"
            """
    )

    @Argument(help: ArgumentHelp("An export or backup; leave it out to check a store.", valueName: "FILE"))
    var file: String?

    @Option(
        help: ArgumentHelp("A checkpoint from elsewhere, such as one kept by a witness.", valueName: "FILE")
    )
    var against: String?

    @Option(help: ArgumentHelp("The log's verifier key, as it was published.", valueName: "VKEY"))
    var key: String?

    @Option(help: "text or json")
    var format = OutputFormat.text

    @OptionGroup var store: StoreOptions

    func run() async throws {
        let key = try VerifierKey.argument(key)
        let comparison = try against.map { (checkpoint: try Checkpoint.file($0), key: key) }
        let auditor: LedgerAuditor
        if let file {
            guard store.data == nil, store.database == nil else {
                throw ValidationError("Give a file or a store, not both.")
            }
            do {
                auditor = try ExportAudit.run(
                    try FileHandle.reading(file),
                    against: comparison,
                    trusting: key
                )
            } catch let failure as ExportAudit.Failure {
                answer(no: "\(file): \(failure)")
                throw AnswerIsNo()
            }
        } else {
            let database = try await store.openDatabase(readOnly: true)
            _ = try await database.read { try Schema.jiedao.migrator.version($0) }
            auditor = try await StoreAudit.run(
                database,
                schema: .jiedao,
                against: comparison,
                trusting: key,
                progress: Output.progress("verifying")
            )
            try await database.close()
        }
        try report(auditor, key: key)
    }

    private func report(_ auditor: LedgerAuditor, key: VerifierKey?) throws {
        let origin = auditor.origins.last?.genesis
        let problems = auditor.problems.map(\.description)
        let count = auditor.problemCount
        let trust =
            key == nil
            ? "self-consistent only" : "verified with the given key up to entry \(auditor.trusted - 1)"
        switch format {
        case .json:
            Output.json([
                "covered": .integer(auditor.covered), "entries": .integer(auditor.frontier.size),
                "ok": .bool(count == 0), "origin": origin.map { .string($0.origin) },
                "problem_count": .integer(Int64(count)), "problems": .array(problems.map { .string($0) }),
                "redacted": .array(auditor.redacted.map { .integer($0) }),
                "root": .string(auditor.frontier.root.description), "trust": .string(trust),
                "withheld": .integer(Int64(auditor.withheld)),
            ])
        case .text:
            for problem in problems.prefix(100) { Output.lines(problem) }
            if count > 100 { Output.lines("… and \(Output.count(count - 100, "more problem"))") }
            Output.lines(
                count == 0
                    ? "The ledger holds: \(trust)."
                    : "The ledger does NOT hold: \(Output.count(count, "problem"))."
            )
            Output.lines("  origin   \(origin?.origin ?? "unknown")")
            Output.lines(
                "  entries  \(auditor.frontier.size), of which \(auditor.covered) under a signed checkpoint"
            )
            if auditor.withheld > 0 {
                Output.lines("  withheld \(auditor.withheld) (not public; their leaves are in the tree)")
            }
            if !auditor.redacted.isEmpty {
                Output.lines("  redacted \(auditor.redacted.map { String($0) }.joined(separator: ", "))")
            }
            Output.lines("  root     \(auditor.frontier.root)")
        }
        if count > 0 { throw AnswerIsNo() }
    }

    private func answer(no reason: String) {
        switch format {
        case .json: Output.json(["ok": false, "problem_count": 1, "problems": .array([.string(reason)])])
        case .text: Output.lines(reason)
        }
    }
}

struct VerifyReceiptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt",
        abstract: "Check that the entry in a receipt stands in the ledger, without asking the server.",
        discussion: """
            Example:
              jiedao verify receipt receipt-12.json --key "$(cat verifier.txt)"
            """
    )

    @Argument(help: ArgumentHelp("The receipt.", valueName: "FILE"))
    var file: String

    @Option(help: ArgumentHelp("The log's verifier key, as it was published.", valueName: "VKEY"))
    var key: String?

    @Option(help: "text or json")
    var format = OutputFormat.text

    func run() async throws {
        let key = try VerifierKey.argument(key)
        let bytes = try FileHandle.reading(file).read(upToCount: Limit.receiptBytes + 1) ?? Data()
        let trust = key == nil ? "self-consistent only" : "verified with the given key"
        do {
            let receipt = try Receipt(json: Array(bytes))
            let entry = try receipt.verify(trusting: key)
            switch format {
            case .json:
                Output.json([
                    "entry": .integer(entry.id.rawValue), "kind": .string(entry.kind.rawValue), "ok": true,
                    "origin": .string(receipt.checkpoint.origin), "size": .integer(receipt.checkpoint.size),
                    "time": .integer(entry.time.rawValue), "trust": .string(trust),
                ])
            case .text:
                Output.lines(
                    "The receipt holds: \(trust).",
                    "  entry   \(entry.id), \(entry.kind), written \(entry.time)",
                    "  ledger  \(receipt.checkpoint.origin), \(receipt.checkpoint.size) entries"
                )
            }
        } catch {
            switch format {
            case .json: Output.json(["ok": false, "problems": .array([.string(error.description)])])
            case .text: Output.lines("The receipt \(file) does NOT hold: \(error)")
            }
            throw AnswerIsNo()
        }
    }
}

extension VerifierKey {
    static func argument(_ text: String?) throws -> VerifierKey? {
        guard let text else { return nil }
        guard let key = VerifierKey(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw ValidationError("--key is \"\(text)\"; a verifier key reads name+8 digits+Base64.")
        }
        return key
    }
}

extension Checkpoint {
    static func file(_ path: String) throws -> Checkpoint {
        let data = try FileHandle.reading(path).read(upToCount: 1 << 17) ?? Data()
        do { return try Checkpoint(String(decoding: data, as: UTF8.self)) } catch {
            throw ValidationError("\(path) is no checkpoint: \(error)")
        }
    }
}
