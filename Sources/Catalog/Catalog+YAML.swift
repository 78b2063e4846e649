import Ledger
import Yams

extension Subdistrict {
    init?(_ node: Node, _ reader: CatalogReader) {
        reader.expectOnly(["code", "name", "time_zone", "origin", "communities"], in: node)
        let code = reader.value("code", of: node, expected: "9 digits in quotes") { Self.digits($0, 9) }
        let name = reader.localName("name", of: node)
        let zone = reader.value("time_zone", of: node, expected: "a time zone such as Asia/Shanghai") {
            Zone(name: $0)
        }
        let origin = reader.value(
            "origin",
            of: node,
            expected: "a name such as ledger.example.org, without blanks and +"
        ) {
            VerifierKey(name: $0, publicKey: Array(repeating: 0, count: 32)).map(\.name)
        }
        let communities = reader.list("communities", of: node).compactMap { Community($0, reader) }
        guard let code, let name, let zone, let origin else { return nil }
        self.init(code: code, name: name, zone: zone, origin: origin, communities: communities)
    }

    static func digits(_ text: String, _ count: Int) -> String? {
        text.utf8.count == count && text.utf8.allSatisfy { (48...57).contains($0) } ? text : nil
    }
}

extension Community {
    init?(_ node: Node, _ reader: CatalogReader) {
        reader.expectOnly(["code", "name"], in: node)
        let code = reader.value("code", of: node, expected: "12 digits in quotes") {
            Subdistrict.digits($0, 12).flatMap { Code(rawValue: $0) }
        }
        let name = reader.localName("name", of: node)
        guard let code, let name else { return nil }
        self.init(code: code, name: name)
    }
}

extension FigureDefinition {
    static func list(_ node: Node, _ reader: CatalogReader) -> [FigureDefinition] {
        reader.expectOnly(["figures"], in: node)
        return reader.list("figures", of: node).compactMap { FigureDefinition($0, reader) }
    }

    private init?(_ node: Node, _ reader: CatalogReader) {
        reader.expectOnly(["id", "version", "kind", "measure", "unit", "name", "rule"], in: node)
        let id = reader.value("id", of: node, expected: "words of a-z, 0-9 and -") {
            Code(rawValue: $0)?.rawValue
        }
        let version = reader.value("version", of: node, expected: "a number from 1") {
            Int($0).flatMap { $0 > 0 ? $0 : nil }
        }
        let kinds = Kind.allCases.map(\.rawValue).joined(separator: ", ")
        let kind = reader.value("kind", of: node, expected: "one of \(kinds)") { Kind(rawValue: $0) }
        let measure = reader.value("measure", of: node, expected: "words joined by dots") {
            Measure(rawValue: $0)
        }
        let unit = reader.value("unit", of: node, expected: "one word") { Unit(rawValue: $0) }
        let name = reader.localName("name", of: node)
        let rule = reader.localName("rule", of: node)
        guard let id, let version, let kind, let measure, let unit, let name, let rule else { return nil }
        self.init(id: id, version: version, kind: kind, measure: measure, unit: unit, name: name, rule: rule)
    }
}
