import Administration
import ArgumentParser
import Catalog
import Foundation
import Ledger
import Storage

struct CatalogAdoptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adopt",
        abstract: "Put a catalog in force; servers that run take it over at once.",
        discussion: """
            What "catalog diff" answers with no is refused. Earlier entries are still read under the catalog of their day.

            Example:
              jiedao catalog adopt Catalog/pingshan --data data/office
            """
    )

    @Argument(help: ArgumentHelp("The folder of the catalog.", valueName: "DIR"))
    var folder: String

    @OptionGroup var sending: Sending

    func run() async throws {
        let catalog = try Catalog(try CatalogContent(folder: URL(filePath: folder)))
        try await sending.perform { store, inForce in
            let difference = CatalogDifference(from: inForce, to: catalog)
            guard !difference.isForbidden else {
                for line in difference.lines { Output.lines(line) }
                throw AnswerIsNo()
            }
            let digest = try await store.keep(catalog: catalog.content.text)
            return AdoptCatalog(digest, instead: inForce.content.digest, zone: store.genesis.zone)
        }
    }
}
