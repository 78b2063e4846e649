package import Ledger

/// How a figure of the report is counted.
package struct FigureDefinition: Equatable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// What happened in the period.
        case flow
        /// What stands at the period's end.
        case stock
    }

    package let id: String
    /// Rises when the rule changes; a series over two versions shows a break.
    package let version: Int
    package let kind: Kind
    package let measure: Measure
    package let unit: Unit
    package let name: LocalName
    /// What is counted, in words for the reader of a report (口径).
    package let rule: LocalName
}
