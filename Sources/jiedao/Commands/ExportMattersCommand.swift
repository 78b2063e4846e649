import ArgumentParser
import Casework
import Catalog
import Exchange
import Foundation
import Ledger
import Storage
import Tables

struct ExportMattersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matters",
        abstract: "Write a list of matters as the office's ledger, to XLSX or CSV.",
        discussion: """
            The file holds what people have written and where they live: keep it as you keep the store.

            Example:
              jiedao export matters open.xlsx --state open --community 440310001001 --data data/pingshan
            """
    )

    enum State: String, ExpressibleByArgument, CaseIterable { case open, closed }

    @Argument(help: ArgumentHelp("The new file; its ending says which format.", valueName: "FILE"))
    var file: String

    @Option(help: "xlsx or csv; else the file's ending says it.") var format: TableFormat?
    @Option(help: "open or closed; left out, both.") var state: State?
    @Option(help: "A stage or an outcome, such as dispatched or struck-off.") var stage: String?
    @Option(help: ArgumentHelp("A kind's code.", valueName: "CODE")) var kind: Code?
    @Option(help: ArgumentHelp("A source's code.", valueName: "CODE")) var source: Code?
    @Option(help: ArgumentHelp("A community's code.", valueName: "CODE")) var community: Code?
    @Option(help: ArgumentHelp("A category's code.", valueName: "CODE")) var category: Code?
    @Option(help: ArgumentHelp("The code of the unit that handles it.", valueName: "CODE")) var lead: Code?
    @Flag(help: "Only those past their limit.") var overdue = false
    @Option(help: ArgumentHelp("Only those in which these words stand.", valueName: "WORDS")) var search:
        String?
    @OptionGroup var store: StoreOptions

    func run() async throws {
        guard let format = format ?? TableFormat(rawValue: URL(filePath: file).pathExtension.lowercased())
        else {
            throw ValidationError("\(file) ends in neither .xlsx nor .csv. Name it so, or give --format.")
        }
        let filter = try filter()
        let query = try search.map { try SearchQuery($0) }
        let store = try await store.openStore()
        let catalog = try await store.loadCatalog()
        let export = MatterExport(
            query.map { .found($0, filter) } ?? .filtered(filter, .newest),
            from: store,
            catalog,
            maySee: { _ in true }
        )
        let writer = try TableWriter(format, to: file, export.sheet, createdAt: store.clock.now)
        let count = try await export.run(to: writer)
        try await store.close()
        Output.lines("Wrote \(Output.count(count, "matter")) to \(file).")
    }

    private func filter() throws -> MatterFilter {
        var filter = MatterFilter()
        filter.sight = .everything
        filter.isOpen = state.map { $0 == .open }
        if let stage {
            filter.stage = Matter.Stage.Name(rawValue: stage)
            filter.outcome = Matter.Outcome.Name(rawValue: stage)
            guard filter.stage != nil || filter.outcome != nil else {
                let known =
                    Matter.Stage.Name.allCases.map(\.rawValue) + Matter.Outcome.Name.allCases.map(\.rawValue)
                throw ValidationError(
                    "--stage is \"\(stage)\"; give one of \(known.joined(separator: ", "))."
                )
            }
        }
        (filter.kind, filter.source, filter.community) = (kind, source, community)
        (filter.category, filter.lead, filter.isOverdue) = (category, lead, overdue)
        return filter
    }
}

extension TableFormat: ExpressibleByArgument {}

extension Code: ExpressibleByArgument {
    public init?(argument: String) { self.init(rawValue: argument) }
}
