import ArgumentParser
import Catalog
import Foundation

struct CatalogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog",
        abstract: "Work with the subdistrict's catalog.",
        subcommands: [CatalogCheckCommand.self]
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
            print(
                "The catalog holds: \(catalog.subdistrict.communities.count) communities, \(catalog.figures.count) figures."
            )
            print("  digest  \(catalog.content.digest)")
        } catch let errors as CatalogErrors {
            for error in errors.items { print(error) }
            throw AnswerIsNo()
        }
    }
}
