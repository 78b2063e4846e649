import Ledger

extension FigureDefinition {
    static func list(_ root: YAMLValue, _ reader: CatalogReader) -> [FigureDefinition] {
        reader.expectOnly(["figures"], in: root)
        return reader.list("figures", of: root).compactMap { FigureDefinition($0, reader) }
    }

    private init?(_ value: YAMLValue, _ reader: CatalogReader) {
        reader.expectOnly(["id", "version", "kind", "measure", "unit", "name", "rule"], in: value)
        let id = reader.value("id", of: value, expected: "words of a-z, 0-9 and -") {
            Code(rawValue: $0)?.rawValue
        }
        let version = reader.value("version", of: value, expected: "a number from 1") {
            Int($0).flatMap { $0 > 0 ? $0 : nil }
        }
        let kind: Kind? = reader.choice("kind", of: value)
        let measure = reader.value("measure", of: value, expected: "words joined by dots") {
            Measure(rawValue: $0)
        }
        let unit = reader.value("unit", of: value, expected: "one word") { Unit(rawValue: $0) }
        let name = reader.localName("name", of: value)
        let rule = reader.localName("rule", of: value)
        if let id { reader.define(.figure, id, validity: .always, at: value) }
        guard let id, let version, let kind, let measure, let unit, let name, let rule else { return nil }
        self.init(id: id, version: version, kind: kind, measure: measure, unit: unit, name: name, rule: rule)
    }
}
