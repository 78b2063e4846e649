package import Ledger

/// How the rows of somebody's table become matters (导入方案).
package struct ImportProfile: Equatable, Sendable {
    package let code: Code
    package let name: LocalName
    /// The kind of matter that each row becomes.
    package let kind: Code
    /// Whether a row of the table names its columns; without one they stand in the order of `columns`.
    package let hasHeader: Bool
    package let columns: [Column]
    /// What a cell says where it says nothing, such as `-`.
    package let nothing: Set<String>
    /// Rows of somebody else's, which are counted and passed over.
    package let outside: [Condition]
    package let number: Number
    package let source: Lookup
    /// When it was reported there; nil where the table does not say it.
    package let reportedAt: CellTemplate?
    package let community: Lookup?
    package let category: Lookup?
    /// The unit that handled it there, where that is one of the catalog's.
    package let lead: Lookup?
    package let position: Position?
    package let address: CellTemplate?
    /// The points of the report; what comes to nothing falls away.
    package let text: [CellTemplate]
    /// The lines of a note about it; what comes to nothing falls away.
    package let note: [CellTemplate]
    /// Answers to the fields of the kind.
    package let fields: [Field]
    /// How a row says that it is closed: the first that fits; what none fits is open.
    package let closed: [Closing]

    package struct Column: Equatable, Sendable {
        package let name: String
        package let otherNames: [String]
        package let isRequired: Bool
    }

    package struct Condition: Equatable, Sendable {
        package let from: CellTemplate
        package let values: Set<String>
        /// Whether it holds for these values, or for all others.
        package let isOneOf: Bool

        package func holds(_ cell: (String) -> String) -> Bool {
            values.contains(from.filled(cell)) == isOneOf
        }
    }

    /// What a row is called where it came from; the same number of one source comes in once.
    package enum Number: Equatable, Sendable {
        case text(CellTemplate)
        /// For tables without one: it follows from what does not change of a row.
        case digest(CellTemplate)
    }

    /// How words of a table become a code of the catalog.
    package struct Lookup: Equatable, Sendable {
        /// A text without columns where it is the same for all rows.
        package let from: CellTemplate
        package let codes: [String: Code]
        /// Before what is written where the table has the catalog's own codes, cut short.
        package let prefix: String?
        /// Whether what `codes` does not hold is looked for among the names of the catalog.
        package let isByName: Bool
        /// Whether what is not found counts as nothing; else the row is refused.
        package let othersAreNothing: Bool
    }

    package struct Position: Equatable, Sendable {
        package let latitude: CellTemplate
        package let longitude: CellTemplate
        /// `latitude longitude` as the table writes them, where a geocoder put what it did not find.
        package let nowhere: Set<String>
    }

    package struct Field: Equatable, Sendable {
        package let code: Code
        package let from: CellTemplate
        /// For a choice: which word means which.
        package let codes: [String: Code]
    }

    package struct Closing: Equatable, Sendable {
        package let from: CellTemplate
        /// Nil where any text says so.
        package let values: Set<String>?
        package let isInTime: Bool?
        /// Whether the text is the day on which it was closed; else it counts on the day of its report.
        package let isDay: Bool
    }
}

extension Catalog {
    package func profile(_ code: Code) -> ImportProfile? { profiles.first { $0.code == code } }
}
