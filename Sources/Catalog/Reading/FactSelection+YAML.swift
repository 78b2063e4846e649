import Ledger

extension FactSelection {
    static let keys = ["measure", "measures", "less", "tags", "communities", "offices"]

    /// Reads which facts are counted; nil where no measure can be read.
    init?(_ value: YAMLValue, _ reader: CatalogReader) {
        let measures = Self.measures(of: value, reader)
        let less = value["less"].map { _ in
            Self.words("less", of: value, Self.expected, reader, Measure.init(rawValue:))
        }
        for (measure, place) in less ?? [] where measures.contains(measure) {
            reader.report(place, "\"less\" takes away \(measure), which is added already; name it once")
        }
        let tags = value["tags"].map { Tags($0, reader) } ?? .any
        let communities = Self.codes("communities", of: value, .community, reader)
        let offices = Self.codes("offices", of: value, .unit, reader)
        guard !measures.isEmpty else { return nil }
        self.init(
            measures,
            less: less?.map(\.0) ?? [],
            tags: tags,
            communities: communities,
            offices: offices
        )
    }

    private static let expected = "words joined by dots"

    /// The one under `measure`, or those under `measures`.
    private static func measures(of value: YAMLValue, _ reader: CatalogReader) -> [Measure] {
        guard let several = value["measures"] else {
            return reader.value("measure", of: value, expected: expected) { Measure(rawValue: $0) }.map {
                [$0]
            }
                ?? []
        }
        if value["measure"] != nil {
            reader.report(several, "\"measure\" and \"measures\" stand together; expected one of them")
        }
        let found = words("measures", of: value, expected, reader, Measure.init(rawValue:))
        if several.list?.isEmpty == true {
            reader.report(several, "\"measures\" is empty; name at least one")
        }
        return found.map(\.0)
    }

    private static func codes(
        _ key: String,
        of value: YAMLValue,
        _ sort: CatalogNames.Sort,
        _ reader: CatalogReader
    ) -> [Code] {
        guard value[key] != nil else { return [] }
        return words(key, of: value, "the code of a \(sort)", reader, Code.init(rawValue:)).map {
            code,
            place in
            // Earlier facts may name what no longer stands.
            reader.refer(to: sort, code.rawValue, as: key, from: nil, at: place)
            return code
        }
    }

    /// A list of words, none twice, each with its place.
    fileprivate static func words<Word: Hashable>(
        _ key: String,
        of value: YAMLValue,
        _ expected: String,
        _ reader: CatalogReader,
        _ parse: (String) -> Word?
    ) -> [(Word, YAMLValue)] {
        var seen: Set<Word> = []
        return reader.list(key, of: value).compactMap { value in
            guard let word = reader.parse(value, key, expected: expected, parse) else { return nil }
            guard seen.insert(word).inserted else {
                reader.report(value, "\"\(key)\" names \(value.text?.shortened ?? "") twice")
                return nil
            }
            return (word, value)
        }
    }
}

extension FactSelection.Tags {
    fileprivate init(_ value: YAMLValue, _ reader: CatalogReader) {
        reader.expectOnly(["all", "some", "none"], in: value)
        func tags(_ key: String) -> [Code] {
            guard value[key] != nil else { return [] }
            return FactSelection.words(
                key,
                of: value,
                "a tag such as kind:report",
                reader,
                Code.init(rawValue:)
            ).map(\.0)
        }
        self.init(all: tags("all"), some: tags("some"), none: tags("none"))
    }
}
