import Catalog
import Ledger
import Reporting

/// The report as one HTML file that needs nothing beside it; its links lead to the pages of a server.
struct ReportDocument {
    private let report: Report
    private let origin: String

    init(_ report: Report, origin: String) {
        self.report = report
        self.origin = origin
    }

    var html: String {
        let title = Self.escaped(report.text.title.zh)
        return """
            <!DOCTYPE html>
            <html lang="zh-Hans">
            <head><meta charset="utf-8"><title>\(title)</title></head>
            <body>
            <h1>\(title)</h1>
            \(report.sentences.map(sentence).joined(separator: "\n"))
            <h2>Report \(report.text.year): figures</h2>
            <ol>
            \(report.figures.map(figure).joined(separator: "\n"))
            </ol>
            <p>\(Self.escaped(origin)), \(report.size), <code>\(report.root)</code></p>
            </body>
            </html>
            """
    }

    private func sentence(_ statement: Report.Statement) -> String {
        let sentence = statement.sentence
        let failed = statement.findings.filter { !$0.holds }.map {
            "<br><strong>✗ \(Self.escaped("\($0.claim): \($0.figure.shownWithUnit)"))</strong>"
        }
        return """
            <p id="\(sentence.id)">\(paragraph(statement, sentence.zh))\(failed.joined())<br>
            <span lang="en">\(paragraph(statement, sentence.en))</span></p>
            """
    }

    private func paragraph(_ statement: Report.Statement, _ parts: [ReportText.Part]) -> String {
        parts.map { part in
            switch part {
            case .text(let text): Self.escaped(text)
            case .figure(let id):
                statement.finding(on: id).map { finding in
                    "<a href=\"\(Self.escaped(finding.figure.address))\">\(finding.shown ?? "—")</a>"
                } ?? ""
            }
        }
        .joined()
    }

    private func figure(_ figure: Figure) -> String {
        let definition = figure.definition
        return """
            <li><a href="\(Self.escaped(figure.address))">\(Self.escaped(definition.name.zh))</a> \
            \(Self.escaped(figure.shownWithUnit)) — \(Self.escaped(definition.rule.zh)) \
            (\(figure.facts) facts, version \(definition.version))</li>
            """
    }

    /// By scalars: a bracket may hide in a grapheme with a mark.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
