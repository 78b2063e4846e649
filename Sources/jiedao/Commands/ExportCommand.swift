import ArgumentParser
import Blobs
import Foundation
import Ledger
import Storage

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a file that others can read and check.",
        subcommands: [ExportLedgerCommand.self, ExportMattersCommand.self]
    )
}

struct ExportLedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract:
            "Write the whole ledger, or with --public what everybody may see and the leaves of the rest.",
        discussion: """
            Example:
              jiedao export ledger public.export --public --data data/pingshan
            """
    )

    @Argument(help: ArgumentHelp("The new file; left out, the export goes to the output.", valueName: "FILE"))
    var file: String?

    @Flag(name: .customLong("public"), help: "Show the entries of public kinds only.")
    var isPublic = false

    @OptionGroup var store: StoreOptions

    func run() async throws {
        let options = store
        let store = try await options.openStore()
        try await options.sign(store)
        try await ExportFile.write(store, scope: isPublic ? .public : .full, to: file)
        try await store.close()
    }
}

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract:
            "Write a backup: a full export, which \"verify ledger\" checks and \"restore\" brings back.",
        discussion: """
            The server may run meanwhile. The keys are not in it; keep them elsewhere. Files that entries name are not in \
            it either: with --files they are copied into a folder beside it, the same folder for all backups, where what \
            is there already is not copied again (see "jiedao help files copy").

            Example:
              jiedao backup /backup/2018-12-31.export --files /backup/files --data data/pingshan
            """
    )

    @Argument(help: ArgumentHelp("The new file.", valueName: "FILE"))
    var file: String

    @Option(help: ArgumentHelp("The folder for copies of the files that entries name.", valueName: "DIR"))
    var files: FileCopies?

    @OptionGroup var store: StoreOptions

    func run() async throws {
        let options = store
        let store = try await options.openStore()
        let own = try await options.openFiles(of: store)
        // First, so that a folder that cannot be had is known before the ledger is written.
        let copies = try await files?.made(for: own)
        try await options.sign(store)
        try await ExportFile.write(store, scope: .full, to: file)
        let survey: BlobSurvey?
        if let copies {
            survey = try await FileCopying.out.run(store, from: own.blobs, to: copies, trusting: .size)
        } else {
            survey = nil
            let named = try await store.read { try BlobReferences.count($0) }
            if named > 0 {
                Output.lines(
                    "Not in it: \(Output.count(named, "file")) that entries name. Copy them with --files DIR, or with \"jiedao files copy DIR\"."
                )
            }
        }
        try await own.close()
        try await store.close()
        try survey?.answer(FileCopying.out.advice)
    }
}

enum ExportFile {
    static func write(_ store: Store, scope: ExportLine.Scope, to path: String?) async throws {
        guard let path else {
            _ = try await Export.run(store, scope: scope) { line in
                do { try FileHandle.standardOutput.write(contentsOf: Data(line.bytes)) } catch {
                    throw FileError("the output", error)
                }
            }
            return
        }
        let file = try NewFile(path)
        do {
            let summary = try await Export.run(store, scope: scope, progress: Output.progress("writing")) {
                line in
                try file.write(line.bytes)
            }
            try file.finish { written in
                let auditor = try ExportAudit.run(written)
                guard auditor.problems.isEmpty else { throw DamagedLedger(auditor) }
            }
            Output.lines(
                "Wrote \(summary.entries) entries to \(path), \(summary.covered) of them under a signed checkpoint."
            )
        } catch {
            file.discard()
            throw error
        }
    }
}

/// The store is damaged, so what was exported from it would not verify.
struct DamagedLedger: Error, CustomStringConvertible {
    let description: String

    init(_ auditor: LedgerAuditor) {
        let shown = auditor.problems.prefix(10).map { "  \($0)" }.joined(separator: "\n")
        description =
            "The ledger is damaged, so nothing was written. \(Output.count(auditor.problemCount, "problem")):\n\(shown)\n\"jiedao verify ledger\" names the entries; keep your earlier backups."
    }
}
