package import Catalog
package import Ledger
package import Storage

/// The report of a year with its figures counted and its words checked, for one state of the ledger.
package struct Report: Sendable {
    package let text: ReportText
    /// The state of the ledger from which all figures were counted: its size and the root of its tree.
    package let size: Int64
    package let root: Hash
    package let sentences: [Statement]
    /// Each once, in the order in which the report names them.
    package let figures: [Figure]

    /// A sentence with what was found of its words.
    package struct Statement: Sendable {
        package let sentence: ReportText.Sentence
        package let findings: [Finding]

        /// Whether every word of it is true.
        package var holds: Bool { findings.allSatisfy(\.holds) }

        package func finding(on figure: String) -> Finding? {
            findings.first { $0.claim.figure == figure }
        }
    }

    package struct Finding: Sendable {
        package let claim: Claim
        package let figure: Figure
        package let holds: Bool

        /// What stands in the text: the number that it states, or the value; nil where there is no value.
        package var shown: String? {
            guard let number = claim.assertion.number else { return figure.shown }
            switch figure.definition.scale {
            case .percent: return "\(number)%"
            case .permille: return "\(number)‰"
            case .plain, .yuan, .tenThousandYuan, .squareMetres: return "\(number)"
            }
        }
    }

    package enum Failure: Error, Equatable, CustomStringConvertible {
        case noText(Int, known: [Int])

        package var description: String {
            switch self {
            case .noText(let year, let known):
                "The catalog has no report on \(year). It has: \(known.isEmpty ? "none" : known.map(String.init).joined(separator: ", "))."
            }
        }
    }

    /// Whether every sentence is true.
    package var holds: Bool { sentences.allSatisfy(\.holds) }

    /// - Parameter size: The checkpoint's size; the whole ledger where it is nil.
    package static func compile(
        _ year: Int,
        asOf size: Int64? = nil,
        catalog: Catalog,
        _ reader: Reader
    ) throws -> Report {
        guard let text = catalog.report(year) else {
            throw Failure.noText(year, known: catalog.reports.map(\.year))
        }
        let head = try Head(reader)
        guard (0...head.size).contains(size ?? head.size) else {
            throw Figure.Failure.sizeBeyond(size ?? head.size, head: head.size)
        }
        var figures: [Figure] = []
        let sentences = try text.sentences.map { sentence in
            Statement(
                sentence: sentence,
                findings: try sentence.claims.map { claim in
                    let known = figures.first { $0.definition.id == claim.figure }
                    let figure =
                        try known
                        ?? Figure.count(claim.figure, year: year, asOf: size, catalog: catalog, reader)
                    if known == nil { figures.append(figure) }
                    return try finding(claim, figure, reader)
                }
            )
        }
        return Report(
            text: text,
            size: size ?? head.size,
            root: try root(of: size ?? head.size, head, reader),
            sentences: sentences,
            figures: figures
        )
    }

    private static func finding(_ claim: Claim, _ figure: Figure, _ reader: Reader) throws -> Finding {
        var run: Int64 = 0
        if claim.assertion.word == .consecutive {
            var present: Int64 = 0
            for month in try figure.months(reader) ?? [] {
                present = month.quantity > 0 ? present + 1 : 0
                run = max(run, present)
            }
        }
        let holds = claim.assertion.holds(of: figure.value, shownAs: figure.definition.scale, run: run)
        return Finding(claim: claim, figure: figure, holds: holds)
    }

    private static func root(of size: Int64, _ head: Head, _ reader: Reader) throws -> Hash {
        guard size < head.size else { return head.frontier.root }
        guard size > 0 else { return Frontier.empty.root }
        var tree = TileStore.tree(size: size, head: head, reader)
        return try tree.root(of: 0..<size)
    }
}
