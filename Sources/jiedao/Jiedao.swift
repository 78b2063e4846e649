import ArgumentParser
import Foundation
import Ledger

/// The command line.
///
/// Exit status: 0 good, 1 the answer is no, 2 wrong use, 3 failed.
struct Jiedao: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jiedao",
        abstract:
            "The work platform of an urban subdistrict office: one ledger, from the report to the year's sum.",
        discussion: """
            Most commands need a store: --data DIR (SQLite) or --database ADDRESS (PostgreSQL).

            Example:
              jiedao demo --data data/demo
              jiedao serve --data data/demo --port 8080
            """,
        version: "jiedao \(Release.version)",
        subcommands: [
            InitCommand.self, DemoCommand.self, ServeCommand.self, AnnouncementCommand.self,
            FigureCommand.self, ReportCommand.self,
            ImportCommand.self, ExportCommand.self, VerifyCommand.self, RebuildCommand.self,
            BackupCommand.self,
            RestoreCommand.self, FilesCommand.self,
            CatalogCommand.self, UserCommand.self, TokenCommand.self,
            EraseCommand.self, RedactCommand.self, KeysCommand.self,
        ]
    )
}

enum Release {
    static let version = "0.1.0"
}

/// The answer to the question asked is no; it has been printed already.
struct AnswerIsNo: Error {}

@main
enum Main {
    static func main() async {
        do {
            var command = try Jiedao.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch is AnswerIsNo {
            exit(1)
        } catch {
            exit(status(telling: error))
        }
    }

    /// A message that may repeat what was typed: without what a terminal would obey, and without a database's password.
    private static func harmless(_ message: String) -> String {
        // A newline in a message is the program's own, unless it was typed.
        CommandLine.arguments.dropFirst().filter { $0.contains("\n") }
            .reduce(message) { $0.replacing($1, with: $1.shown()) }
            .replacing(#/(postgres(?:ql)?://)[^\s'"]*/#) { "\($0.output.1)…" }
            .shown(keepingLines: true)
    }

    /// Prints what there is to say and gives the exit status.
    private static func status(telling error: any Error) -> Int32 {
        let code = Jiedao.exitCode(for: error)
        let message = harmless(Jiedao.fullMessage(for: error))
        guard code != .success else {
            print(message)
            return 0
        }
        FileHandle.standardError.write(Data((message + "\n").utf8))
        return code == .validationFailure ? 2 : 3
    }
}
