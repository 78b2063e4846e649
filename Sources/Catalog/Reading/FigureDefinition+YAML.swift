import Ledger

extension FigureDefinition {
    static func list(_ root: YAMLValue, _ reader: CatalogReader) -> [FigureDefinition] {
        reader.expectOnly(["figures"], in: root)
        return reader.list("figures", of: root).compactMap { FigureDefinition($0, reader) }
    }

    private init?(_ value: YAMLValue, _ reader: CatalogReader) {
        reader.expectOnly(
            ["id", "version", "kind"] + FactSelection.keys + [
                "of", "unit", "shown", "name", "rule", "changes",
            ],
            in: value
        )
        let id = reader.value("id", of: value, expected: "words of a-z, 0-9 and -") {
            Code(rawValue: $0)?.rawValue
        }
        let version = reader.value("version", of: value, expected: "a number from 1", Self.version)
        let kind: Kind? = reader.choice("kind", of: value)
        let selection = FactSelection(value, reader)
        let whole = kind.flatMap { Self.whole(of: value, kind: $0, reader) }
        if kind == .cohort, let selection, let whole, let place = value["of"],
            let shared = whole.measures.first(where: selection.measures.contains)
        {
            reader.report(
                place,
                "\"of\" counts \(shared), as the part does; a cohort needs others, a ratio does not"
            )
        }
        let unit = reader.value("unit", of: value, expected: "one word") { Unit(rawValue: $0) }
        let scale = Self.scale(of: value, kind, unit, reader)
        let name = reader.localName("name", of: value)
        let rule = reader.localName("rule", of: value)
        let changes = version.map { Change.list(value, upTo: $0, reader) } ?? []
        if let id { reader.define(.figure, id, validity: .always, at: value) }
        guard let id, let version, let kind, let selection, let unit, let scale, let name, let rule,
            let count = Count(kind, selection, of: whole)
        else { return nil }
        self.init(
            id: id,
            version: version,
            count: count,
            unit: unit,
            scale: scale,
            name: name,
            rule: rule,
            changes: changes
        )
    }

    fileprivate static func version(_ text: String) -> Int? {
        Int(text).flatMap { $0 > 0 ? $0 : nil }
    }

    /// The key `of`, which a share needs and nothing else has.
    private static func whole(of value: YAMLValue, kind: Kind, _ reader: CatalogReader) -> FactSelection? {
        guard kind.isShare else {
            if let member = value["of"] {
                reader.report(member, "\"of\" stands here, and a \(kind.rawValue) is no share; leave it out")
            }
            return nil
        }
        guard let member = reader.member("of", of: value) else { return nil }
        reader.expectOnly(FactSelection.keys, in: member)
        return FactSelection(member, reader)
    }

    private static func scale(
        of value: YAMLValue,
        _ kind: Kind?,
        _ unit: Unit?,
        _ reader: CatalogReader
    ) -> FigureScale? {
        let isShare = kind?.isShare ?? false
        guard let member = value["shown"] else { return isShare ? .percent : .plain }
        guard let scale: FigureScale = reader.choice(member, "shown") else { return nil }
        if kind != nil, scale.isOfAShare != isShare {
            reader.report(
                member,
                "\"shown\" is \"\(scale.rawValue)\"; expected \(isShare ? "percent or permille for a share" : "another word: the figure is no share")"
            )
            return nil
        }
        if let unit, let other = scale.unit, unit != other {
            reader.report(
                member,
                "\"shown\" is \"\(scale.rawValue)\"; expected the unit \(other), not \(unit)"
            )
            return nil
        }
        return scale
    }
}

extension FigureDefinition.Kind {
    fileprivate var isShare: Bool { self == .ratio || self == .cohort }
}

extension FigureDefinition.Count {
    /// Nil where a share lacks its whole.
    fileprivate init?(
        _ kind: FigureDefinition.Kind,
        _ selection: FactSelection,
        of whole: FactSelection?
    ) {
        switch kind {
        case .flow: self = .flow(selection)
        case .stock: self = .stock(selection)
        case .distinct: self = .distinct(selection)
        case .declared: self = .declared(selection)
        case .median: self = .percentile(.median, selection)
        case .ninetieth: self = .percentile(.ninetieth, selection)
        case .ratio, .cohort:
            guard let whole else { return nil }
            self = kind == .ratio ? .ratio(selection, of: whole) : .cohort(selection, of: whole)
        }
    }
}

extension FigureDefinition.Change {
    fileprivate static func list(_ value: YAMLValue, upTo last: Int, _ reader: CatalogReader) -> [Self] {
        guard value["changes"] != nil else { return [] }
        var version = 1
        return reader.list("changes", of: value).compactMap { value in
            reader.expectOnly(["version", "day", "what"], in: value)
            let first = version + 1
            let number = reader.value(
                "version",
                of: value,
                expected: "the version that begins, from \(first) to the present \(last)"
            ) { FigureDefinition.version($0).flatMap { first <= $0 && $0 <= last ? $0 : nil } }
            let day = reader.day("day", of: value)
            let what = reader.localName("what", of: value)
            guard let number, let day, let what else { return nil }
            version = number
            return Self(version: number, day: day, what: what)
        }
    }
}
