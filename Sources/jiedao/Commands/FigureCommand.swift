import ArgumentParser
import Catalog
import Ledger
import Reporting
import Storage

struct FigureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "figure",
        abstract: "Count a figure of the report from the facts in the ledger.",
        discussion: """
            Example:
              jiedao figure announcements-posted --year 2018 --trace --data data/demo
            """
    )

    @Argument(help: ArgumentHelp("The figure's id in the catalog.", valueName: "ID"))
    var id: String

    @Option(help: "The year.")
    var year: Int

    @Option(help: ArgumentHelp("Count only the entries before a checkpoint of this size.", valueName: "SIZE"))
    var asOf: Int64?

    @Flag(help: "Show every fact that was added up, with its entry.")
    var trace = false

    @Option(help: "text or json")
    var format = OutputFormat.text

    @OptionGroup var store: StoreOptions

    func run() async throws {
        let store = try await store.openStore()
        let catalog = try await store.loadCatalog()
        let (id, year, asOf, trace) = (id, year, asOf, trace)
        let (figure, facts) = try await store.read { reader in
            let figure = try Figure.count(id, year: year, asOf: asOf, catalog: catalog, reader)
            return (figure, trace ? try Self.all(figure, reader) : nil)
        }
        switch format {
        case .json: Output.json(Self.json(figure, facts))
        case .text:
            Output.lines(
                "\(figure.definition.name.zh) · \(figure.definition.name.en) \(figure.year): \(figure.quantity) \(figure.definition.unit)"
            )
            Output.lines("  \(figure.definition.rule.zh)")
            Output.lines("  \(figure.definition.rule.en)")
            Output.lines(
                "  \(Output.count(figure.facts, "fact")) of the first \(figure.size) entries; definition version \(figure.definition.version)"
            )
            for (place, fact) in facts ?? [] { Output.lines("  " + Self.line(place, fact)) }
        }
        try await store.close()
    }

    private static func all(_ figure: Figure, _ reader: Reader) throws -> [(id: Fact.ID, fact: Fact)] {
        var all: [(id: Fact.ID, fact: Fact)] = []
        while true {
            let page = try figure.trace(after: all.last?.id, limit: 1000, reader)
            all += page
            if page.count < 1000 { return all }
        }
    }

    private static func line(_ place: Fact.ID, _ fact: Fact) -> String {
        var words = [
            "entry \(place.entry)", "\(fact.day)",
            fact.quantity > 0 ? "+\(fact.quantity)" : "\(fact.quantity)",
        ]
        words.append(fact.community?.rawValue ?? "—")
        if let object = fact.object { words.append(object.rawValue) }
        if let reversed = fact.reverses { words.append("takes back \(reversed)") }
        return (words + fact.tags.map(\.rawValue)).joined(separator: "  ")
    }

    private static func json(_ figure: Figure, _ facts: [(id: Fact.ID, fact: Fact)]?) -> JSON.Object {
        [
            "as_of": .integer(figure.size), "catalog": .string(figure.catalog.description),
            "facts": .integer(figure.facts), "id": .string(figure.definition.id),
            "kind": .string(figure.definition.kind.rawValue),
            "measure": .string(figure.definition.measure.rawValue),
            "quantity": .integer(figure.quantity), "unit": .string(figure.definition.unit.rawValue),
            "trace": facts.map { .array($0.map { .object(json($0.id, $0.fact)) }) },
            "version": .integer(Int64(figure.definition.version)), "year": .integer(Int64(figure.year)),
        ]
    }

    private static func json(_ place: Fact.ID, _ fact: Fact) -> JSON.Object {
        [
            "community": fact.community.map { .string($0.rawValue) }, "day": .string(fact.day.description),
            "entry": .integer(place.entry.rawValue), "fact": .integer(Int64(place.ordinal)),
            "object": fact.object.map { .string($0.rawValue) }, "quantity": .integer(fact.quantity),
            "reverses": fact.reverses.map { .string($0.description) },
            "tags": fact.tags.isEmpty ? nil : .array(fact.tags.map { .string($0.rawValue) }),
        ]
    }
}
