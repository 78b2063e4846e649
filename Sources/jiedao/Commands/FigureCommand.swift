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
        case .json:
            var object = figure.json
            object["trace"] = facts.map { .array($0.map { .object(Figure.json($0.id, $0.fact)) }) }
            Output.json(object)
        case .text:
            for line in Self.lines(of: figure) { Output.lines(line) }
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

    private static func lines(of figure: Figure) -> [String] {
        let definition = figure.definition
        return [
            "\(definition.name.zh) · \(definition.name.en) \(figure.year): \(figure.shownWithUnit)",
            "  \(definition.rule.zh)", "  \(definition.rule.en)",
            "  \(Output.count(figure.facts, "fact")) of the first \(figure.size) entries; definition version \(definition.version)",
        ]
            + definition.changes.map {
                "  version \($0.version) from \($0.day): \($0.what.zh) · \($0.what.en)"
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
        words += fact.tags.map(\.rawValue)
        return (words + ["/entries/\(place.entry)/receipt"]).joined(separator: "  ")
    }
}

extension Figure {
    /// `44 item`, `1053700 yuan`, `93% (40 of 43)`, `1440 minute (median of 9)`.
    var shownWithUnit: String {
        let shown = shown ?? "none"
        switch value {
        case .sum:
            let scale = definition.scale
            return "\(shown) \(scale == .plain ? definition.unit.rawValue : scale.rawValue)"
        case .share(let part, let whole): return "\(shown) (\(part) of \(whole))"
        case .measured(_, let sample):
            return "\(shown) \(definition.unit) (\(definition.kind.rawValue) of \(sample))"
        }
    }
}
