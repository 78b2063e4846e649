import Ledger

extension OfficeUnit {
    static func list(_ root: YAMLValue, _ reader: CatalogReader) -> [OfficeUnit] {
        reader.expectOnly(["units"], in: root)
        return reader.list("units", of: root).compactMap { OfficeUnit($0, reader) }
    }

    private init?(_ value: YAMLValue, _ reader: CatalogReader) {
        reader.expectOnly(["code", "name", "kind", "parent", "community", "since", "until"], in: value)
        let code = reader.code("code", of: value)
        let name = reader.localName("name", of: value)
        let kind: Kind? = reader.choice("kind", of: value)
        let validity = reader.validity(of: value)
        let parent = Self.reference("parent", to: .unit, of: value, validity, reader)
        let community = Self.reference("community", to: .community, of: value, validity, reader)
        if let code { reader.define(.unit, code.rawValue, validity: validity, at: value) }
        switch (kind, value["community"]) {
        case (.workstation, nil): reader.report(value, "a workstation must name its \"community\"")
        case (.authority, let place?), (.office, let place?), (.centre, let place?), (.team, let place?),
            (.outpost, let place?):
            reader.report(place, "only a workstation has a \"community\"; leave it out")
        case (.workstation, .some), (nil, _), (_, nil): break
        }
        guard let code, let name, let kind else { return nil }
        self.init(
            code: code,
            name: name,
            kind: kind,
            parent: parent,
            community: community,
            validity: validity
        )
    }

    private static func reference(
        _ key: String,
        to sort: CatalogNames.Sort,
        of value: YAMLValue,
        _ validity: Validity,
        _ reader: CatalogReader
    ) -> Code? {
        let code = reader.optional(key, of: value, expected: "the code of a \(sort)") { Code(rawValue: $0) }
        if let code, let place = value[key] {
            reader.refer(to: sort, code.rawValue, as: key, from: validity, at: place)
        }
        return code
    }
}

extension OfficeUnit {
    /// Reports every circle of parents once, at the unit with the first code.
    static func checkParents(_ units: [OfficeUnit], _ reader: CatalogReader) {
        let parents = Dictionary(units.map { ($0.code, $0.parent) }) { first, _ in first }
        var done: Set<Code> = []
        for start in parents.keys.sorted() {
            var way: [Code] = []
            var next: Code? = start
            while let unit = next, done.insert(unit).inserted {
                way.append(unit)
                next = parents[unit] ?? nil
            }
            // Only a way that ends in itself is a circle; one that meets an earlier way is not.
            guard let next, let from = way.firstIndex(of: next) else { continue }
            let circle = Array(way[from...])
            guard let first = circle.min(), let turn = circle.firstIndex(of: first),
                let place = reader.names.definition(.unit, first.rawValue)?.place
            else { continue }
            let names = (circle[turn...] + circle[..<turn] + [first]).prefix(10).map(\.rawValue)
            reader.report(
                place,
                "the unit \(first) lies under itself: \(names.joined(separator: ", ")); change a \"parent\""
            )
        }
    }
}
