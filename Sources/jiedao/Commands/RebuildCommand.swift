import Administration
import ArgumentParser
import Ledger
import Storage
import Vault

struct RebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Make the tables that pages read again from the entries, or with --check compare them.",
        discussion: """
            Example:
              jiedao rebuild --check --data data/pingshan
            """
    )

    @Flag(help: "Change nothing; name every row that is not what the entries give.")
    var check = false

    @Flag(help: "Go on although the keys of people are not here; their names are taken out of the tables.")
    var withoutKeys = false

    @Option(help: "text or json")
    var format = OutputFormat.text

    @OptionGroup var store: StoreOptions

    func run() async throws {
        // Not as a store, whose opening reads tables that may have to be made anew.
        let database = try await store.openDatabase()
        let schema = try await store.openingSchema()
        try await Store.bringUp(database, schema: schema)
        let names = try await database.read(StaffDirectory.namesAreReadable)
        guard schema.opener is VaultOpener || withoutKeys || !names else {
            throw ValidationError(
                "The keys of people are not here, so their names cannot be made again. Give the folder with --keys, or say --without-keys."
            )
        }
        guard check else {
            let entries = try await Replay.rebuild(
                database,
                schema: schema,
                progress: Output.progress("rebuilding")
            )
            Output.lines("Rebuilt all projections from \(entries) entries.")
            return try await database.close()
        }
        let (entries, differences) = try await Replay.check(
            database,
            schema: schema,
            progress: Output.progress("replaying")
        )
        switch format {
        case .json:
            Output.json([
                "differences": .array(differences.map { .string($0.description) }),
                "entries": .integer(entries),
                "ok": .bool(differences.isEmpty),
            ])
        case .text:
            for difference in differences { Output.lines(difference.description) }
            Output.lines(
                differences.isEmpty
                    ? "All projections equal the replay of \(entries) entries."
                    : "Not what the replay of \(entries) entries gives: \(Output.count(differences.count, "row")). \"jiedao rebuild\" makes them anew."
            )
        }
        try await database.close()
        if !differences.isEmpty { throw AnswerIsNo() }
    }
}
