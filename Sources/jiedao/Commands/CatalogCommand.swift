import ArgumentParser
import Catalog
import Foundation
import Ledger
import Storage

struct CatalogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog",
        abstract: "Work with the subdistrict's catalog.",
        subcommands: [CatalogCheckCommand.self, CatalogDiffCommand.self, CatalogAdoptCommand.self]
    )
}

struct CatalogCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read a catalog and name everything that is wrong in it, with file and line.",
        discussion: """
            Example:
              jiedao catalog check Catalog/pingshan
            """
    )

    @Argument(help: ArgumentHelp("The catalog's folder.", valueName: "DIR"))
    var folder: String

    func run() async throws {
        do {
            let catalog = try Catalog(try CatalogContent(folder: URL(filePath: folder)))
            let parts = [
                Output.count(catalog.lines.count, "line") + " of work",
                "\(catalog.kinds.count) kinds of matter",
                Output.count(catalog.sources.count, "source"),
                "\(catalog.categories.count) categories",
                Output.count(catalog.units.count, "unit"),
                "\(catalog.subdistrict.communities.count) communities",
                Output.count(catalog.cells.count, "grid cell"),
                Output.count(catalog.figures.count, "figure"),
                Output.count(catalog.reports.count, "report"),
                Output.count(catalog.holidayNotices.count, "holiday notice"),
                Output.count(catalog.deadlineRules.count, "deadline rule"),
            ]
            Output.lines("The catalog holds: \(parts.joined(separator: ", ")).")
            Output.lines("  digest  \(catalog.content.digest)")
        } catch let errors as CatalogErrors {
            for error in errors.items { Output.lines(error.description) }
            throw AnswerIsNo()
        }
    }
}

struct CatalogDiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare a catalog with the one in force in a store; change nothing.",
        discussion: """
            The answer is no (status 1) where the catalog is wrong in itself, or would break what the ledger says \
            already: a code that is gone instead of having "until", a figure's rule changed under the same version, \
            another subdistrict or time zone.

            Example:
              jiedao catalog diff Catalog/pingshan --data data/office
            """
    )

    @Argument(help: ArgumentHelp("The folder of the catalog to compare.", valueName: "DIR"))
    var folder: String

    @Option(help: "text or json")
    var format = OutputFormat.text

    @OptionGroup var store: StoreOptions

    func run() async throws {
        let store = try await store.openStore()
        let inForce = try await store.loadCatalog()
        try await store.close()
        let catalog: Catalog
        do { catalog = try Catalog(try CatalogContent(folder: URL(filePath: folder))) } catch let errors
            as CatalogErrors
        {
            switch format {
            case .text: for error in errors.items { Output.lines(error.description) }
            case .json:
                let problems = errors.items.map { JSON.string($0.description) }
                Output.json(["ok": false, "problems": .array(problems)])
            }
            throw AnswerIsNo()
        }
        let difference = CatalogDifference(from: inForce, to: catalog)
        switch format {
        case .json: Output.json(difference.json)
        case .text:
            for line in difference.lines { Output.lines(line) }
            Output.lines(Self.summary(difference))
            Output.lines("  in force  \(difference.old)")
            Output.lines("  compared  \(difference.new)")
        }
        if difference.isForbidden { throw AnswerIsNo() }
    }

    private static func summary(_ difference: CatalogDifference) -> String {
        guard difference.old != difference.new else { return "The catalog in force is this one." }
        guard !difference.changes.isEmpty else { return "Nothing differs but comments and layout." }
        let counts = difference.counts.map { "\($0.count) \($0.action)" }.joined(separator: ", ")
        return difference.isForbidden
            ? "The catalog can NOT be adopted: \(counts)." : "The catalog could be adopted: \(counts)."
    }
}
