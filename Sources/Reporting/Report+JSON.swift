package import Catalog
package import Ledger

extension Report {
    /// The report for programs: its sentences with what was found of them, and every figure.
    package var json: JSON.Object {
        [
            "checkpoint": .object(["root": .string(root.description), "size": .integer(size)]),
            "figures": .array(
                figures.map { figure in
                    var object = figure.json
                    object["address"] = .string(figure.address)
                    return .object(object)
                }
            ), "ok": .bool(holds), "sentences": .array(sentences.map { .object($0.json) }),
            "title": .object(text.title.json), "year": .integer(Int64(text.year)),
        ]
    }
}

extension Report.Statement {
    fileprivate var json: JSON.Object {
        [
            "claims": .array(findings.map { .object($0.json) }), "id": .string(sentence.id.rawValue),
            "ok": .bool(holds),
            "text": .object(["en": .string(plain(sentence.en)), "zh": .string(plain(sentence.zh))]),
        ]
    }

    /// A text of the sentence with its numbers in their places.
    package func plain(_ parts: [ReportText.Part]) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .figure(let id): finding(on: id)?.shown ?? "—"
            }
        }
        .joined()
    }
}

extension Report.Finding {
    fileprivate var json: JSON.Object {
        [
            "claim": .string(claim.assertion.word.rawValue), "counted": figure.shown.map { .string($0) },
            "figure": .string(claim.figure), "number": claim.assertion.number.map { .integer($0) },
            "ok": .bool(holds),
        ]
    }
}

extension Figure {
    /// The page that shows what the figure was counted from.
    package var address: String { "/figures/\(definition.id)?year=\(year)&as_of=\(size)" }
}
