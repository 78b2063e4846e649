package import Ledger

/// How a figure of the report is counted.
package struct FigureDefinition: Equatable, Sendable {
    /// Which sort of count it is, by the word that a file has for it.
    package enum Kind: String, CaseIterable, Sendable {
        case flow, stock, distinct, declared, ratio, cohort, median
        case ninetieth = "percentile-90"
    }

    /// What is counted, and how it becomes one value.
    package enum Count: Equatable, Sendable {
        /// What happened in the period.
        case flow(FactSelection)
        /// What stands at the period's end.
        case stock(FactSelection)
        /// How many different objects have a fact of the period that stands.
        case distinct(FactSelection)
        /// What was entered as a value of the period, with its source.
        case declared(FactSelection)
        /// What share the first has of the second, both of the period.
        case ratio(FactSelection, of: FactSelection)
        /// Of the objects that the second has in the period, how many the first has by now.
        case cohort(FactSelection, of: FactSelection)
        /// The quantity that so many of a hundred facts of the period do not pass.
        case percentile(Percentile, FactSelection)
    }

    package enum Percentile: Int64, Sendable {
        case median = 50
        case ninetieth = 90
    }

    /// A change of the rule, at which a series breaks: what lies before was counted otherwise.
    package struct Change: Equatable, Sendable {
        /// The version that begins with it.
        package let version: Int
        package let day: LocalDay
        package let what: LocalName
    }

    package let id: String
    /// Rises when the rule changes; a series over two versions shows a break.
    package let version: Int
    package let count: Count
    /// Of the quantities of its facts.
    package let unit: Unit
    /// As what the value is shown.
    package let scale: FigureScale
    package let name: LocalName
    /// What is counted, in words for the reader of a report (口径).
    package let rule: LocalName
    /// By version; none where the rule never changed.
    package let changes: [Change]
}

extension FigureDefinition {
    package var kind: Kind {
        switch count {
        case .flow: .flow
        case .stock: .stock
        case .distinct: .distinct
        case .declared: .declared
        case .ratio: .ratio
        case .cohort: .cohort
        case .percentile(.median, _): .median
        case .percentile(.ninetieth, _): .ninetieth
        }
    }

    /// What is counted; of a share, the part.
    package var selection: FactSelection {
        switch count {
        case .flow(let selection), .stock(let selection), .distinct(let selection), .declared(let selection),
            .ratio(let selection, _), .cohort(let selection, _), .percentile(_, let selection):
            selection
        }
    }

    /// Of a share, the whole.
    package var whole: FactSelection? {
        switch count {
        case .ratio(_, let whole), .cohort(_, let whole): whole
        case .flow, .stock, .distinct, .declared, .percentile: nil
        }
    }

    /// Every measure that is named, each once, in the order of the file.
    package var measures: [Measure] {
        var found: [Measure] = []
        for measure in [selection, whole].compactMap(\.self).flatMap({ $0.measures + $0.less })
        where !found.contains(measure) {
            found.append(measure)
        }
        return found
    }
}
