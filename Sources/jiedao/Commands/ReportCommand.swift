import ArgumentParser
import Catalog
import Ledger
import Reporting
import Storage

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Print the year's report, every number counted anew and every claim checked.",
        discussion: """
            The answer is no (status 1) where a sentence says what the count does not bear out. Such sentences are marked.

            Example:
              jiedao report 2018 --format html --data data/demo > report.html
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case html
        case json
    }

    @Argument(help: ArgumentHelp("The report's year.", valueName: "YEAR"))
    var year: Int

    @Option(help: ArgumentHelp("Count only the entries before a checkpoint of this size.", valueName: "SIZE"))
    var asOf: Int64?

    @Option(help: "text, html or json")
    var format = Format.text

    @OptionGroup var store: StoreOptions

    func run() async throws {
        let store = try await store.openStore()
        let catalog = try await store.loadCatalog()
        let (year, asOf) = (year, asOf)
        let report = try await store.read { reader in
            try Report.compile(year, asOf: asOf, catalog: catalog, reader)
        }
        let origin = store.genesis.origin
        try await store.close()
        switch format {
        case .json: Output.json(report.json)
        case .html: print(ReportDocument(report, origin: origin).html)
        case .text: for line in Self.lines(of: report, origin: origin) { Output.lines(line) }
        }
        guard report.holds else { throw AnswerIsNo() }
    }

    private static func lines(of report: Report, origin: String) -> [String] {
        var lines = ["\(report.text.title.zh) · \(report.text.title.en)", ""]
        for statement in report.sentences {
            let mark = statement.holds ? "  " : "✗ "
            lines.append(mark + statement.plain(statement.sentence.zh))
            lines.append("  " + statement.plain(statement.sentence.en))
            for finding in statement.findings {
                lines.append("    \(line(of: finding))")
                lines.append("      \(finding.figure.address)")
            }
            lines.append("")
        }
        let wrong = report.sentences.count { !$0.holds }
        lines.append(
            "\(Output.count(report.sentences.count, "sentence")), \(wrong) of which \(wrong == 1 ? "does" : "do") not hold."
        )
        lines.append("Counted from \(origin), the first \(report.size) entries, root \(report.root).")
        return lines
    }

    /// `F05 more-than 70, below 80: holds, counted 74 item; 74 facts, version 1`.
    private static func line(of finding: Report.Finding) -> String {
        let figure = finding.figure
        return
            "\(finding.claim): \(finding.holds ? "holds" : "DOES NOT HOLD"), counted \(figure.shownWithUnit); \(Output.count(figure.facts, "fact")), version \(figure.definition.version)"
    }
}
