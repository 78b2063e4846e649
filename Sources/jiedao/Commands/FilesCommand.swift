import ArgumentParser
import Blobs
import Ledger
import Storage

struct FilesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "files",
        abstract: "Care for the files that entries name: check them, copy them, bring them back.",
        subcommands: [FilesVerify.self, FilesCopy.self, FilesRestore.self, FilesSweep.self]
    )
}

struct FilesVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract:
            "Read every file that entries name, in the store or in a copy, and compare it with its hash.",
        discussion: """
            Example:
              jiedao files verify --data data/pingshan
              jiedao files verify /backup/files --data data/pingshan
            """
    )

    @Argument(help: ArgumentHelp("A folder with a copy; leave it out to check the store.", valueName: "DIR"))
    var copies: FileCopies?

    @Option(help: "text or json")
    var format = OutputFormat.text

    @OptionGroup var store: StoreOptions

    func run() async throws {
        let options = store
        let store = try await options.openStore()
        let files = try await options.openFiles(of: store)
        let blobs = try await copies?.existing() ?? files.blobs
        let survey = try await BlobTransfer(namedIn: store.database, progress: Output.progress("reading"))
            .verify(blobs)
        try await files.close()
        try await store.close()
        switch format {
        case .json:
            Output.json([
                "bytes": .integer(survey.namedBytes), "files": .integer(survey.named),
                "ok": .bool(survey.faultCount == 0), "problem_count": .integer(survey.faultCount),
                "problems": .array(survey.faults.map(\.json)),
            ])
            if survey.faultCount > 0 { throw AnswerIsNo() }
        case .text:
            try survey.answer(
                copies == nil
                    ? "\"jiedao files restore DIR\" brings them from a copy."
                    : "\"jiedao files copy DIR --verify\" copies them anew."
            )
            Output.lines(
                "All files that entries name are there and whole: \(survey.named), with \(Output.count(survey.namedBytes, "byte"))."
            )
        }
    }
}

extension BlobFault {
    fileprivate var json: JSON {
        .object([
            "entry": entry.map { .integer($0.rawValue) }, "problem": .string(cause.word),
            "sha256": .string(id.hash.description), "size": .integer(id.size), "text": .string(description),
        ])
    }
}

struct FilesCopy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy",
        abstract:
            "Copy the files that entries name into a folder; what is there already is not copied again.",
        discussion: """
            A file lies there as ab/cdef…, named by its SHA-256. It was compared with that when it was copied, so later only \
            its size is looked at, which is quick; a disk that loses what it holds is found by reading: from time to time use \
            --verify, or "files verify DIR". Nothing is ever removed from the folder: after a redaction begin a new one, and \
            remove the old.

            The server may run meanwhile. Cut off, it goes on where it was. "backup FILE --files DIR" does this too.

            Example:
              jiedao files copy /backup/files --data data/pingshan
            """
    )

    @Argument(help: ArgumentHelp("The folder; made where it is missing.", valueName: "DIR"))
    var copies: FileCopies

    @Flag(help: "Read what is there already, and copy anew what is not what its name says.")
    var verify = false

    @OptionGroup var store: StoreOptions

    func run() async throws {
        let options = store
        let store = try await options.openStore()
        let files = try await options.openFiles(of: store)
        let target = try await copies.made(for: files)
        let survey = try await FileCopying.out
            .run(store, from: files.blobs, to: target, trusting: verify ? .nothing : .size)
        try await files.close()
        try await store.close()
        try survey.answer(FileCopying.out.advice)
    }
}

struct FilesRestore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Bring files that entries name from a copy, where the store has them not or damaged.",
        discussion: """
            Every file is compared with its SHA-256: what comes, and what the store has. Cut off, it is run again.

            Example:
              jiedao files restore /backup/files --data data/restored
            """
    )

    @Argument(
        help: ArgumentHelp("A folder that \"files copy\" or \"backup --files\" has filled.", valueName: "DIR")
    )
    var copies: FileCopies

    @OptionGroup var store: StoreOptions

    func run() async throws {
        let options = store
        let store = try await options.openStore()
        let files = try await options.openFiles(of: store)
        let source = try await copies.existing()
        let survey = try await FileCopying.back
            .run(store, from: source, to: files.blobs, trusting: .nothing)
        try await files.close()
        try await store.close()
        try survey.answer(FileCopying.back.advice)
    }
}

struct FilesSweep: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep",
        abstract:
            "Remove files that no entry names and that are older than a day; a server does it every hour.",
        discussion: """
            Example:
              jiedao files sweep --data data/pingshan
            """
    )

    @OptionGroup var store: StoreOptions

    func run() async throws {
        let options = store
        let store = try await options.openStore()
        let files = try await options.openFiles(of: store)
        let swept = try await BlobSweeper(files.blobs, namedIn: store.database, clock: .system) { _ in }
            .sweep()
        Output.lines("Removed \(swept.words).")
        try await files.close()
        try await store.close()
    }
}
