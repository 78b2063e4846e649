import Catalog
import Ledger
import Reporting
import Storage

/// A figure's values in a table of years.
struct FigureRow: Sendable {
    let name: String
    let rule: String
    let values: [Value]

    struct Value: Sendable {
        let year: String
        let text: String
        let unit: String
        let href: String
    }

    /// - Parameter definitions: Which figures; every one of them is counted anew.
    static func all(
        _ definitions: [FigureDefinition],
        years: [Int],
        office: Office,
        _ language: Language,
        _ reader: Reader
    ) throws -> [FigureRow] {
        try definitions.map { definition in
            FigureRow(
                name: definition.name[language],
                rule: definition.rule[language],
                values: try years.map { year in
                    let figure = try Figure.count(definition.id, year: year, catalog: office.catalog, reader)
                    return Value(
                        year: definition.period(year, language),
                        text: figure.grouped,
                        unit: definition.unitName(language),
                        href: "/figures/\(definition.id)?year=\(year)"
                    )
                }
            )
        }
    }
}
